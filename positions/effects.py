"""What placing one position would make: the count of the state, and of its department against what it may have."""

from dataclasses import dataclass
from datetime import date

from accounts.templatetags.words import day as in_words
from positions.capacity import Ledger, busiest, ledger_for, taken, tightest_day
from positions.entitlements import Allowance
from positions.models import Nomination


@dataclass(frozen=True)
class Effect:
    """What placing a position from `since` on would make, the position always counted.

    `statewide_first` is the statewide count on `since`, `statewide` the one on its busiest day, `statewide_on`.
    `department` is the department's count on `department_on`, the day on which it has least room.
    """

    since: date
    statewide_first: int
    statewide: int
    statewide_most: int
    statewide_on: date
    department_name: str
    department: int
    allowance: Allowance
    department_on: date

    @property
    def over(self) -> int:
        """How many additional positions would have to be authorized for it; 0 for none, or when FTE are unknown."""
        return 0 if self.allowance.most is None else max(0, self.department - self.allowance.most)

    @property
    def statewide_words(self) -> str:
        """Such as "119th of 125 on January 1, 2027; at most 121, on March 1, 2027"."""
        first = f"{ordinal(self.statewide_first)} of {self.statewide_most} on {in_words(self.since)}"
        if self.statewide == self.statewide_first:
            return first
        return f"{first}; at most {self.statewide}, on {in_words(self.statewide_on)}"

    @property
    def department_words(self) -> str:
        """Such as "Allotment 3, authorized 0. It has 3, with this one 4: needs 1 more authorized"."""
        if self.allowance.most is None:
            return (
                f"It has {self.department - 1}, with this one {self.department}; no FTE count, so it cannot be judged"
            )
        day = "" if self.department_on == self.since else f" on {in_words(self.department_on)}"
        result = f"needs {self.over} more authorized" if self.over else "within what it may have"
        return (
            f"Allotment {self.allowance.allotment}, authorized {self.allowance.authorized}{day}. "
            f"It has {self.department - 1}, with this one {self.department}: {result}"
        )


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 11th, 121st."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def effect(nomination: Nomination, *, since: date, known: Ledger | None = None) -> Effect:
    """The count that placing this nomination's position from `since` on (inclusive, open-ended) would make.

    `known` is what was read for it already, without the nomination.
    """
    known = known or ledger_for(nomination, since=since)
    statewide_on, statewide = busiest(known.held, since=since)
    own, owed = known.own(nomination.department_id), known.owed[nomination.department_id]
    day = tightest_day(own, owed, since=since)
    return Effect(
        since=since,
        statewide_first=taken(known.held, on=since) + 1,
        statewide=statewide + 1,
        statewide_most=known.most(statewide_on),
        statewide_on=statewide_on,
        department_name=nomination.department.name,
        department=taken(own, on=day) + 1,
        allowance=owed.on(day),
        department_on=day,
    )
