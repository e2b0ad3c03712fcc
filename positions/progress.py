"""Where a nomination stands, in words: its state, since when, and whose turn it is."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min

import law
from accounts.acting import procedure
from accounts.templatetags.words import day
from positions.models import UNFINISHED, Nomination, NominationQuerySet

ASIDE = ("edit", "review", "withdraw", "lapse")
"""Steps that can be taken but that nobody waits for."""

SINCE = {"draft": "Begun", "returned": "Returned", "forwarded": "Forwarded"}
"""How one says since when, where the words of the state are too long for it."""

TONES = {
    "draft": "draft",
    "approved": "waiting",
    "placed": "done",
    "denied": "ended",
    "withdrawn": "ended",
    "lapsed": "ended",
}


@dataclass(frozen=True)
class Progress:
    """A nomination's state in words, the offices it waits for, and the days it has waited.

    `since` is the day the wait is counted from: when it came to stand where it does.
    `tone` is how the state is drawn. `is_over` when there is nothing more to wait for.
    """

    words: str
    tone: str
    waits_for: str
    since: date
    since_words: str
    days: int
    is_over: bool

    @property
    def sentence(self) -> str:
        """Whose turn it is and how long it has waited; nothing when it is over."""
        if self.is_over:
            return ""
        days = {0: "today", 1: "yesterday"}.get(self.days, f"{self.days} days ago")
        return f"{self.since_words} {day(self.since)}, {days}. Waits for: {self.waits_for}."


@dataclass(frozen=True)
class Wait:
    """So many nominations that stand somewhere, whom they wait for, and how many days the oldest has waited there."""

    waits_for: str
    stands: str
    number: int
    days: int


def progress(nomination: Nomination, *, on: date, since: date | None = None, state: str = "") -> Progress:
    """How this nomination stands on the day `on`. `since` is the day on which it came there, where that is known.

    `state` is where it stood on that day, when another day than today is told.
    """
    steps, state = procedure(nomination), state or nomination.state
    onward = [step for step in steps.steps_from(state) if step.verb not in ASIDE]
    offices = [law.offices()[code].name for code in (onward[0].offices if onward else ())]
    since = since or nomination.decided_on or nomination.submitted_on or nomination.started_on
    return Progress(
        words=steps.words(state),
        tone=TONES.get(state, "waiting"),
        waits_for=" or ".join(offices),
        since=since,
        since_words=SINCE.get(state, steps.words(state)),
        days=max(0, (on - since).days),
        is_over=not onward,
    )


def waits(nominations: NominationQuerySet, *, on: date) -> list[Wait]:
    """How many nominations wait with whom, and for how long the oldest: of those made by `as_of`, in one query."""
    counted = (
        nominations.order_by()
        .filter(state_then__in=UNFINISHED)  # for the others nobody waits, and they are nearly all
        .values("plan", "state_then")
        .annotate(number=Count("pk"), oldest=Min("since"))
        .values_list("plan", "state_then", "number", "oldest")
    )
    found = []
    for plan, state, number, oldest in counted:
        stands = progress(Nomination(plan=plan), on=on, since=oldest, state=state)
        if not stands.is_over:
            found.append(Wait(stands.waits_for, stands.words, number, stands.days))
    return sorted(found, key=lambda each: -each.days)


def states() -> list[tuple[str, str]]:
    """Every state a nomination can be in, with its words, for choosing from a list."""
    return [
        (state.code, state.words)
        for plan in law.PLANS.values()
        for state in plan.steps.PROCEDURES[Nomination.kind].states
    ]
