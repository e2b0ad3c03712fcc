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
    """`words(contracts, user, on)`: by contract, what the person may read of its appraisal. `final_on(contracts)`: by
    contract, the day on which its appraisal became final. Both take keys, and leave out contracts of which there is
    nothing to say."""

    words: Callable[[Iterable[int], User, date], dict[int, Any]]
    final_on: Callable[[Iterable[int]], dict[int, date]]


_ANSWERED: list[Answers] = []


def answered_by(answers: Answers) -> None:
    """Called once, by the app of appraisals when it starts."""
    _ANSWERED[:] = [answers]


def before(contract: Contract) -> Contract | None:
    """The signed contract of this person whose term began last before this one's, in whatever position."""
    return next(iter(contract.earlier()), None)


def is_complete(contract: Contract, *, on: date) -> bool | None:
    """CO-EVA-6. Whether the appraisal of the contract before this one is final on the day `on`.

    None where none was due here: there was no contract before, or its year was over before it was brought over.
    """
    final, last = contract.once(_final), before(contract)
    if last is None or not _ANSWERED:
        return None
    was_over = last.brought_over and (last.known_since is None or last.ends_on < last.known_since)
    return (last.pk in final and final[last.pk] <= on) or (None if was_over else False)


def _final(contract: Contract) -> dict[int, date]:
    return final_on(_with_the_one_before(contract))


def _with_the_one_before(contract: Contract) -> list[int]:
    last = before(contract)
    return [contract.pk] if last is None else [contract.pk, last.pk]


def of_all(contracts: Iterable[int], user: User, *, on: date) -> dict[int, Any]:
    """The ways to the appraisals of these contracts, by contract (keys), as far as `user` may read them."""
    return _ANSWERED[0].words(contracts, user, on) if _ANSWERED else {}


def of_this_and_the_last(contract: Contract, user: User, *, on: date) -> tuple[Any, Any]:
    """The ways to the appraisals of this contract and of the one before it, as far as `user` may read them."""
    ways, last = of_all(_with_the_one_before(contract), user, on=on), before(contract)
    return ways.get(contract.pk, ""), ways.get(last.pk, "") if last else ""


def final_on(contracts: Iterable[int]) -> dict[int, date]:
    """By contract, of these keys: the day on which its appraisal became final; none where it is not."""
    return _ANSWERED[0].final_on(contracts) if _ANSWERED else {}
