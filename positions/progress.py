"""Where a nomination stands, in words: its state, since when, and whose turn it is."""

from dataclasses import dataclass
from datetime import date

import law
from accounts.acting import procedure
from accounts.templatetags.words import day
from positions.models import Nomination

ASIDE = ("edit", "review", "withdraw")
"""Steps that can be taken but that nobody waits for."""

TONES = {"draft": "draft", "approved": "waiting", "placed": "done", "denied": "ended", "withdrawn": "ended"}


@dataclass(frozen=True)
class Progress:
    """A nomination's state in words, the offices it waits for, and the days it has waited.

    `since` is the day the wait is counted from: of the decision, else of the submission, else of the beginning.
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


def progress(nomination: Nomination, *, on: date) -> Progress:
    """How this nomination stands on the day `on`."""
    steps = procedure(nomination)
    onward = [step for step in steps.steps_from(nomination.state) if step.verb not in ASIDE]
    offices = [law.offices()[code].name for code in (onward[0].offices if onward else ())]
    known = (("Decided", nomination.decided_on), ("Submitted", nomination.submitted_on))
    since_words, since = next((each for each in known if each[1]), ("Begun", nomination.started_on))
    return Progress(
        words=steps.words(nomination.state),
        tone=TONES.get(nomination.state, "waiting"),
        waits_for=" or ".join(offices),
        since=since,
        since_words=since_words,
        days=max(0, (on - since).days),
        is_over=not onward,
    )


def states() -> list[tuple[str, str]]:
    """Every state a nomination can be in, with its words, for choosing from a list."""
    return [
        (state.code, state.words)
        for plan in law.PLANS.values()
        for state in plan.steps.PROCEDURES[Nomination.kind].states
    ]
