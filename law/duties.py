"""What is owed by a day, to whom, and what follows if it is not done."""

from dataclasses import dataclass
from datetime import date

from law.dated import Source


@dataclass(frozen=True)
class Duty:
    """Something owed by the end of `due_on` (inclusive). Offices are codes of the plan's offices."""

    code: str
    words: str
    due_on: date
    owed_by: str
    owed_to: str
    consequence: str
    source: Source
