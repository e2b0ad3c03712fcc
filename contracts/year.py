"""A contract year of a department as data: each position with its contract, how far it is, and what is at risk."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse

from contracts.models import Contract
from positions.models import Incumbency, Placement

MOST_LINES = 50
FINISHED = 5
"""The risk from which nothing is owed any more: signed and received, or vacant."""


@dataclass(frozen=True)
class Stage:
    """One step on the way of a contract, in words: done on a day, next, or still to come."""

    words: str
    done_on: date | None = None
    is_next: bool = False


@dataclass
class Line:
    """One SES position in one contract year. `risk` 0 is the highest; `since` the day from which it `waits_for`.

    `contract` is the one that the duty of the year rests on, `others` are those of the same person beside it, as after
    a return. `removal` is that of the position, proposed for want of this contract and not decided.
    """

    placement: Placement
    incumbency: Incumbency | None = None
    contract: Contract | None = None
    starts_on: date | None = None
    due_on: date | None = None
    stages: list[Stage] = field(default_factory=list)
    stands: str = ""
    waits_for: str = ""
    since: date | None = None
    risk: int = 9
    is_late: bool = False
    is_at_risk: bool = False
    is_on_paper: bool = False
    removal: int | None = None
    others: list[Contract] = field(default_factory=list)
    may_be_begun: bool = False

    @property
    def is_signed(self) -> bool:
        """Whether the contract of the year is signed by all."""
        return self.contract is not None and self.contract.state == "signed"

    @property
    def signed_late(self) -> int:
        """How many days after its last day in time the contract was signed by all; 0 in time, and while it is not."""
        if not self.is_signed or self.contract.signed_on is None:
            return 0
        return max(0, (self.contract.signed_on - self.contract.due_on).days)

    @property
    def removal_url(self) -> str:
        """Where the proposed removal of the position is decided."""
        return reverse("positions:removal", args=[self.removal]) if self.removal is not None else ""

    @property
    def is_missing(self) -> bool:
        """Whether somebody holds the position and nobody has begun the contract."""
        return self.incumbency is not None and self.contract is None

    @property
    def url(self) -> str:
        """Where to go on: the contract, else the page that begins it for those whose it is, else the position."""
        if self.contract is not None:
            return self.contract.get_absolute_url()
        if self.is_missing and self.may_be_begun:
            here = reverse("contracts:start", args=[self.placement.position_id])
            return f"{here}?starts_on={self.starts_on.isoformat()}" if self.starts_on else here
        return self.placement.position.get_absolute_url()


@dataclass(frozen=True)
class Year:
    """A contract year, position by position, those most at risk first."""

    words: str
    lines: list[Line]
    finished: int = 0
    number: int = 0

    def unfinished(self) -> "Year":
        """The same year without its positions that owe nothing more; `finished` says how many those are."""
        left = [line for line in self.lines if line.risk < FINISHED]
        return Year(self.words, left, finished=len(self.lines) - len(left), number=self.number)

    @property
    def owed(self) -> int:
        """How many contracts are owed: one for every position that somebody holds."""
        return sum(line.incumbency is not None for line in self.lines)

    @property
    def signed(self) -> int:
        """How many of them are signed by all."""
        return sum(line.is_signed for line in self.lines)

    @property
    def late(self) -> int:
        """How many of them are not signed although their last day is over."""
        return sum(line.is_late for line in self.lines)

    @property
    def at_risk(self) -> int:
        """How many of them are not signed and due soon, or late."""
        return sum(line.is_at_risk for line in self.lines)

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many positions stand where, in words, in the order in which a contract passes."""
        found = Counter(line.stands for line in self.lines)
        return [(words, found[words]) for words in ORDER if words in found]

    @property
    def has_several_departments(self) -> bool:
        """Whether the positions are of more than one department."""
        return len({line.placement.department_id for line in self.lines}) > 1

    @property
    def shown(self) -> list[Line]:
        """The lines that the desk shows."""
        return self.lines[:MOST_LINES]

    @property
    def unshown(self) -> int:
        """How many lines it does not show."""
        return len(self.lines) - len(self.shown)


NOT_BEGUN, NOT_PROPOSED, VACANT = "Not begun", "Not proposed yet", "Vacant"
DRAFT, PROPOSED, PARTLY, DECLINED = "Draft", "Proposed", "Partly signed", "Declined"
SIGNED, RETURNED, RECEIVED = "Signed by all", "Returned by DPA/DHR", "Received by DPA/DHR"
ORDER = (NOT_BEGUN, NOT_PROPOSED, DRAFT, PROPOSED, PARTLY, DECLINED, SIGNED, RETURNED, RECEIVED, VACANT)
"""Where a position can stand in a contract year, in the order in which it passes."""
