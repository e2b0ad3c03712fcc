"""What an appraisal of the year before says to the salary of a contract.

Appraisals stand above contracts, which therefore cannot ask them: the app of appraisals tells here, when it starts,
who answers. Without an answer nothing is known of any appraisal.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import User
from contracts.models import Contract


@dataclass(frozen=True)
class Answers:
    """`is_complete(before, on)`: whether the appraisal of this contract is final on that day. `words(before, user,
    on)`: what the person may read of it beside the salary, or nothing."""

    is_complete: Callable[[Contract, date], bool]
    words: Callable[[Contract, User, date], Any]


_ANSWERED: list[Answers] = []


def answered_by(answers: Answers) -> None:
    """Called once, by the app of appraisals when it starts."""
    _ANSWERED[:] = [answers]


def before(contract: Contract) -> Contract | None:
    """The signed contract of this person whose term began last before this one's, in whatever position."""
    rows = Contract.unscoped.filter(state="signed", employee=contract.employee_id, starts_on__lt=contract.starts_on)
    return rows.order_by("-starts_on", "-pk").first()


def is_complete(contract: Contract, *, on: date) -> bool | None:
    """CO-EVA-6. Whether the appraisal of the contract before this one is final on the day `on`.

    None where none was due here: there was no contract before, or it was appraised on paper before this program.
    """
    last = before(contract)
    if last is None or not _ANSWERED:
        return None
    return _ANSWERED[0].is_complete(last, on) or (None if last.brought_over else False)


def of(contract: Contract, user: User, *, on: date) -> Any:
    """The way to the appraisal of this contract, as far as `user` may read it; empty where there is none."""
    return _ANSWERED[0].words(contract, user, on) if contract.state == "signed" and _ANSWERED else ""


def beside(contract: Contract, user: User, *, on: date) -> list[tuple[str, Any]]:
    """Label and value of the last appraisal, for the salary part of the page: what `user` may read of it."""
    last = before(contract)
    words = _ANSWERED[0].words(last, user, on) if last is not None and _ANSWERED else ""
    return [("Last appraisal", words)] if words else []
