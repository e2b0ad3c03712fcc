"""What a rule says about some facts: a list of findings, empty when there is nothing to say."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from law.dated import Source


class Weight(Enum):
    """How much a finding weighs. The value is the word that people are shown."""

    FORBIDS = "Forbids"  # the act cannot be done
    NEEDS_APPROVAL = "Needs approval"  # it can, once the named office has said yes, with a reason
    FLAGS = "Flag"  # it can; the finding stays open until somebody settles it
    ADVISES = "Advice"  # shown, never in the way

    @property
    def rank(self) -> int:
        """0 for the heaviest: the order in which findings are shown."""
        return list(Weight).index(self)

    @property
    def stops(self) -> bool:
        """Whether the act must wait."""
        return self in (Weight.FORBIDS, Weight.NEEDS_APPROVAL)


@dataclass(frozen=True)
class Finding:
    """One sentence of the law about the facts at hand.

    `code` is the catalogue identifier (CO-CAP-1), `words` a plain sentence with its figures,
    `reading` how an unclear text was read, `office` who may approve, `field` the form field it is
    about (empty: the whole act).
    """

    code: str
    words: str
    weight: Weight
    source: Source
    reading: str = ""
    office: str = ""
    field: str = ""

    @property
    def stops(self) -> bool:
        """Whether the act must wait."""
        return self.weight.stops


def heaviest_first(findings: Iterable[Finding]) -> list[Finding]:
    """The findings in the order in which they are shown: what stops the act comes first."""
    return sorted(findings, key=lambda finding: (finding.weight.rank, finding.code))
