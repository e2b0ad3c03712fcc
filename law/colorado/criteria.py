"""What a position must be to belong to the SES, and what a nomination therefore has to answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from law.colorado import sources
from law.findings import Finding, Weight

RESOURCES: tuple[tuple[str, str], ...] = (
    ("human", "Human resources"),
    ("fiscal", "Fiscal resources"),
    ("operating", "Operating resources"),
    ("capital", "Capital resources"),
)
LIMBS: tuple[tuple[str, str], ...] = (
    ("programs", "Significant programs"),
    ("projects", "Significant projects"),
    ("policy", "Public policy development"),
)


@dataclass(frozen=True)
class Question:
    """One thing a nomination has to answer. `yes_or_no`: it takes a yes, all others take a text."""

    code: str
    rule_id: str
    words: str
    hint: str
    yes_or_no: bool = False


QUESTIONS: tuple[Question, ...] = (
    Question(
        "management_class",
        "CO-CRIT-1",
        "Management class",
        "Is the position in the Management class?",
        yes_or_no=True,
    ),
    Question(
        "segments",
        "CO-CRIT-2",
        "Segments of the department",
        "Which relatively large segments of the department does it directly control, through which "
        "subordinate managers?",
    ),
    Question("human", "CO-CRIT-2", "Human resources", "Which staff does it acquire and administer?"),
    Question("fiscal", "CO-CRIT-2", "Fiscal resources", "Which money does it acquire and administer?"),
    Question(
        "operating",
        "CO-CRIT-2",
        "Operating resources",
        "Which operating resources, such as equipment and services, does it acquire and administer?",
    ),
    Question(
        "capital",
        "CO-CRIT-2",
        "Capital resources",
        "Which buildings, land or other capital does it acquire and administer?",
    ),
    Question("programs", "CO-CRIT-3", "Significant programs", "Which programs does it direct and guide?"),
    Question("projects", "CO-CRIT-3", "Significant projects", "Which projects does it direct and guide?"),
    Question(
        "policy",
        "CO-CRIT-3",
        "Public policy development",
        "Which development of public policy does it direct and guide?",
    ),
)


def check_criteria(*, management_class: bool, answers: Mapping[str, str], statutory: bool, on: date) -> list[Finding]:
    """CO-CRIT-1, CO-CRIT-2, CO-CRIT-3, CO-CRIT-4. All criteria must be met: each one has to be answered.

    Four kinds of resources and three limbs are each asked, because the text joins them with "and".
    `answers` are texts by question code; a missing or blank one is one finding, named in `field`.
    What an answer is worth is for people to judge. Reading 4: a `statutory` position may be exempt.
    `on` is the day the nomination is judged.
    """
    if statutory:
        return []
    findings = []
    if not management_class:
        findings.append(
            Finding(
                "CO-CRIT-1",
                "Only positions in the Management class can be in the SES, and this one is not said to be. "
                "Confirm its class, or do not nominate it.",
                Weight.FORBIDS,
                sources.CRITERIA,
                field="management_class",
            )
        )
    for question in QUESTIONS:
        if question.yes_or_no or answers.get(question.code, "").strip():
            continue
        findings.append(
            Finding(
                question.rule_id,
                f"{question.words}: not answered yet. A position must meet every criterion, so each has to "
                "be answered in words.",
                Weight.FORBIDS,
                sources.CRITERIA,
                field=question.code,
            )
        )
    return findings
