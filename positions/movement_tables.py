"""The lists of transfers, removals, requests for more positions and vacancies, column by column."""

from datetime import date
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html

from accounts.acting import procedure
from accounts.templatetags.words import day
from positions.models import AuthorizationRequest, Removal, Transfer, Vacancy
from positions.removals import cause_words

TONES = {
    "draft": "draft",
    "approved": "done",
    "granted": "done",
    "kept": "done",
    "converted": "ended",
    "declined": "ended",
    "refused": "ended",
    "withdrawn": "ended",
}


class StandingTable(tables.Table):
    """Things that have states, each with a link to its page."""

    def render_state(self, record: Any) -> str:
        """The state in words."""
        tone, words = TONES.get(record.state, "waiting"), procedure(record).words(record.state)
        return format_html('<span class="ses-tag ses-tag--{}">{}</span>', tone, words)


class DayColumn(tables.Column):
    """A day as it is written everywhere."""

    def render(self, value: date) -> str:
        """In words."""
        return day(value)


class TransferTable(StandingTable):
    """Transfers between SES positions."""

    caption = "Transfers between SES positions"
    unit = "transfers"

    person = tables.Column("Who", order_by="person__name", linkify=lambda record: record.get_absolute_url())
    from_position = tables.Column("From", accessor="leaving__position", order_by="leaving__position__title")
    from_department = tables.Column("Department left", order_by="from_department__name")
    position = tables.Column("To", order_by="position__title")
    department = tables.Column("Department joined", order_by="department__name")
    starts_on = DayColumn("First day there")
    state = tables.Column("Standing")

    class Meta:
        model = Transfer
        fields = ["person", "from_position", "from_department", "position", "department", "starts_on", "state"]


class RemovalTable(StandingTable):
    """Positions on their way out of the SES, or out, or kept after a review."""

    caption = "Reviews and removals of positions"
    unit = "reviews and removals"

    position = tables.Column("Position", order_by="position__title", linkify=lambda record: record.get_absolute_url())
    department = tables.Column("Department", order_by="department__name")
    cause = tables.Column("Cause")
    opened_on = DayColumn("Begun")
    last_day = DayColumn("Last day in the SES", default="none set")
    state = tables.Column("Standing")

    class Meta:
        model = Removal
        fields = ["position", "department", "cause", "opened_on", "last_day", "state"]

    def render_cause(self, record: Removal) -> str:
        """In the words of the law."""
        return cause_words(record)


class RequestTable(StandingTable):
    """Requests for positions beyond the allotment."""

    caption = "Requests for additional positions"
    unit = "requests"

    department = tables.Column(
        "Department", order_by="department__name", linkify=lambda record: record.get_absolute_url()
    )
    number = tables.Column("Additional positions", attrs={"td": {"class": "ses-number"}})
    starts_on = DayColumn("From")
    ends_on = DayColumn("Last day", default="without end")
    requested_on = DayColumn("Sent", default="not yet")
    decided_on = DayColumn("Decided", default="not yet")
    state = tables.Column("Standing")

    class Meta:
        model = AuthorizationRequest
        fields = ["department", "number", "starts_on", "ends_on", "requested_on", "decided_on", "state"]


class VacancyTable(tables.Table):
    """Vacant classified positions outside the SES. `own` are the departments for which this person records them."""

    caption = "Vacant classified positions"
    unit = "positions"

    job_class = tables.Column("Class", accessor="position__job_class")
    title = tables.Column("Position", accessor="position__title")
    number = tables.Column("Number", accessor="position__number")
    department = tables.Column("Department", order_by="department__name")
    vacant_from = DayColumn("Vacant from")
    to_do = tables.Column("To do", empty_values=(), orderable=False, exclude_from_export=True)

    class Meta:
        model = Vacancy
        fields = ["job_class", "title", "number", "department", "vacant_from", "to_do"]

    def __init__(self, *args: Any, own: set[int], **kwargs: Any) -> None:
        self._own = own
        super().__init__(*args, **kwargs)

    def render_to_do(self, record: Vacancy) -> str:
        """Where its filling is recorded, for whoever may."""
        if record.department_id not in self._own or record.state != "open":
            return "nothing for you"
        url, words = reverse("positions:fill_vacancy", args=[record.pk]), str(record.position)
        return format_html('<a href="{}">No longer vacant<span class="usa-sr-only">: {}</span></a>', url, words)
