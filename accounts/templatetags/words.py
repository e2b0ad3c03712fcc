"""Days, moments and figures the way people write them. Every page and every letter uses these.

An unknown value (None, or a name the template does not know) gives an empty string, so that a page can say
`{{ membership.ends_on|day|default:"no end date" }}`. Money is never a float.
"""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils import timezone

from law.findings import Finding
from law.findings import heaviest_first as sort_by_weight

register = template.Library()

CENT = Decimal("0.01")


def _here(moment: datetime) -> datetime:
    """The moment on the clock of the installation (Denver). A moment without a zone is taken as it stands."""
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


def _dollars(value: Decimal | int) -> str:
    """`$10,763`, with cents only if there are any, and never fewer digits than the value has."""
    if isinstance(value, float):
        raise TypeError("Money is a Decimal or a whole number, never a float.")
    value = Decimal(value)
    sign, value = ("-", -value) if value < 0 else ("", value)
    if value == value.to_integral_value():
        return f"{sign}${value:,.0f}"
    if value == value.quantize(CENT):
        return f"{sign}${value:,.2f}"
    return f"{sign}${value.normalize():,f}"


@register.filter
def day(value: date | datetime | None) -> str:
    """`June 30, 2027`. Of a moment: the day it is in Denver."""
    if not value:
        return ""
    if isinstance(value, datetime):
        value = _here(value).date()
    return f"{value:%B} {value.day}, {value.year}"


@register.filter
def moment(value: datetime | None) -> str:
    """`June 30, 2027 at 11:30 p.m.`, in Denver."""
    if not value:
        return ""
    value = _here(value)
    half = "a.m." if value.hour < 12 else "p.m."
    return f"{day(value)} at {value.hour % 12 or 12}:{value:%M} {half}"


@register.filter
def clock(value: datetime | None) -> str:
    """`10:42 a.m.`, in Denver: a moment of today."""
    return moment(value).rpartition(" at ")[2]


@register.filter
def money(value: Decimal | int | None) -> str:
    """A salary: `$10,763 per month`. Everything the law says about pay is by the month."""
    return "" if value is None or value == "" else f"{_dollars(value)} per month"


@register.filter
def amount(value: Decimal | int | None) -> str:
    """`$10,763`: a figure whose unit is said elsewhere, as in a table's heading."""
    return "" if value is None or value == "" else _dollars(value)


@register.filter
def fte(value: Decimal | int | None) -> str:
    """Full-time equivalents, `6,391.0`: one decimal at least, more if the count has more."""
    if value is None or value == "":
        return ""
    value = Decimal(value)
    whole = value.to_integral_value()
    return f"{whole:,.0f}.0" if value == whole else f"{value.normalize():,f}"


@register.filter
def heaviest_first(findings: Iterable[Finding] | None) -> list[Finding]:
    """Findings in the order in which they are shown: what stops the act comes first."""
    return sort_by_weight(findings or [])
