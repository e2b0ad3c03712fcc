"""Whether a person would hold two positions of the SES for good on the same days (CO-APT-3)."""

from collections.abc import Iterable
from datetime import date

from accounts.acting import StepRefused
from accounts.templatetags.words import day as in_words
from positions.models import Incumbency, Placement, Position

Span = tuple[date, date | None]
"""From a day to a day, both inclusive; None is without end."""


def shared(*spans: Span) -> Span | None:
    """The days that all of these have in common, or None."""
    first = max(span[0] for span in spans)
    ends = [span[1] for span in spans if span[1] is not None]
    last = min(ends) if ends else None
    return (first, last) if last is None or first <= last else None


def in_both(held: Span, placed: Iterable[Span], other: Span, other_placed: Iterable[Span]) -> Span | None:
    """The first days on which both are held while both positions are in the SES, or None."""
    others = list(other_placed)
    days = [shared(held, own, other, theirs) for own in placed for theirs in others]
    return min((each for each in days if each is not None), key=lambda each: each[0], default=None)


def require_no_other_position(incumbency: Incumbency, *, leaving: Incumbency | None = None) -> None:
    """Raises StepRefused when the person holds another position of the SES for good in that time (CO-APT-3).

    Every day of the appointment is judged: a position that enters the SES only later counts from then on. `leaving`
    is the appointment that ends the day before, by the same act. Two queries.
    """
    if incumbency.is_acting:
        return
    others = Incumbency.unscoped.filter(person=incumbency.person, is_acting=False)
    others = others.overlapping(incumbency.starts_on, incumbency.ends_on).exclude(position=incumbency.position_id)
    if leaving is not None:
        others = others.exclude(pk=leaving.pk)
    found = list(others.select_related("position").order_by("starts_on", "pk"))
    placed = _placed({incumbency.position_id, *(each.position_id for each in found)}) if found else {}
    held = (incumbency.starts_on, incumbency.ends_on)
    for other in found:
        theirs = placed.get(other.position_id, [])
        days = in_both(held, placed.get(incumbency.position_id, []), (other.starts_on, other.ends_on), theirs)
        if days is not None:
            raise StepRefused(
                f"{incumbency.person} holds another SES position on that day or later: {other.position}, from "
                f"{in_words(days[0])}. Ask for a transfer: it needs the approval of the directors involved. (CO-APT-3)"
            )


def require_holder_has_no_other(position: Position, span: Span) -> None:
    """Raises StepRefused when who is in the position holds another one while it is in the SES for these days."""
    holders = Incumbency.unscoped.filter(position=position, is_acting=False).overlapping(*span)
    found = list(holders.select_related("person"))
    others = Incumbency.unscoped.filter(person__in=[each.person_id for each in found], is_acting=False)
    besides = list(others.overlapping(*span).exclude(position=position).select_related("position"))
    placed = _placed({each.position_id for each in besides}) if besides else {}
    for held in found:
        for other in besides:
            if other.person_id != held.person_id:
                continue
            theirs = placed.get(other.position_id, [])
            if in_both((held.starts_on, held.ends_on), [span], (other.starts_on, other.ends_on), theirs):
                raise StepRefused(
                    f"{held.person} is in {position} and holds another SES position in that time: {other.position}. "
                    "Nobody holds two for good. End one of the appointments first. (CO-APT-3)"
                )


def _placed(positions: Iterable[int]) -> dict[int, list[Span]]:
    """The days in the SES of each of these positions."""
    found: dict[int, list[Span]] = {}
    rows = Placement.unscoped.filter(position__in=list(positions)).order_by("starts_on")
    for position, *span in rows.values_list("position_id", "starts_on", "ends_on"):
        found.setdefault(position, []).append((span[0], span[1]))
    return found
