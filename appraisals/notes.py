"""Notes of the year: who may write them, and writing one. Who sees it is chosen before it is saved."""

from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.acting import StepRefused, offices_held
from accounts.models import User
from accounts.templatetags.words import day
from appraisals import agreed
from appraisals.models import Appraisal, Note, ProgressReview
from appraisals.models.notes import ONLY_ME
from contracts.models import Contract
from records import events, files


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
        words = f"Wrote a {note.get_what_display().lower()} on the contract year of {contract.employee}"
        events.record(note, "write", by=by, office=mine[1], on=on, words=words)
    return note
