"""The lists of transfers, removals, requests for more positions and vacancies, column by column."""

from datetime import date
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html

from accounts.acting import procedure
from accounts.templatetags.words import day
from positions.as_of import AsOf
from positions.models import AuthorizationRequest, Removal, Transfer, Vacancy
from positions.removals import cause_words, state_words

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


NONE_SET, NOT_YET = "none set", "not yet"


def to_page(record: Any, table: "StandingTable") -> str:
    """The page of the row, showing the same day."""
    return table.as_of.link(record.get_absolute_url())


class StandingTable(tables.Table):
    """Things that have states, as they stood on the day of `as_of`. Rows come from positions.stood."""

    def __init__(self, *args: Any, as_of: AsOf, **kwargs: Any) -> None:
        self.as_of = as_of
        super().__init__(*args, **kwargs)

    def known(self, value: date, *, since: date | None, otherwise: str) -> str:
        """The day in words, where it was known since a day; `otherwise` while it was not."""
        return day(value) if since is not None and since <= self.as_of.day else otherwise

    def render_state(self, record: Any) -> str:
        """The state in words."""
        return format_html('<span class="ses-tag ses-tag--{}">{}</span>', *self.standing(record))

    def standing(self, record: Any) -> tuple[str, str]:
        """How the state is drawn, and its words."""
        return TONES.get(record.state_then, "waiting"), procedure(record).words(record.state_then)


class DayColumn(tables.Column):
    """A day as it is written everywhere."""

    def render(self, value: date) -> str:
        """In words."""
        return day(value)


class TransferTable(StandingTable):
    """Transfers between SES positions."""

    caption = "Transfers between SES positions"
    unit = "transfers"

    person = tables.Column("Who", order_by="person__name", linkify=to_page)
    from_position = tables.Column("From", accessor="leaving__position", order_by="leaving__position__title")
    from_department = tables.Column("Department left", order_by="from_department__name")
    position = tables.Column("To", order_by="position__title")
    department = tables.Column("Department joined", order_by="department__name")
    starts_on = DayColumn("First day there")
    state = tables.Column("Standing", order_by="state_then")

    class Meta:
        model = Transfer
        fields = ["person", "from_position", "from_department", "position", "department", "starts_on", "state"]


class RemovalTable(StandingTable):
    """Positions on their way out of the SES, or out, or kept after a review."""

    caption = "Reviews and removals of positions"
    unit = "reviews and removals"

    position = tables.Column("Position", order_by="position__title", linkify=to_page)
    department = tables.Column("Department", order_by="department__name")
    cause = tables.Column("Cause")
    opened_on = DayColumn("Begun")
    last_day = DayColumn("Last day in the SES", default=NONE_SET)
    state = tables.Column("Standing", order_by="state_then")

    class Meta:
        model = Removal
        fields = ["position", "department", "cause", "opened_on", "last_day", "state"]

    def standing(self, record: Removal) -> tuple[str, str]:
        """What is decided for a later day is told as that."""
        tone, _words = super().standing(record)
        return tone, state_words(record, record.state_then, day=self.as_of.day)

    def render_last_day(self, value: date, record: Removal) -> str:
        """The last day, if it was set by then."""
        return self.known(value, since=record.decided_on, otherwise=NONE_SET)

    def render_cause(self, record: Removal) -> str:
        """In the words of the law."""
        return cause_words(record)


class RequestTable(StandingTable):
    """Requests for positions beyond the allotment."""

    caption = "Requests for additional positions"
    unit = "requests"

    department = tables.Column("Department", order_by="department__name", linkify=to_page)
    number = tables.Column("Additional positions", attrs={"td": {"class": "ses-number"}})
    starts_on = DayColumn("From")
    ends_on = DayColumn("Last day", default="without end")
    requested_on = DayColumn("Sent", default=NOT_YET)
    decided_on = DayColumn("Decided", default=NOT_YET)
    state = tables.Column("Standing", order_by="state_then")

    class Meta:
        model = AuthorizationRequest
        fields = ["department", "number", "starts_on", "ends_on", "requested_on", "decided_on", "state"]

    def render_requested_on(self, value: date) -> str:
        """The day on which it was sent, if that was by then."""
        return self.known(value, since=value, otherwise=NOT_YET)

    def render_decided_on(self, value: date) -> str:
        """The day on which it was decided, if that was by then."""
        return self.known(value, since=value, otherwise=NOT_YET)


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
