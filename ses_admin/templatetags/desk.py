"""How the desk says how far away a day is, and where words stand on the line of the year."""

from datetime import date, timedelta

from django import template

from ses_admin.waiting import Item

register = template.Library()


@register.filter
def left(due_on: date, on: date) -> str:
    """How `due_on` stands to the day `on`: `3 days late`, `today is the last day`, `in 5 days`."""
    days = (due_on - on).days
    if days < 0:
        return f"{-days:,} day{'s' if days < -1 else ''} late"
    if days == 0:
        return "today is the last day"
    return f"in {days:,} day{'s' if days > 1 else ''}"


@register.filter
def away(day: date, on: date) -> str:
    """How far a day is that nobody has to keep: `12 days ago`, `today`, `in 5 days`."""
    days = (day - on).days
    if days < 0:
        return f"{-days:,} day{'s' if days < -1 else ''} ago"
    return "today" if days == 0 else left(day, on)


@register.filter
def days_since(day: date | None, on: date) -> str:
    """How many days ago `day` was, as a number."""
    return "" if day is None else f"{(on - day).days:,}"


@register.filter
def is_late(item: Item, on: date) -> bool:
    """Whether the last day of a row is over."""
    return item.is_late(on)


@register.filter
def text_anchor(x: int) -> str:
    """Where the words of a mark begin, so that they do not leave the drawing: `x` is of 1,000."""
    if x < 100:
        return "start"
    return "end" if x > 900 else "middle"


@register.filter
def with_next_day(day: date) -> str:
    """A last day and the first day on which it is too late: `April 30 / May 1`."""
    after = day + timedelta(days=1)
    return f"{day:%B} {day.day} / {after:%B} {after.day}"
