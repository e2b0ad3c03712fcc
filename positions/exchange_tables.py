"""The lists of bringing in: what becomes of each row of a file, and the files that were brought in."""

import django_tables2 as tables
from django.utils.html import format_html

from accounts.templatetags.words import day
from positions.exchange.rows import ADD, CANNOT, CHANGE, SAME, Outcome
from positions.exchange.subjects import SUBJECTS, as_written
from positions.models import Import

NUMBER = {"th": {"class": "ses-number"}, "td": {"class": "ses-number"}}
TONES = {ADD: "done", CHANGE: "waiting", SAME: "draft", CANNOT: "late"}
STATES = {"checked": ("waiting", "Not taken yet"), "taken": ("done", "Taken"), "set_aside": ("ended", "Set aside")}
SHOWN = 3


class OutcomeTable(tables.Table):
    """The rows of a file, what cannot be taken first."""

    caption = "Rows of the file"
    unit = "rows"
    empty_text = "No row of this file is like that. Choose another standing."

    number = tables.Column("Line", accessor="line__number", attrs=NUMBER)
    row = tables.Column("Row", empty_values=(), orderable=False)
    what = tables.Column("Outcome")
    words = tables.Column("What would happen, or what to mend", orderable=False)

    def render_row(self, record: Outcome) -> str:
        """The first cells, by which a person knows the row."""
        said = [as_written(cell).strip() for cell in list(record.line.cells.values())[:SHOWN]]
        return " · ".join(words[:60] for words in said if words) or "nothing in the first columns"

    def render_what(self, record: Outcome) -> str:
        """In words."""
        return format_html('<span class="ses-nowrap ses-tag ses-tag--{}">{}</span>', TONES[record.what], record.shown)


class ImportTable(tables.Table):
    """Files that were brought in, the newest first."""

    caption = "Files that were brought in"
    unit = "files"
    empty_text = "No file was brought in yet. Begin with the departments."

    document = tables.Column("File", linkify=lambda record: record.get_absolute_url(), order_by="document__name")
    subject = tables.Column("What it holds")
    department = tables.Column("For", default="the whole state", order_by="department__name")
    uploaded_by = tables.Column("Brought in by", order_by="uploaded_by__name")
    uploaded_on = tables.Column("On")
    state = tables.Column("Standing")

    class Meta:
        model = Import
        fields = ["document", "subject", "department", "uploaded_by", "uploaded_on", "state"]

    def render_subject(self, value: str) -> str:
        """In words."""
        return SUBJECTS[value].name

    def render_uploaded_on(self, value) -> str:
        """The day."""
        return day(value)

    def render_state(self, record: Import) -> str:
        """In words."""
        return format_html('<span class="ses-tag ses-tag--{}">{}</span>', *STATES[record.state])
