"""Appraisals of Agriculture for 2004-05 in every state, reached by the real acts."""

from datetime import date

from accounts.models import User
from appraisals import agreed, executed, offers, releasing, signing, withdrawing, workflow
from appraisals.models import Appraisal
from contracts.models import Contract
from records.models import Event
from tests.cast import Cast
from tests.factories import SignedContractFactory, at

OPENED = date(2005, 5, 2)
WRITTEN = date(2005, 5, 9)
RATED = date(2005, 5, 16)
MET = date(2005, 5, 17)
RELEASED = date(2005, 5, 18)
SIGNED = date(2005, 5, 24)
OFFERED = date(2005, 5, 19)
REFUSAL = "The rating of the first project leaves out the strike."
"""What the executive said on not signing: as closed as a rating."""
MISTAKE = "It was opened for the wrong contract year."
SECRET = "Waiting times rose in the autumn, against the plan."
"""A note of the rater that nobody may read before the release."""
ACCOUNT = "Both offices opened on April 11."


def signed_contract(cast: Cast) -> Contract:
    return SignedContractFactory(cast=cast)


def opened(cast: Cast, contract: Contract | None = None) -> Appraisal:
    contract = contract or signed_contract(cast)
    return fresh(workflow.open_appraisal(contract, by=cast.hr, on=OPENED))


def handed_in(cast: Cast) -> Appraisal:
    appraisal = opened(cast)
    account(appraisal, by=cast.executive)
    workflow.hand_in(appraisal, by=cast.executive, on=WRITTEN)
    return fresh(appraisal)


def rated(cast: Cast, **levels: int) -> Appraisal:
    appraisal = handed_in(cast)
    rate(appraisal, by=cast.superior, **levels)
    return fresh(appraisal)


def released(cast: Cast, **levels: int) -> Appraisal:
    appraisal = rated(cast, **levels)
    releasing.record_meeting(appraisal, met_on=MET, notes="Held.", by=cast.superior, on=MET, at=at(MET))
    releasing.release(appraisal, by=cast.superior, on=RELEASED, at=at(RELEASED))
    return fresh(appraisal)


def signed_by_employee(cast: Cast) -> Appraisal:
    appraisal = released(cast)
    sign(appraisal, cast.executive)
    return fresh(appraisal)


def final(cast: Cast, **levels: int) -> Appraisal:
    appraisal = released(cast, **levels)
    for who in (cast.executive, cast.superior, cast.director):
        sign(appraisal, who)
    return fresh(appraisal)


def sealed(cast: Cast) -> Appraisal:
    appraisal = final(cast)
    executed.print_waiting()
    return appraisal


def fresh(appraisal: Appraisal) -> Appraisal:
    """As the database has it."""
    return Appraisal.unscoped.select_related("contract", "employee", "rater", "current_release").get(pk=appraisal.pk)


def parts(appraisal: Appraisal, *, on: date = RATED) -> list[agreed.Part]:
    return agreed.parts_of(appraisal.contract, on=on)


def keys(appraisal: Appraisal) -> list[str]:
    return [term.key for term in agreed.every_term(parts(appraisal))]


def account(appraisal: Appraisal, *, by: User, on: date = WRITTEN, **changed) -> None:
    appraisal.refresh_from_db()
    given = {
        "accounts": {"projects-1": ACCOUNT, "customers-6": "Published on the first of each month."},
        "revision": appraisal.account_revision,
        "seen_terms": agreed.digest(parts(appraisal, on=on)),
    }
    workflow.save_account(appraisal, by=by, on=on, **{**given, **changed})


def rate(appraisal: Appraisal, *, by: User, on: date = RATED, level: int = 3, overall: int = 3, **changed) -> None:
    """Rate everything alike, but for what is changed."""
    appraisal.refresh_from_db()
    found = parts(appraisal, on=on)
    given = {
        "levels": {term.key: level for term in agreed.every_term(found)},
        "notes": {"customers-1": SECRET},
        "overalls": {**{part.code: level for part in found if part.is_area}, "": overall},
        "overall_note": "",
        "revision": appraisal.revision,
        "seen_terms": agreed.digest(found),
    }
    workflow.rate(appraisal, by=by, on=on, **{**given, **changed})


def sign(appraisal: Appraisal, by: User, *, on: date = SIGNED) -> list:
    appraisal.refresh_from_db()
    seen = appraisal.current_release.sha256 if appraisal.current_release else ""
    return signing.sign(appraisal, seen_hash=seen, by=by, on=on, at=at(on))


def events(thing) -> list[Event]:
    return list(Event.unscoped.filter(kind=thing.kind, thing_id=thing.pk).order_by("number"))


def record_unsigned(appraisal: Appraisal, *, by: User, on: date = SIGNED, **changed) -> None:
    """The executive was offered it on the day after the release, and did not sign."""
    appraisal.refresh_from_db()
    given = {"offered_on": OFFERED, "how": "meeting", "said": REFUSAL}
    offers.record_unsigned(appraisal, by=by, on=on, at=at(on), **{**given, **changed})


def unsigned(cast: Cast) -> Appraisal:
    appraisal = released(cast)
    record_unsigned(appraisal, by=cast.superior)
    return fresh(appraisal)


def final_unsigned(cast: Cast) -> Appraisal:
    appraisal = unsigned(cast)
    for who in (cast.superior, cast.director):
        sign(appraisal, who)
    return fresh(appraisal)


def withdrawn(cast: Cast) -> Appraisal:
    appraisal = rated(cast)
    withdrawing.withdraw(appraisal, reason=MISTAKE, by=cast.hr, on=RELEASED)
    return fresh(appraisal)
