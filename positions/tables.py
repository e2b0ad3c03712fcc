"""The lists of positions and nominations, column by column."""

from datetime import date

import django_tables2 as tables
from django.utils.html import format_html

from accounts.templatetags.words import day
from positions.as_of import AsOf
from positions.models import Nomination, Position
from positions.progress import Progress, progress


class RosterTable(tables.Table):
    """Who holds which position on the day of `as_of`. Rows come from positions.roster."""

    caption = "Positions and who holds them"
    unit = "positions"

    title = tables.Column(
        "Position",
        accessor="title_then",
        linkify=lambda record, table: table.as_of.link(record.get_absolute_url()),
    )
    number = tables.Column("Number")
    department = tables.Column("Department", order_by="department__name")
    division = tables.Column("Division", accessor="division_then", default="none")
    holder = tables.Column("Held by", empty_values=())
    entered_on = tables.Column("In the SES since", empty_values=())
    leaves_on = tables.Column("Last day in the SES", default="no end set")

    class Meta:
        model = Position
        fields = ["title", "number", "department", "division", "holder", "entered_on", "leaves_on"]

    def __init__(self, *args, as_of: AsOf, **kwargs) -> None:
        self.as_of = as_of
        super().__init__(*args, **kwargs)

    def render_holder(self, value: str | None, record: Position) -> str:
        """Who holds it, saying so when acting; or that it is vacant."""
        if value:
            return f"{value} (acting)" if record.holder_is_acting else value
        return "not shown to you" if record.is_filled else "vacant"

    def render_entered_on(self, value: date | None) -> str:
        """The first day of the placement in force."""
        return day(value) if value else "not in the SES"

    def render_leaves_on(self, value: date) -> str:
        """The last day, inclusive."""
        return day(value)


class NominationTable(tables.Table):
    """Nominations as they stood on a day, the longest waiting first. Rows come from NominationQuerySet.as_of."""

    caption = "Nominations"
    unit = "nominations"

    position = tables.Column("Position", linkify=lambda record: record.get_absolute_url(), order_by="position__title")
    department = tables.Column("Department", order_by="department__name")
    state = tables.Column("Standing", order_by="state_then")
    waits_for = tables.Column("With", empty_values=(), orderable=False)
    since = tables.Column("Since", empty_values=(), order_by="since")
    days = tables.Column("Days there", empty_values=(), orderable=False, attrs={"td": {"class": "ses-number"}})
    submitted_on = tables.Column("Submitted", default="not yet")

    class Meta:
        model = Nomination
        fields = ["position", "department", "state", "waits_for", "since", "days", "submitted_on"]

    def __init__(self, *args, on: date, **kwargs) -> None:
        self._on = on
        self._known: dict[int, Progress] = {}
        super().__init__(*args, **kwargs)

    def _stands(self, nomination: Nomination) -> Progress:
        """Where it stands, asked once for all the columns that say a part of it."""
        if nomination.pk not in self._known:
            known = {"since": nomination.since, "state": nomination.state_then}
            self._known[nomination.pk] = progress(nomination, on=self._on, **known)
        return self._known[nomination.pk]

    def render_submitted_on(self, value: date) -> str:
        """The day on which the department last submitted it."""
        return day(value) if value <= self._on else "not yet"

    def render_state(self, record: Nomination) -> str:
        """The state in words."""
        stands = self._stands(record)
        return format_html('<span class="ses-tag ses-tag--{}">{}</span>', stands.tone, stands.words)

    def render_waits_for(self, record: Nomination) -> str:
        """Whose turn it is."""
        return self._stands(record).waits_for or "nobody: it is finished"

    def render_since(self, record: Nomination) -> str:
        """The day from which the wait is counted."""
        return day(self._stands(record).since)

    def render_days(self, record: Nomination) -> str:
        """How many days it has waited."""
        stands = self._stands(record)
        return "" if stands.is_over else str(stands.days)
