"""Who signs a contract, in which order, until when, and what a signature says."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from law.colorado import sources
from law.colorado.calendar import contract_ends_on
from law.colorado.offices import APPOINTING_AUTHORITY, DIRECTOR, EMPLOYEE, OFFICES, SIGNERS
from law.colorado.readings import READINGS
from law.colorado.words import counted, day_in_words, per_month
from law.findings import Finding, Weight

STATEMENTS: dict[str, str] = {
    EMPLOYEE: "I have read this contract and agree to be bound by it as employee.",
    APPOINTING_AUTHORITY: "I have read this contract and agree to be bound by it as appointing authority.",
    DIRECTOR: "I have read this contract and agree to be bound by it as department director.",
}
"""What each signature agrees to, by the office whose line is signed."""


def check_signing_day(*, due_on: date, on: date) -> list[Finding]:
    """CO-CON-1, CO-CON-2. The contract is fully signed by the end of `due_on` (inclusive).

    Reading 5: after June 30 the position leaves the SES on July 1, for any reason. A late
    signature is still a fact, so it is flagged and not refused. Readings 10 and 18: after a hire or
    a movement another day may be due (CO-CON-2); the guide states no consequence of missing that one.
    `on` is the day of the signature, in Denver (reading 15).
    """
    if on <= due_on:
        return []
    late = f"{day_in_words(on)} is {counted((on - due_on).days, 'day', 'days')} late"
    if due_on == contract_ends_on(due_on):
        leaves_on = day_in_words(due_on + timedelta(days=1))
        return [
            Finding(
                "CO-CON-1",
                f"The contract was due on {day_in_words(due_on)}, and {late}. Without a contract signed in "
                f"time the position leaves the SES on {leaves_on}; DPA/DHR confirms that, or records a "
                "contract that was signed on paper in time.",
                Weight.FLAGS,
                sources.LEAVING_ON_JULY_1,
                reading=READINGS[5],
            )
        ]
    return [
        Finding(
            "CO-CON-2",
            f"After the hire or movement the contract was due on {day_in_words(due_on)}, and {late}. Sign "
            "without delay; DPA/DHR settles what follows.",
            Weight.FLAGS,
            sources.CONTRACT_DUE,
            reading=READINGS[18],
        )
    ]


def check_signature_order(*, line: str, signed: Sequence[str], on: date) -> list[Finding]:
    """CO-CON-4. Employee, appointing authority and director sign; the director, who concludes, signs last.

    `line` is the office whose line is to be signed, `signed` the lines that already are. Our
    reading: in the order of the lines on the form, since the director has the final word. A director
    who is also the appointing authority signs both lines. `on` is the day of the signature.
    """
    if line not in SIGNERS:
        words = "This office has no signature line. Employee, appointing authority and director sign."
    elif line in signed:
        words = f"The line “{OFFICES[line].name}” is already signed. It can be signed only once."
    else:
        earlier = [OFFICES[office].name for office in SIGNERS[: SIGNERS.index(line)] if office not in signed]
        if not earlier:
            return []
        words = f"The line “{OFFICES[line].name}” is not next. First to sign: {', then '.join(earlier)}."
    return [
        Finding(
            "CO-CON-4",
            words,
            Weight.FORBIDS,
            sources.CONTRACT_CONCLUDING,
            reading="Our reading: the lines are signed in the order of the form; the director concludes.",
        )
    ]


def check_same_version(*, signed_hash: str, current_hash: str, on: date) -> list[Finding]:
    """CO-CON-4. Everybody signs the same version: what was read is what is bound.

    The hashes are SHA-256 of the printed version: the one that was read, and the one now proposed.
    `on` is the day of the signature.
    """
    if signed_hash and signed_hash == current_hash:
        return []
    return [
        Finding(
            "CO-CON-4",
            "The proposed version has changed since you read it. Read the present version, then sign that one.",
            Weight.FORBIDS,
            sources.CONTRACT_CONCLUDING,
        )
    ]


def check_printed_ceiling(*, printed: Decimal | None, published: Decimal | None, on: date) -> list[Finding]:
    """CO-CON-9. The second note of the form prints the ceiling of the fiscal year: the one published when it is signed.

    `printed` is the ceiling in the version that is proposed, `published` the one on record on the day `on` of the
    signature. No ceiling at all is CO-PAY-2.
    """
    if printed is None or published is None or printed == published:
        return []
    return [
        Finding(
            "CO-CON-9",
            f"The ceiling was changed since: this version prints {per_month(printed)}, and {per_month(published)} is "
            "published now. Have it revised, then proposed.",
            Weight.FORBIDS,
            sources.FORM_NOTES,
        )
    ]
