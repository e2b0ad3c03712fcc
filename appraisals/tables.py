"""The list of appraisals, and of signed contracts without one, column by column. No list shows a rating."""

import django_tables2 as tables
from django.utils.html import format_html

from accounts.templatetags.words import day
from appraisals import standing
from appraisals.models import Appraisal
from contracts.models import Contract
from contracts.terms import fiscal_year_words


class AppraisalTable(tables.Table):
    """Appraisals. Rows come from `with_standing()`."""

    caption = "Appraisals"
    unit = "appraisals"

    employee = tables.Column("Executive", linkify=lambda record: record.get_absolute_url(), order_by="employee__name")
    title = tables.Column("Position", accessor="contract__title")
    year = tables.Column("Contract year", accessor="contract__starts_on", order_by="contract__starts_on")
    rater = tables.Column("Rated by", order_by="rater__name")
    state = tables.Column("State", order_by="state")
    waits_for = tables.Column("Waits for", empty_values=(), orderable=False)
    final_on = tables.Column("Final on", default="not final")

    class Meta:
        model = Appraisal
        fields = ["employee", "title", "year", "rater", "state", "waits_for", "final_on"]

    def render_title(self, record: Appraisal) -> str:
        """The title, and whose position it is."""
        contract = record.contract
        return format_html('{}<br><span class="ses-quiet">{}</span>', contract.title, contract.department_name)

    def render_year(self, record: Appraisal) -> str:
        """ "2004-05"."""
        return fiscal_year_words(record.plan, record.contract.starts_on)

    def render_state(self, record: Appraisal) -> str:
        """The state in words."""
        stands = standing.standing(record)
        return format_html('<span class="ses-tag ses-tag--{}">{}</span>', stands.tone, stands.words)

    def render_waits_for(self, record: Appraisal) -> str:
        """Whose turn it is."""
        return standing.waits_for(record) or "nobody"

    def render_final_on(self, record: Appraisal) -> str:
        """The day."""
        return day(record.final_on)


class UnopenedTable(tables.Table):
    """Signed contracts whose appraisal nobody has opened."""

    caption = "Contracts without an appraisal"
    unit = "appraisals to open"
    empty_text = "Every signed contract that has begun has its appraisal."

    employee = tables.Column("Executive", linkify=lambda record: record.get_absolute_url(), order_by="employee__name")
    title = tables.Column("Position")
    year = tables.Column("Contract", accessor="starts_on", order_by="starts_on")
    appointing_authority = tables.Column("Rates", order_by="appointing_authority__name")
    open = tables.TemplateColumn(
        verbose_name="Next step", template_name="appraisals/_open.html", orderable=False, empty_values=()
    )

    class Meta:
        model = Contract
        fields = ["employee", "title", "year", "appointing_authority", "open"]

    def render_year(self, record: Contract) -> str:
        """The first and the last day."""
        return f"{day(record.starts_on)} to {day(record.ends_on)}"
