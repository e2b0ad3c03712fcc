"""The review of a nomination by DPA/DHR: kept as a draft while it is written, given with the forwarded case."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from accounts.acting import ready, refuse_if_stopped
from accounts.models import User
from positions import validators
from positions.models import Nomination, Review
from records import events

STALE = "Somebody else saved this review after you opened the page. What you wrote is kept below: compare, then save."


@dataclass(frozen=True)
class Said:
    """One criterion: what is asked, what the department answered, and what the review says of it."""

    code: str
    rule_id: str
    words: str
    hint: str
    claim: str
    answer: str
    note: str
    answer_words: str


def checklist(nomination: Nomination, review: Review | None) -> list[Said]:
    """Every criterion in the law's order, with the department's answer and what the review says so far."""
    answers = review.parts("answer") if review else {}
    notes = review.parts("note") if review else {}
    found, words = [], dict(validators.review_answers(nomination.plan))
    for asked in validators.questions(nomination.plan):
        claim = nomination.answers.get(asked.code, "")
        if asked.yes_or_no:
            claim = "Yes." if nomination.position.is_management_class else "No."
        about = (asked.code, asked.rule_id, asked.words, asked.hint, claim)
        answer = answers.get(asked.code, "")
        found.append(Said(*about, answer, notes.get(asked.code, ""), words.get(answer, "")))
    return found


def questions_in(said: Iterable[Said]) -> str:
    """The questions that the review has for the department, one a line, to begin a return with."""
    return "\n".join(f"{each.words}: {each.note}".rstrip(": ") for each in said if each.answer == validators.QUESTION)


@transaction.atomic
def keep(
    nomination: Nomination,
    *,
    answers: dict[str, str],
    notes: dict[str, str],
    recommends: str,
    words: str,
    revision: int,
    by: User,
    on: date,
) -> Review:
    """Keep the review as far as it is written (CO-NOM-3). It may be unfinished.

    `revision` is the one the page was opened with, 0 where there was none. Raises StepRefused when somebody else
    saved meanwhile, and for who took part in the case for the department.
    """
    step = ready(nomination, "review", by=by, on=on)
    refuse_if_stopped(validators.separation_findings(nomination, by=by, on=on), act="review this case")
    # Two reviewers at once: the second sees what the first did.
    if Nomination.unscoped.select_for_update().get(pk=nomination.pk).state != nomination.state:
        raise step.refused("Somebody else has acted on this meanwhile. The page shows where it stands now.")
    stored = Review.unscoped.filter(nomination=nomination).first()
    if (stored.revision if stored else 0) != revision:
        raise step.refused(STALE)
    known = [asked.code for asked in validators.questions(nomination.plan)]
    written = {
        "answers": {code: {"answer": answers.get(code, ""), "note": notes.get(code, "")} for code in known},
        "recommends": recommends,
        "words": words,
        "reviewer": by,
        "revision": revision + 1,
        "saved_on": on,
    }
    review, _is_new = Review.unscoped.update_or_create(nomination=nomination, defaults=written)
    told = {"answers": review.answers, "recommends": recommends, "words": words}
    said = f"Saved the review of the nomination of {nomination.position}"
    stands = {"start": nomination.state, "end": nomination.state}
    events.record(nomination, "review", by=by, office=step.title, on=on, words=said, facts=told, **stands)
    return review
