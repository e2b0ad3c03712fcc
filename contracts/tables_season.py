"""The board of a department's contract year, column by column."""

from datetime import date

import django_tables2 as tables
from django.utils.html import format_html, format_html_join

from accounts.acting import procedure
from accounts.templatetags.words import day
from contracts.models import Contract
from contracts.standing import in_days
from contracts.year import DECLINED, DRAFT, NOT_BEGUN, NOT_PROPOSED, RECEIVED, RETURNED, VACANT, Line

TONES = {
    NOT_BEGUN: "draft",
    NOT_PROPOSED: "draft",
    DRAFT: "draft",
    DECLINED: "ended",
    RETURNED: "ended",
    RECEIVED: "done",
    VACANT: "draft",
}


NO_RISK = "none"
REMOVAL = "its removal is proposed"


def _state(contract: Contract) -> str:
    return procedure(contract).words(contract.state).lower()


class BoardTable(tables.Table):
    """Positions, those most at risk first."""

    caption = "SES positions and where their contracts stand"
    unit = "positions"
    empty_text = "No position of the department is in the SES in that year."

    position = tables.Column(
        "Position",
        accessor="placement__position__title",
        linkify=lambda record: record.url,
        order_by="placement__position__title",
    )
    person = tables.Column("Who holds it", accessor="incumbency__person__name", default="vacant", empty_values=())
    stands = tables.Column("Stands")
    waits_for = tables.Column("Waits for", empty_values=())
    due_on = tables.Column("Due, or signed", empty_values=())
    risk = tables.Column("Risk", order_by="risk")

    def __init__(self, *args, on: date, **kwargs) -> None:
        self._on = on
        super().__init__(*args, **kwargs)

    def render_position(self, record: Line) -> str:
        """The title and the number."""
        return str(record.placement.position)

    def render_person(self, record: Line) -> str:
        """The name, or that nobody does."""
        return record.incumbency.person.name if record.incumbency else "vacant"

    def render_stands(self, record: Line) -> str:
        """Where it stands, in words."""
        tone = "late" if record.is_late or record.signed_late or record.removal else TONES.get(record.stands, "waiting")
        stands = format_html('<span class="ses-tag ses-tag--{}">{}</span>', tone, record.stands)
        also = [(each.get_absolute_url(), day(each.starts_on), _state(each)) for each in record.others]
        return stands + format_html_join("", '<br><a href="{}">also one from {}: {}</a>', also)

    def value_stands(self, record: Line) -> str:
        """The words alone, for a file."""
        return record.stands

    def render_waits_for(self, record: Line) -> str:
        """Whose turn it is, and since when."""
        if not record.waits_for:
            return "nobody"
        since = format_html('<br><span class="ses-quiet">since {}</span>', day(record.since)) if record.since else ""
        return format_html("{}{}", record.waits_for, since)

    def value_waits_for(self, record: Line) -> str:
        """One sentence, for a file."""
        return f"{record.waits_for}, since {day(record.since)}" if record.since else record.waits_for

    def render_due_on(self, record: Line) -> str:
        """The last day to sign in time, or the day it was signed."""
        if record.is_signed:
            return f"signed {day(record.contract.signed_on)}{', on paper' if record.is_on_paper else ''}"
        return day(record.due_on) if record.due_on else "none owed"

    def render_risk(self, record: Line) -> str:
        """Late, at risk, or not, in words."""
        words = self._risk(record)
        told = format_html('<span class="ses-late">{}</span>', words) if words != NO_RISK else words
        if not record.removal:
            return told
        return format_html('{}<br><a class="ses-late" href="{}">{}</a>', told, record.removal_url, REMOVAL)

    def value_risk(self, record: Line) -> str:
        """The words alone, for a file."""
        return f"{self._risk(record)}; {REMOVAL}" if record.removal else self._risk(record)

    def _risk(self, record: Line) -> str:
        if record.signed_late:
            return f"signed {in_days(record.signed_late)} late"
        if record.is_late:
            return f"{in_days((self._on - record.due_on).days)} late"
        if record.is_at_risk:
            left = (record.due_on - self._on).days
            return f"at risk: {in_days(left)} left" if left else "at risk: due today"
        return NO_RISK
