"""The acts on an appraisal until it is released: open, name the rater, account, hand in, begin, rate, attach.

Release, comments, the meeting and taking back are in releasing.py, signing in signing.py, notes and reviews in theirs.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.acting import Ready, StepRefused, offices_held, ready, refuse_if_stopped
from accounts.models import User
from accounts.templatetags.words import day
from appraisals import agreed, telling, validators
from appraisals.models import Account, Appraisal, Attachment, Overall, ProgressReview, Rating
from contracts.models import Contract
from records import files
from records.acts import begin, move

AMENDED = "The contract was amended while you were writing. Your text is kept below; compare it with what stands now."
SAVED_MEANWHILE = "Somebody else saved this while you were writing. Your text is kept below; compare, then save."
MOST_ATTACHED = 12


def taken(appraisal: Appraisal, verb: str, *, by: User, on: date) -> Ready:
    """The step `verb`, ready to be taken. In their own appraisal the executive acts as such and as nothing else."""
    step = ready(appraisal, verb, by=by, on=on)
    if by.pk == appraisal.employee_id and step.office != "employee":
        raise step.refused("Nobody acts for the other side in their own appraisal.")
    return step


@transaction.atomic
def open_appraisal(contract: Contract, *, by: User, on: date) -> Appraisal:
    """Open the appraisal of a signed contract: the executive may write an account, and the rater may begin.

    Raises StepRefused: office, a contract that is not signed or has not begun, an appraisal that there is already.
    """
    Contract.unscoped.select_for_update().get(pk=contract.pk)
    appraisal = Appraisal(
        plan=contract.plan,
        contract=contract,
        department=contract.department,
        employee=contract.employee,
        rater=contract.appointing_authority,
        state="",
        opened_on=on,
    )
    step = taken(appraisal, "open", by=by, on=on)
    refuse_if_stopped(validators.opening_findings(contract, on=on), act="open this appraisal")
    if Appraisal.unscoped.standing().filter(contract=contract).exists():
        raise step.refused("The appraisal of this contract is open already.")
    begin(appraisal, step, by=by, on=on, words=f"Opened the appraisal of {appraisal.employee}")
    telling.tell_employee(appraisal, "Your appraisal is open for your own account", key="opened")
    return appraisal


@transaction.atomic
def name_rater(appraisal: Appraisal, *, rater: User, by: User, on: date) -> None:
    """Name who rates after the rater left office: another appointing authority of the department, or its director."""
    appraisal.lock()
    step = taken(appraisal, "name rater", by=by, on=on)
    if "appointing_authority" in offices_held(appraisal.rater, appraisal, on=on):
        raise step.refused(f"{appraisal.rater} is in office and rates. Another rater is named only after that.")
    if rater.pk == appraisal.employee_id:
        raise step.refused("Nobody rates themselves. Name somebody else.")
    former, appraisal.rater = appraisal.rater, rater
    if "appointing_authority" not in offices_held(rater, appraisal, on=on):
        raise step.refused(f"{rater} holds no office of {appraisal.department} on {day(on)} in which to rate.")
    move(
        appraisal,
        step,
        by=by,
        on=on,
        words=f"Named {rater} to rate {appraisal.employee}, after {former} left office",
        rater=rater,
    )
    ProgressReview.unscoped.filter(contract=appraisal.contract_id, state="recorded").update(rater=rater)
    telling.tell_rater(appraisal, "You rate an executive from now on", key=f"rater/{rater.pk}", on=on)


@transaction.atomic
def save_account(
    appraisal: Appraisal,
    *,
    accounts: Mapping[str, str],
    revision: int,
    seen_terms: str,
    by: User,
    on: date,
) -> None:
    """Save the executive's account, by the key of the objective. An empty one is taken out.

    Raises StepRefused when it was saved or the contract was amended since the page was opened.
    """
    appraisal.lock()
    step = taken(appraisal, "account", by=by, on=on)
    terms = _terms(appraisal, step, revision == appraisal.account_revision, seen_terms, on=on)
    move(
        appraisal,
        step,
        by=by,
        on=on,
        words=f"Saved the account of {appraisal.employee}",
        account_revision=revision + 1,
    )
    Account.unscoped.filter(appraisal=appraisal).delete()
    Account.unscoped.bulk_create(
        Account(appraisal=appraisal, part=term.part, place=term.place, text=term.text, words=accounts[term.key].strip())
        for term in terms
        if accounts.get(term.key, "").strip()
    )


def _terms(appraisal: Appraisal, step: Ready, is_latest: bool, seen_terms: str, *, on: date) -> list[agreed.Term]:
    """The objectives that were on the page. Raises StepRefused when they, or what was written, changed since."""
    if not is_latest:
        raise step.refused(SAVED_MEANWHILE)
    parts = agreed.parts_of(appraisal.contract, on=on)
    if agreed.digest(parts) != seen_terms:
        raise step.refused(AMENDED)
    return agreed.every_term(parts)


@transaction.atomic
def hand_in(appraisal: Appraisal, *, by: User, on: date) -> None:
    """The executive hands the account in: the rater's turn. It can be added to until the rating is released."""
    appraisal.lock()
    step = taken(appraisal, "hand in", by=by, on=on)
    if not Account.unscoped.filter(appraisal=appraisal).exists():
        raise step.refused("Nothing is written yet. Write what you reached, then hand it in.")
    move(appraisal, step, by=by, on=on, words=f"{appraisal.employee} handed in the account", handed_in_on=on)
    telling.tell_rater(appraisal, "An executive has handed in the account for the appraisal", key="handed-in", on=on)


@transaction.atomic
def begin_rating(appraisal: Appraisal, *, by: User, on: date) -> None:
    """The rater begins without waiting for the account."""
    appraisal.lock()
    step = taken(appraisal, "begin", by=by, on=on)
    refuse_if_stopped(validators.rater_findings(appraisal, by=by, on=on), act="rate")
    move(appraisal, step, by=by, on=on, words=f"Began to rate {appraisal.employee}")
    telling.tell_employee(appraisal, "Your appraisal is being rated; you may still add to your account", key="began")


@transaction.atomic
def rate(
    appraisal: Appraisal,
    *,
    levels: Mapping[str, int | None],
    notes: Mapping[str, str],
    overalls: Mapping[str, int | None],
    overall_note: str,
    revision: int,
    seen_terms: str,
    by: User,
    on: date,
) -> None:
    """Save the ratings as they stand, complete or not. Levels and notes by the key of the objective; overalls by the
    core area, the one overall under "". What is rated on words that an amendment took out goes.

    Raises StepRefused: not the rater, released already, an unknown level, saved or amended meanwhile.
    """
    appraisal.lock()
    step = taken(appraisal, "rate", by=by, on=on)
    refuse_if_stopped(
        [
            *validators.rater_findings(appraisal, by=by, on=on),
            *validators.level_findings(appraisal.plan, [*levels.values(), *overalls.values()], on=on),
        ],
        act="rate",
    )
    terms = _terms(appraisal, step, revision == appraisal.revision, seen_terms, on=on)
    changed = _write_ratings(appraisal, terms, levels, notes, by=by, on=on)
    changed += _write_overalls(appraisal, terms, overalls, overall_note, by=by, on=on)
    move(
        appraisal,
        step,
        by=by,
        on=on,
        words=f"Saved ratings of {appraisal.employee}",
        facts={"rated": changed},  # which lines, for who rated what; never at which level
        revision=revision + 1,
    )


def _write_ratings(
    appraisal: Appraisal,
    terms: list[agreed.Term],
    levels: Mapping[str, int | None],
    notes: Mapping[str, str],
    *,
    by: User,
    on: date,
) -> list[str]:
    """Replace the ratings of the objectives; what did not change stays with who rated it. The keys that did."""
    before = list(Rating.unscoped.filter(appraisal=appraisal))
    known = agreed.matched(terms, before)
    rows, changed = [], []
    for term in terms:
        level, note = levels.get(term.key), notes.get(term.key, "").strip()
        old = known.get(term.key)
        same = old is not None and (old.level, old.note) == (level, note)
        if not same and (old or level is not None or note):
            changed.append(term.key)
        if level is None and not note:
            continue
        who: dict[str, Any] = {"rated_by_id": old.rated_by_id, "rated_on": old.rated_on} if same else {}
        who = who or {"rated_by": by, "rated_on": on}
        rows.append(
            Rating(appraisal=appraisal, part=term.part, place=term.place, text=term.text, level=level, note=note, **who)
        )
    Rating.unscoped.filter(appraisal=appraisal).delete()
    Rating.unscoped.bulk_create(rows)
    return changed


def _write_overalls(
    appraisal: Appraisal,
    terms: list[agreed.Term],
    overalls: Mapping[str, int | None],
    note: str,
    *,
    by: User,
    on: date,
) -> list[str]:
    """Save the overalls that changed, of the areas that the contract has, and the one. The parts that did."""
    known = {row.part: row for row in Overall.unscoped.filter(appraisal=appraisal)}
    areas = [part.code for part in agreed.parts_of(appraisal.contract, on=on) if part.is_area]
    changed = []
    for part in [*areas, ""]:
        words = note.strip() if not part else ""
        old = known.get(part)
        if (old.level, old.note) == (overalls.get(part), words) if old else (overalls.get(part) is None and not words):
            continue
        Overall.unscoped.update_or_create(
            appraisal=appraisal,
            part=part,
            defaults={"level": overalls.get(part), "note": words, "rated_by": by, "rated_on": on},
        )
        changed.append(f"overall {part}".strip())
    Overall.unscoped.filter(appraisal=appraisal).exclude(part__in=[*areas, ""]).delete()
    return changed


def require_nobody_signed(appraisal: Appraisal, step: Ready) -> None:
    """Raises StepRefused once a line of what is released is signed: from then on nothing of it changes."""
    if validators.signed_lines(appraisal):
        raise step.refused("It is signed already, so nothing of it changes any more.")


@transaction.atomic
def attach(appraisal: Appraisal, *, upload: UploadedFile, what: str, by: User, on: date) -> Attachment:
    """Attach a narrative or a proof. It becomes part of what is signed. Raises ValidationError for a bad file."""
    appraisal.lock()
    step = taken(appraisal, "attach", by=by, on=on)
    step.require_words(what, "Write what the file shows.")
    number = Attachment.unscoped.filter(appraisal=appraisal).count() + 1
    if number > MOST_ATTACHED:
        raise step.refused(f"There are {MOST_ATTACHED} files already, and no more can be attached.")
    document = files.store_upload(upload, purpose="appraisal attachment", by=by)
    attached = Attachment.unscoped.create(
        appraisal=appraisal,
        number=number,
        document=document,
        what=what.strip(),
        by=by,
        by_employee=step.office == "employee",
        attached_on=on,
    )
    move(appraisal, step, by=by, on=on, words=f"Attached a file to the appraisal of {appraisal.employee}")
    return attached


def require_rater_in_office(appraisal: Appraisal, *, on: date) -> None:
    """Raises StepRefused when nobody could sign as appointing authority on the day `on`."""
    if "appointing_authority" not in offices_held(appraisal.rater, appraisal, on=on):
        raise StepRefused(f"{appraisal.rater} is no longer in office. Have somebody else named to rate. (CO-EVA-3)")
