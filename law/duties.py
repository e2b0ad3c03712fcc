"""What is owed by a day, to whom, and what follows if it is not done."""

from dataclasses import dataclass
from datetime import date, timedelta

from law.dated import Source

SHOWN_DAYS_AHEAD = 45  # the program's own: from then on a duty stands on the desk of whoever owes it


@dataclass(frozen=True)
class Duty:
    """Something owed by the end of `due_on` (inclusive). Offices are codes of the plan's offices.

    `code` names the duty, `rule` is the catalogue identifier it rests on. `opens_on` is the first day on which it
    is spoken of (by default 45 days ahead). `is_advice`: good practice; nobody is reminded of it as of a duty.
    """

    code: str
    rule: str
    words: str
    due_on: date
    owed_by: str
    owed_to: str
    consequence: str
    source: Source
    reading: str = ""
    shown_from: date | None = None
    is_advice: bool = False

    @property
    def opens_on(self) -> date:
        """The first day (inclusive) on which it is spoken of."""
        return self.shown_from or self.due_on - timedelta(days=SHOWN_DAYS_AHEAD)

    def is_open(self, on: date) -> bool:
        """Whether it is spoken of on the day `on`, if nobody has met it."""
        return self.opens_on <= on

    def days_late(self, on: date) -> int:
        """Calendar days after the due day, on the day `on`; 0 on the due day itself."""
        return max(0, (on - self.due_on).days)

    def days_left(self, on: date) -> int:
        """Calendar days until the due day, on the day `on`; 0 on the due day itself and after it."""
        return max(0, (self.due_on - on).days)
