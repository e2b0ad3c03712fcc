"""What one rule is told as."""

from dataclasses import dataclass

from law.dated import Source

BLOCK = "Forbids"
APPROVAL = "Needs approval"
FLAG = "Flag"
CONSEQUENCE = "Follows from the law"
RIGHT = "Owed to the employee"
PRACTICE = "Good practice"
TOLD = "Told"


@dataclass(frozen=True)
class Rule:
    """One rule. `kind` is the class word people are shown; `enforced_in` the dotted name of what asks it.

    `reading` says how an unclear text is read; empty where the text is clear.
    """

    code: str
    words: str
    source: Source
    kind: str
    reading: str = ""
    enforced_in: str = ""

    @property
    def evidence(self) -> str:
        """How well the text behind the rule was seen."""
        return self.source.evidence
