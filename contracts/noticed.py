"""Who was given notice of unsatisfactory performance in time, and so leaves on June 30 (CO-REM-5, reading 7).

Appraisals stand above contracts, which therefore cannot ask them: the app of appraisals tells here, when it starts,
who answers. Without an answer nobody was given notice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from contracts.models import Contract


@dataclass(frozen=True)
class Noticed:
    """A notice that stands and was delivered in time, and the June 30 that it brings. Keys of the appointment it is
    about, and of its position and person."""

    incumbency: int
    position: int
    person: int
    delivered_on: date
    separated_on: date


Answer = Callable[..., list[Noticed]]
"""`answer(plan, user=…, on=…, **about)`: the notices of a plan that were delivered by the day `on`, in time or settled
to be so, neither taken back nor overtaken by an earlier end of the appointment. `user`: only those that this person
may read; None: all. `about`: of this `position`, of this `employee`. One query."""

_ANSWERED: list[Answer] = []


def answered_by(answer: Answer) -> None:
    """Called once, by the app of appraisals when it starts."""
    _ANSWERED[:] = [answer]


def separated_on(plan: str, *, on: date) -> dict[int, date]:
    """By appointment (key of the incumbency): the day of the separation, for everybody who was given notice in time.

    It is a June 30, the last day in the position: whoever is in here owes no contract that begins later. Asked for
    nobody in particular, so it is for what only says that nothing is owed. One query, whatever the size.
    """
    return {key: each.separated_on for key, each in _by_appointment(_all(plan, user=None, on=on)).items()}


def among(positions: list[int], plan: str, *, on: date) -> dict[int, Noticed]:
    """By appointment (key of the incumbency): as `separated_on`, of the holders of these positions, with the notice.

    For an act of director and HR, who read the notices of their department.
    """
    return _by_appointment(_all(plan, user=None, on=on, position__in=positions))


def before(contract: Contract, user: User, *, on: date) -> Noticed | None:
    """The notice after which this contract's person leaves before its term begins, as far as `user` may know of it."""
    about = {"position": contract.position_id, "employee": contract.employee_id}
    found = _all(contract.plan, user=user, on=on, **about)
    return next((each for each in found if each.separated_on < contract.starts_on), None)


def _by_appointment(found: list[Noticed]) -> dict[int, Noticed]:
    """The first notice of each appointment: what it brings about comes before anything that a later one could."""
    return {each.incumbency: each for each in reversed(found)}


def _all(plan: str, **asked) -> list[Noticed]:
    return _ANSWERED[0](plan, **asked) if _ANSWERED else []
