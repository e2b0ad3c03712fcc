"""The review of a nomination for proper allocation: what DPA/DHR answers before the case goes on."""

from collections.abc import Mapping
from datetime import date

from law.colorado import sources
from law.colorado.criteria import QUESTIONS
from law.colorado.readings import READINGS
from law.findings import Finding, Weight

YES, NO, ASKED = "yes", "no", "question"
REVIEW_ANSWERS: tuple[tuple[str, str], ...] = ((YES, "Yes"), (NO, "No"), (ASKED, "Question"))
"""What the review can say of each criterion: it is met, it is not, or the department has to be asked."""

APPROVE, DENY = "approve", "deny"
RECOMMENDATIONS: tuple[tuple[str, str], ...] = ((APPROVE, "Approve"), (DENY, "Deny"))

ALL_ANSWERED = "Our reading: a review for proper allocation says of each criterion whether it is met."


def check_review(
    *, answers: Mapping[str, str], notes: Mapping[str, str], recommends: str, statutory: bool, on: date
) -> list[Finding]:
    """CO-NOM-3, CO-CRIT-4. DPA/DHR has reviewed every criterion before the nomination goes on to the decision.

    Our reading: each is answered with yes or no; a "no" has its reason in the note; an open question goes to the
    department first. All criteria have to be met, so approval is not recommended with a "no". Reading 4: the
    criteria are not asked of a `statutory` position. `answers` and `notes` are by question code, `recommends` one
    of RECOMMENDATIONS or empty. `on` is the day on which the case would be forwarded.
    """
    findings = []
    given = {} if statutory else {question.code: answers.get(question.code, "") for question in QUESTIONS}
    for question in QUESTIONS:
        if question.code in given:
            words = _doubt(question.words, given[question.code], notes.get(question.code, ""))
            if words:
                findings.append(_forbidden("CO-NOM-3", words, field=question.code))
    if recommends not in (APPROVE, DENY):
        words = "The review has no recommendation yet. Say whether to approve or to deny."
        findings.append(_forbidden("CO-NOM-3", words, field="recommends"))
    elif recommends == APPROVE and NO in given.values():
        findings.append(
            Finding(
                "CO-CRIT-4",
                f"The review says that this is not met: {_named(given, NO)}. All criteria have to be met, so it "
                "cannot recommend to approve. Change the answer, or recommend to deny.",
                Weight.FORBIDS,
                sources.CRITERIA,
                field="recommends",
            )
        )
    return findings


def check_review_followed(*, answers: Mapping[str, str], statutory: bool, on: date) -> list[Finding]:
    """CO-CRIT-4. An approval although the review found a criterion not met stays flagged.

    The final decision is the State Personnel Director's (CO-NOM-4), so it is not forbidden. Reading 4: the criteria
    are not asked of a `statutory` position. `on` is the day of the decision.
    """
    if statutory or NO not in answers.values():
        return []
    return [
        Finding(
            "CO-CRIT-4",
            f"The review of DPA/DHR found this not met: {_named(answers, NO)}. All criteria have to be met; say in "
            "the reasons why you find otherwise.",
            Weight.FLAGS,
            sources.CRITERIA,
            reading=READINGS[4],
        )
    ]


def _doubt(name: str, answer: str, note: str) -> str:
    """What is missing about one criterion, or nothing."""
    if answer == ASKED:
        return f"{name}: the review still has a question. Ask the department, or answer yes or no."
    if answer not in (YES, NO):
        return f"{name}: the review does not say yet whether it is met."
    if answer == NO and not note.strip():
        return f"{name}: the review says no, but not why. Write the reason in the note."
    return ""


def _named(answers: Mapping[str, str], answer: str) -> str:
    """The criteria with this answer, by their words."""
    return ", ".join(question.words for question in QUESTIONS if answers.get(question.code) == answer)


def _forbidden(code: str, words: str, *, field: str) -> Finding:
    return Finding(code, words, Weight.FORBIDS, sources.REVIEWING, reading=ALL_ANSWERED, field=field)
