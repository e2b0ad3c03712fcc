"""Whether other days in the SES, corrected, fit everything else that is recorded of the position."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from accounts.acting import Ready
from accounts.templatetags.words import day as in_words
from positions.models import Incumbency, Nomination, Placement, Removal, Transfer

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Days:
    """From a day to a day, both inclusive; `last` None is without end."""

    first: date
    last: date | None

    def holds(self, day: date) -> bool:
        """Whether `day` is one of them."""
        return self.first <= day and (self.last is None or day <= self.last)

    def without(self, other: "Days") -> list["Days"]:
        """Those of these days that are not of the others: at most some before them, and some after them."""
        found = []
        if self.first < other.first:
            before = other.first - DAY
            found.append(Days(self.first, before if self.last is None else min(self.last, before)))
        if other.last is not None and (self.last is None or self.last > other.last):
            found.append(Days(max(self.first, other.last + DAY), self.last))
        return found


def days_of(placement: Placement) -> Days:
    """The days of a placement."""
    return Days(placement.starts_on, placement.ends_on)


def leaves_by(placement: Placement) -> str:
    """The act that set the last day in the SES, in words; empty when it was recorded without one."""
    removal = Removal.unscoped.filter(placement=placement, last_day__isnull=False).order_by("-pk").first()
    if removal is None:
        return ""
    return f"the conversion to the Management plan ordered on {in_words(removal.decided_on)}"


def require_fits(placement: Placement, new: Days, *, signed: Iterable[tuple[date, str]], step: Ready) -> None:
    """Raises StepRefused when the other rows of the position, or what is `signed` from a day on, do not allow `new`."""
    old = days_of(placement)
    if old.last != new.last:
        _require_free_last_day(placement, step)
    if new.last is not None and new.first > new.last:
        raise step.refused(f"The last day in the SES is {in_words(new.last)}. Choose that day or an earlier one.")
    _require_no_other_placement(placement, new, step)
    _require_holders_inside(placement, new, step)
    lost = old.without(new)
    for day, words in signed:
        if any(each.holds(day) for each in lost):
            raise step.refused(f"{words} would begin while the position is not in the SES.")
    for waiting in Transfer.unscoped.filter(position=placement.position, state="requested").order_by("starts_on"):
        if any(each.holds(waiting.starts_on) for each in lost):
            begins = in_words(waiting.starts_on)
            name = f"{str(waiting)[0].lower()}{str(waiting)[1:]}"
            raise step.refused(f"The {name} waits for approval and begins on {begins}. Withdraw it first.")


def _require_free_last_day(placement: Placement, step: Ready) -> None:
    """A last day is corrected where one was recorded, never set; and never where an act has set it."""
    if placement.ends_on is None:
        raise step.refused(
            "No last day is set, so none is corrected. A position leaves the SES by a review of the State Personnel "
            "Director, or when its director no longer supports it."
        )
    if act := leaves_by(placement):
        raise step.refused(
            f"The last day, {in_words(placement.ends_on)}, was set by {act}. It stays as that act and its letter say."
        )


def _require_no_other_placement(placement: Placement, new: Days, step: Ready) -> None:
    """One position is in the SES once on a day, and is not nominated while it is in it."""
    position = placement.position
    others = Placement.unscoped.filter(Q(ends_on=None) | Q(ends_on__gte=new.first), position=position)
    others = others.exclude(pk=placement.pk)
    if new.last is not None:
        others = others.filter(starts_on__lte=new.last)
    if (other := others.order_by("starts_on").first()) is not None:
        if other.starts_on < placement.starts_on:
            raise step.refused(f"{position} was in the SES on that day by an earlier placement.")
        raise step.refused(f"{position} is in the SES again from {in_words(other.starts_on)} by a later placement.")
    later = placement.ends_on is not None and (new.last is None or new.last > placement.ends_on)
    if later and Nomination.unscoped.unfinished().filter(position=position).exists():
        raise step.refused(f"{position} is nominated anew, and that nomination is not finished. Withdraw it first.")


def _require_holders_inside(placement: Placement, new: Days, step: Ready) -> None:
    """Whoever came or left while the position was in the SES did so on a day on which it still is."""
    old = days_of(placement)
    held = Incumbency.unscoped.filter(position=placement.position).select_related("person").order_by("starts_on")
    for each in held.overlapping(old.first, old.last):
        if old.holds(each.starts_on) and not new.holds(each.starts_on):
            raise step.refused(
                f"{each.person} holds it from {in_words(each.starts_on)}. Correct that day first, if it is wrong too."
            )
        if each.ends_on is not None and old.holds(each.ends_on) and not new.holds(each.ends_on):
            raise step.refused(
                f"{each.person} holds it until {in_words(each.ends_on)}. Correct that day first, if it is wrong too."
            )
