"""What the form templates need to know about a field to draw it as the design system means it.

Used by templates/uswds (the crispy template pack) and by the pages that draw a single field themselves.
"""

from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.formats import localize
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django_tables2 import Table
from django_tables2.rows import BoundRow

register = template.Library()

PAGE_SIZES = (25, 50, 100)
SHORT_FORM = 3
CELL = '<td {} data-label="{}">{}</td>'
HEAD_CELL = '<th scope="row" {} data-label="{}">{}</th>'
DAY_HINT = "Month, day and year, such as 06/30/2027."


@register.filter
def kind(field: BoundField) -> str:
    """How a field is drawn: hidden, checkbox, radios, checkboxes, several (one field of many boxes), or box."""
    widget = field.field.widget
    if field.is_hidden:
        return "hidden"
    if isinstance(widget, forms.CheckboxSelectMultiple):
        return "checkboxes"
    if isinstance(widget, forms.RadioSelect):
        return "radios"
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    if isinstance(widget, forms.MultiWidget):
        return "several"
    return "box"


def _asks_for_a_day(widget: forms.Widget) -> bool:
    return isinstance(widget, forms.DateInput) and not isinstance(widget, forms.DateTimeInput)


def _own_class(widget: forms.Widget) -> str:
    """The design system's class for a widget."""
    if isinstance(widget, forms.Textarea):
        return "usa-textarea"
    if isinstance(widget, forms.FileInput):
        return "ses-file"
    if isinstance(widget, forms.CheckboxInput):
        return "usa-checkbox__input"
    if isinstance(widget, forms.Select):
        return "usa-select"
    return "usa-input"


@register.filter
def limit(field: BoundField) -> str:
    """How many characters a long text may have, in words; empty for short boxes and where there is no limit."""
    most = getattr(field.field, "max_length", None)
    if not most or not isinstance(field.field.widget, forms.Textarea):
        return ""
    return f"You can write up to {most:,} characters."


@register.filter
def day_hint(field: BoundField) -> str:
    """How to write a day, where a day is asked for."""
    return DAY_HINT if _asks_for_a_day(field.field.widget) else ""


@register.filter
def described_by(field: BoundField) -> str:
    """The ids of the hint, the way to write a day, the limit and the error, in the order they stand on the page."""
    said = field.field.widget.attrs.get("aria-describedby")
    if said:
        return said
    here = field.auto_id
    ids = [
        (field.help_text, f"{here}_helptext"),
        (day_hint(field), f"{here}_day"),
        (field.errors, f"{here}_error"),
        (limit(field), f"{here}_limit"),
    ]
    return " ".join(name for present, name in ids if present) if here else ""


@register.filter
def dressed(field: BoundField) -> SafeString:
    """The field's box with the design system's class and everything that describes it."""
    widget = field.field.widget
    attrs: dict[str, Any] = {}
    if described := described_by(field):
        attrs["aria-describedby"] = described
    for part in getattr(widget, "widgets", [widget]):
        classes = [_own_class(part), part.attrs.get("class", "")]
        if field.errors and classes[0] not in ("usa-checkbox__input", "ses-file"):
            classes.append("usa-input--error")
        part.attrs.pop("placeholder", None)  # it says what the label says, and goes when one types
        if limit(field):
            classes.append("usa-character-count__field")
        part.attrs["class"] = " ".join(dict.fromkeys(" ".join(classes).split()))
        if _asks_for_a_day(part):
            # The browser's own date box, which sends and expects 2027-06-30 whatever it shows.
            part.input_type = "date"
            part.format = "%Y-%m-%d"
    return field.as_widget(attrs=attrs)


@register.filter
def options(field: BoundField) -> list[BoundWidget]:
    """The radio buttons or checkboxes of a field, each ready to be followed by its label."""
    name = "usa-checkbox__input" if kind(field) == "checkboxes" else "usa-radio__input"
    parts = list(field.subwidgets)
    for part in parts:
        attrs = part.data["attrs"]
        attrs["class"] = f"{name} {attrs.get('class', '')}".strip()
        # The group says what is wrong, once; a single button is not wrong.
        attrs.pop("aria-invalid", None)
    return parts


@register.filter
def anchor(field: BoundField) -> str:
    """The id an error leads to: the first thing in the field that can be typed in or chosen."""
    return f"{field.auto_id}_0" if kind(field) in ("radios", "checkboxes", "several") else field.auto_id


@register.filter
def required_words(form: forms.BaseForm) -> str:
    """What the top of a form says about which fields must be filled; nothing for a short form of required fields."""
    needed = [field.field.required for field in form.visible_fields()]
    if not any(needed):
        return ""
    if not all(needed):
        return "Every field is required unless it says “optional”."
    return "Every field is required." if len(needed) > SHORT_FORM else ""


@register.simple_tag
def page_sizes() -> tuple[int, ...]:
    """How many rows a list can show on a page."""
    return PAGE_SIZES


@register.filter
def list_rows(table: Table) -> SafeString:
    """The rows of a list. The first cell heads its row; each names its column, for a phone, where rows become blocks.

    Written here because a page has hundreds of cells, and a template takes most of its time in them.
    """
    columns = [
        (column.name, column.attrs["td"].as_html(), column.header, CELL if number else HEAD_CELL)
        for number, column in enumerate(table.columns)
    ]

    def cells(row: BoundRow) -> SafeString:
        return SafeString(
            "".join(
                format_html(cell, attrs, label, localize(row.get_cell(name))) for name, attrs, label, cell in columns
            )
        )

    return format_html_join("\n", "<tr {}>{}</tr>", ((row.attrs.as_html(), cells(row)) for row in table.paginated_rows))


@register.filter
def inline_svg(picture: str, name: str) -> SafeString:
    """A picture this program drew itself, for inside the page, with `name` read aloud in its place.

    In an image address it would need `data:`, which the content policy refuses. `picture` must never hold
    anything a person typed.
    """
    drawing = picture[picture.index("<svg") + len("<svg") :]
    return format_html('<svg role="img" aria-label="{}"', name) + SafeString(drawing)
