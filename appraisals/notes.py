"""Notes of the year: who may write them, and writing one. Who sees it is chosen before it is saved."""

from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from accounts.acting import StepRefused, offices_held
from accounts.models import Membership, User
from accounts.templatetags.words import day
from appraisals import agreed
from appraisals.models import Appraisal, Note, ProgressReview
from appraisals.models.appraisal import rated_by
from appraisals.models.notes import ONLY_ME
from contracts.models import APPOINTING_OFFICES, Contract
from contracts.models.contract import ContractQuerySet
from records import events, files

WRITTEN = {"note": "a note", "result": "a result", "evidence": "evidence"}
"""What was written, as the history says it."""


def side(contract: Contract, user: User, *, on: date) -> tuple[str, str] | None:
    """The office and its title in which `user` takes part in the year of this contract: executive or rater; or None."""
    if user.pk == contract.employee_id:
        return "employee", "Employee"
    held = offices_held(user, ProgressReview(contract=contract, department=contract.department, rater=user), on=on)
    if rater_of(contract).pk == user.pk and "appointing_authority" in held:
        return "appointing_authority", held["appointing_authority"]
    return None


def rater_of(contract: Contract) -> User:
    """Who rates this contract: as its appraisal says, or without one the appointing authority of the contract."""
    named = Appraisal.unscoped.standing().filter(contract=contract).select_related("rater").first()
    return named.rater if named else contract.appointing_authority


def rater_left(contract: Contract, *, on: date) -> User | None:
    """Who rates this contract, if they hold no office any more in which to; None while they do."""
    rater = rater_of(contract)
    held = Membership.unscoped.filter(user=rater, department=contract.department_id, office__in=APPOINTING_OFFICES)
    return None if held.held_on(on).exists() else rater


def with_a_year(user: User, *, on: date) -> ContractQuerySet:
    """Signed contracts whose notes and reviews `user` may open: those that they see, and those that they rate by now,
    whoever is appointing authority on them."""
    rated = Appraisal.unscoped.standing().filter(rated_by(user, on=on), contract=OuterRef("pk"))
    seen = Contract.objects.visible_to(user, on=on)
    return Contract.unscoped.filter(Q(pk__in=seen.values("pk")) | Exists(rated), state="signed")


@transaction.atomic
def write_note(
    contract: Contract,
    *,
    key: str,
    what: str,
    words: str,
    upload: UploadedFile | None,
    dated_on: date,
    seen_by: str,
    by: User,
    on: date,
    at: datetime,
) -> Note:
    """Keep a note about one objective (`key`; empty: the whole contract). It can be neither changed nor shown to more.

    Raises StepRefused: neither executive nor rater, no such objective, a day to come; ValidationError: a bad file.
    """
    mine = side(contract, by, on=on)
    if mine is None:
        raise StepRefused("Only the executive and the rater of this contract write notes of the year. (CO-EVA-5)")
    if contract.state != "signed":
        raise StepRefused("This contract is not signed, so no year of it has begun. (CO-EVA-1)")
    if not words.strip():
        raise StepRefused("Write what happened. (CO-EVA-5)")
    if not contract.starts_on <= dated_on <= contract.ends_on:
        term = f"{day(contract.starts_on)} to {day(contract.ends_on)}"
        raise StepRefused(f"{day(dated_on)} is not in the term of this contract, {term}. Check the day. (CO-EVA-1)")
    if dated_on > on:
        raise StepRefused(f"{day(dated_on)} is still to come. Write down what has happened. (CO-EVA-5)")
    terms = {term.key: term for term in agreed.every_term(agreed.parts_of(contract, on=on))}
    if key and key not in terms:
        raise StepRefused("This contract has no such objective. Only its terms are evaluated. (CO-EVA-1)")
    term = terms.get(key)
    document = files.store_upload(upload, purpose="note of the year", by=by) if upload else None
    note = Note.unscoped.create(
        contract=contract,
        department=contract.department,
        part=term.part if term else "",
        place=term.place if term else None,
        text=term.text if term else "",
        what=what,
        words=words.strip(),
        document=document,
        dated_on=dated_on,
        seen_by=seen_by,
        author=by,
        office=mine[1],
        written_on=on,
        written_at=at,
    )
    if seen_by != ONLY_ME:
        words = f"Wrote {WRITTEN[what]} on the contract year of {contract.employee}"
        events.record(note, "write", by=by, office=mine[1], on=on, words=words)
    return note
