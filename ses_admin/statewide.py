"""The state on a day: its places, departments against their allotment, nominations by age, and contracts received."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

import law
from accounts.acting import procedure
from accounts.models import Department, User
from contracts.models import Contract
from positions import departments, places
from positions.as_of import AsOf
from positions.models import Incumbency, Nomination
from positions.places import Places

MOST_CASES = 25


@dataclass(frozen=True)
class Received:
    """The contracts of one department for a year: owed, signed by all, and received by DPA/DHR."""

    department: Department
    owed: int
    signed: int = 0
    received: int = 0

    @property
    def missing_words(self) -> str:
        """What DPA/DHR does not have yet."""
        unsigned, under_way = self.owed - self.signed, self.signed - self.received
        words = [f"{unsigned} not signed"] if unsigned > 0 else []
        words += [f"{under_way} not acknowledged"] if under_way > 0 else []
        return ", ".join(words) or "none"


@dataclass(frozen=True)
class Case:
    """An open nomination, where it stands in words, and since when."""

    nomination: Nomination
    standing: str
    since: date | None


@dataclass(frozen=True)
class State:
    """The whole state on a day."""

    places: Places
    contract_year: str
    contracts: list[Received]
    cases: list[Case]
    more_cases: int

    @property
    def total(self) -> dict[str, int]:
        """The sums of what departments have and may have."""
        return departments.total(self.places.standings)

    @property
    def free_words(self) -> str:
        """How many places nobody holds."""
        return f"{self.places.free} of {self.places.most} free"

    @property
    def behind(self) -> list[Received]:
        """Departments whose contracts are not all received."""
        return [each for each in self.contracts if each.received < each.owed]

    @property
    def complete(self) -> int:
        """How many departments owe contracts and have every one received."""
        return sum(each.owed > 0 for each in self.contracts) - len(self.behind)

    @property
    def owed(self) -> int:
        """Contracts owed for the contract year."""
        return sum(each.owed for each in self.contracts)

    @property
    def signed(self) -> int:
        """Contracts of the year signed by all."""
        return sum(each.signed for each in self.contracts)

    @property
    def received(self) -> int:
        """Contracts of the year that DPA/DHR has received."""
        return sum(each.received for each in self.contracts)


def gather(user: User, nominations: list[Nomination], *, year: int, on: date, code: str = law.DEFAULT_PLAN) -> State:
    """The state as `user` sees it, with the contracts of the fiscal year `year`. Five queries, whatever the size.

    `nominations` are the open ones; the approved among them hold a place until their day is set.
    """
    calendar = law.plan(code).calendar
    drawn = places.gather(user, shown=AsOf(on, on), approved=nominations, code=code)
    return State(
        places=drawn,
        contract_year=calendar.fiscal_year_words(year),
        contracts=_contracts(drawn, user, ends_on=calendar.year_ends(year), on=on, code=code),
        cases=[Case(each, procedure(each).words(each.state), each.since) for each in nominations[:MOST_CASES]],
        more_cases=max(0, len(nominations) - MOST_CASES),
    )


def _contracts(drawn: Places, user: User, *, ends_on: date, on: date, code: str) -> list[Received]:
    """How many contracts of the year are signed, and received, by department; of those who hold a position today."""
    current = Incumbency.unscoped.in_force(on).filter(position=OuterRef("position"), person=OuterRef("employee"))
    counted = (
        Contract.objects.visible_to(user, on=on)
        .filter(Exists(current), plan=code, ends_on=ends_on, state="signed")
        .values("department")
        .annotate(signed=Count("pk"), received=Count("pk", filter=Q(copy__state="received")))
    )
    known = {row["department"]: (row["signed"], row["received"]) for row in counted}
    return [Received(each.department, each.filled, *known.get(each.department.pk, (0, 0))) for each in drawn.standings]
