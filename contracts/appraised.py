"""What an appraisal says to the contracts: to the salary of the next year, and to how long its form is kept.

Appraisals stand above contracts, which therefore cannot ask them: the app of appraisals tells here, when it starts,
who answers. Without an answer nothing is known of any appraisal.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import User
from contracts.models import Contract


@dataclass(frozen=True)
class Answers:
    """`is_complete(before, on)`: whether the appraisal of this contract is final on that day. `words(contracts, user,
    on)`: by contract, what the person may read of its appraisal. `final_on(contracts)`: by contract, the day on which
    its appraisal became final. Both take keys, and leave out contracts of which there is nothing to say."""

    is_complete: Callable[[Contract, date], bool]
    words: Callable[[Iterable[int], User, date], dict[int, Any]]
    final_on: Callable[[Iterable[int]], dict[int, date]]


_ANSWERED: list[Answers] = []


def answered_by(answers: Answers) -> None:
    """Called once, by the app of appraisals when it starts."""
    _ANSWERED[:] = [answers]


def before(contract: Contract) -> Contract | None:
    """The signed contract of this person whose term began last before this one's, in whatever position."""
    return contract.once(_before)


def _before(contract: Contract) -> Contract | None:
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
    return of_all([contract], user, on=on).get(contract.pk, "")


def of_all(contracts: Iterable[Contract], user: User, *, on: date) -> dict[int, Any]:
    """The ways to the appraisals of these contracts, by contract, as far as `user` may read them."""
    signed = [each.pk for each in contracts if each.state == "signed"]
    return _ANSWERED[0].words(signed, user, on) if signed and _ANSWERED else {}


def final_on(contracts: Iterable[int]) -> dict[int, date]:
    """By contract, of these keys: the day on which its appraisal became final; none where it is not."""
    return _ANSWERED[0].final_on(contracts) if _ANSWERED else {}


def beside(contract: Contract, user: User, *, on: date) -> list[tuple[str, Any]]:
    """Label and value of the last appraisal, for the salary part of the page: what `user` may read of it."""
    last = before(contract)
    words = "" if last is None else of(last, user, on=on)
    return [("Last appraisal", words)] if words else []
