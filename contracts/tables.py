"""The lists of contracts, of contracts that nobody has begun, and of ceilings, column by column."""

from datetime import date
from urllib.parse import urlencode

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html

from accounts.templatetags.words import amount, day
from contracts import salary, terms, validators
from contracts.models import Contract, PayCeiling
from contracts.owed import Owed
from contracts.standing import OPEN, Standing, standing


def _due(due_on: date, late: str) -> str:
    """The day, and in red how late it is."""
    words = format_html('<br><span class="ses-late">{}</span>', late) if late else ""
    return format_html('<span class="ses-nowrap">{}</span>{}', day(due_on), words)


NUMBER = {"th": {"class": "ses-number"}, "td": {"class": "ses-number"}}


class ContractTable(tables.Table):
    """Contracts, the newest term first. Rows come from `with_standing()`."""

    caption = "Contracts"
    unit = "contracts"

    employee = tables.Column("Executive", linkify=lambda record: record.get_absolute_url(), order_by="employee__name")
    title = tables.Column("Position")
    term = tables.Column("Term", accessor="starts_on", order_by="starts_on")
    monthly_salary = tables.Column("Salary per month", default="none yet", attrs=NUMBER)
    state = tables.Column("State", order_by="state")
    waits_for = tables.Column("Waits for", empty_values=(), orderable=False)
    due_on = tables.Column("Due, or signed", order_by="due_on")

    class Meta:
        model = Contract
        fields = ["employee", "title", "term", "monthly_salary", "state", "waits_for", "due_on"]

    def __init__(self, *args, on: date, **kwargs) -> None:
        self._on = on
        super().__init__(*args, **kwargs)

    def _stands(self, contract: Contract) -> Standing:
        return standing(contract, on=self._on)

    def render_title(self, record: Contract) -> str:
        """The title, and whose position it is."""
        return format_html('{}<br><span class="ses-quiet">{}</span>', record.title, record.department_name)

    def render_term(self, record: Contract) -> str:
        """The contract year; the first day too when it is not the year's."""
        year = terms.fiscal_year_words(record.plan, record.starts_on)
        if terms.is_first_day(record.plan, record.starts_on):
            return year
        first = day(record.starts_on)
        return format_html('{}<br><span class="ses-quiet ses-nowrap">from {}</span>', year, first)

    def render_monthly_salary(self, value) -> str:
        """Dollars; the unit stands in the heading."""
        return amount(value)

    def render_state(self, record: Contract) -> str:
        """The state in words."""
        stands = self._stands(record)
        return format_html('<span class="ses-tag ses-tag--{}">{}</span>', stands.tone, stands.words)

    def render_waits_for(self, record: Contract) -> str:
        """Whose turn it is."""
        return self._stands(record).waits_for or "nobody"

    def render_due_on(self, record: Contract) -> str:
        """The last day to sign in time, and whether it is past."""
        late = self._stands(record).late
        if record.state == "signed":
            return format_html(
                '<span class="ses-nowrap ses-quiet">signed {}</span>{}', day(record.signed_on), late and f", {late}"
            )
        return _due(record.due_on, late) if record.state in OPEN else "nothing"


class OwedTable(tables.Table):
    """Contracts that nobody has begun, the soonest due first."""

    caption = "Positions without a contract"
    unit = "contracts to begin"
    empty_text = "Every executive has a contract, or one that is being prepared, for this year and the next."

    position = tables.Column("Position", accessor="incumbency__position__title")
    person = tables.Column("Executive", accessor="incumbency__person__name")
    department = tables.Column("Department", accessor="incumbency__department__name")
    starts_on = tables.Column("First day")
    due_on = tables.Column("Due")
    begin = tables.Column("Next step", empty_values=(), orderable=False, exclude_from_export=True)

    def __init__(self, *args, on: date, **kwargs) -> None:
        self._on = on
        super().__init__(*args, **kwargs)

    def render_position(self, record: Owed) -> str:
        """The title and the number."""
        return str(record.incumbency.position)

    def render_starts_on(self, record: Owed) -> str:
        """The first day, and why that one."""
        return format_html('{}<br><span class="ses-quiet">{}</span>', day(record.starts_on), record.why)

    def render_due_on(self, record: Owed) -> str:
        """The last day to sign in time, and whether it is past."""
        late = record.days_late(self._on)
        return _due(record.due_on, f"{late} day{'' if late == 1 else 's'} late" if late else "")

    def render_begin(self, record: Owed) -> str:
        """The way to begin it."""
        return format_html(
            '<a class="usa-button usa-button--outline" href="{}?{}">Begin<span class="usa-sr-only"> the contract of {} '
            "from {}</span></a>",
            reverse("contracts:start", args=[record.incumbency.position_id]),
            urlencode({"starts_on": record.starts_on.isoformat()}),
            record.incumbency.person,
            day(record.starts_on),
        )


class CeilingTable(tables.Table):
    """Published ceilings, the newest year first; within a year the last recorded, which counts, first."""

    caption = "Published ceilings"
    unit = "ceilings"
    empty_text = "No ceiling is recorded yet. Without one no contract can be signed."

    fiscal_year = tables.Column("Fiscal year", orderable=False)
    figure = tables.Column("Dollars per month", accessor="amount", attrs=NUMBER, orderable=False)
    kind = tables.Column("What it is", empty_values=(), orderable=False)
    source = tables.Column("Source", orderable=False)
    recorded_on = tables.Column("Recorded", default="before this program", orderable=False)

    class Meta:
        model = PayCeiling
        fields = ["fiscal_year", "figure", "kind", "source", "recorded_on"]

    def render_fiscal_year(self, record: PayCeiling) -> str:
        """ "2026-27"."""
        return validators.year_words(record.plan, record.fiscal_year)

    def render_figure(self, record: PayCeiling) -> str:
        """Dollars."""
        return amount(record.amount)

    def render_kind(self, record: PayCeiling) -> str:
        """Whether it holds, and whether anybody published it."""
        kind = salary.kind_of(record).strip(" ()") or "published"
        return kind if record.holds else f"{kind}; replaced by a later entry"

    def render_recorded_on(self, value: date) -> str:
        """The day."""
        return day(value)
