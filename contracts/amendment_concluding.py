"""What every signature on an amendment asks, given here or on paper, and what follows from the last one."""

from datetime import date

from django.db import transaction

from accounts.acting import Ready, ready
from accounts.models import User
from accounts.templatetags.words import day
from contracts import amendment_print, amendment_telling, amendment_validators, copies, signing
from contracts.amended import after, terms_in_force
from contracts.models import Amendment, AmendmentSignature, ExecutedAmendment
from records import files
from records.acts import move


def require_same_terms(amendment: Amendment, step: Ready, *, on: date) -> None:
    """Raises StepRefused unless the frozen bytes are whole and still say what the amendment says."""
    try:
        files.read(amendment.document)
    except files.Damaged as trouble:
        raise step.refused(
            "The kept print of this amendment is damaged. Tell the administrator; sign nothing."
        ) from trouble
    before = terms_in_force(amendment.contract, on=on)
    now = after(amendment, before)
    frozen = {**amendment_print.performance(amendment), "before": amendment.terms["before"]}
    names = amendment_validators.performance_terms(amendment.plan)
    if frozen != {**{name: now[name] for name in names}, "before": {name: before[name] for name in names}}:
        raise step.refused("The amendment no longer says what its print says. Have it revised, then proposed.")


def conclude(amendment: Amendment, verb: str, *, as_office: str, by: User, on: date) -> None:
    """The last line is signed: in force from then on, copy sent, executed copy asked for.

    It is signed on the last of the days on which its lines were: on paper that is the day beside the signature.
    """
    rows = AmendmentSignature.unscoped.filter(document=amendment.document_id)
    signed_on = max(rows.values_list("signed_on", flat=True))
    step = ready(amendment, verb, by=by, on=on, as_office=as_office)
    words = f"{named(amendment, start=True)} signed by all; in force from {day(signed_on)}"
    move(amendment, step, by=by, on=on, words=words, signed_on=signed_on)
    ExecutedAmendment.unscoped.create(amendment=amendment)
    copies.send_amendment(amendment, office=as_office, by=by, on=on)
    amendment_telling.tell_signed(amendment, on=on)
    transaction.on_commit(signing.nudge, robust=True)


def named(amendment: Amendment, *, start: bool = False) -> str:
    """The amendment as people say it; `start`: at the beginning of a sentence."""
    words = f"amendment {amendment.number} of the contract of {amendment.contract.employee}"
    return f"{words[0].upper()}{words[1:]}" if start else words
