"""How a person comes to an SES position: by appointment, with the position, or by transfer."""

from datetime import date

from law.colorado import sources
from law.colorado.words import day_in_words
from law.dated import Dated, Since
from law.findings import Finding, Weight

PROMOTION = "promotion"
WITH_POSITION = "with_position"
ACTING = "acting"
METHODS: tuple[tuple[str, str], ...] = (
    ("selection", "Selection from a referral list"),
    (PROMOTION, "Promotion from a list"),
    ("transfer", "Transfer"),
    ("reinstatement", "Reinstatement"),
    (WITH_POSITION, "Moved into the SES with the position"),
    (ACTING, "Acting appointment"),
    ("other", "Another lawful method, named in the basis"),
)
"""CO-APT-2. Any lawful method may fill an SES position; the last entry keeps the list open."""

_DIRECTORS_INVOLVED = 'Our reading: the "directors involved" are one within a department, two across.'
APPROVALS_ACROSS_DEPARTMENTS = Dated(
    "Directors who approve a transfer to another department",
    Since(sources.IN_FORCE_FROM, 2, sources.APPOINTING, reading=_DIRECTORS_INVOLVED),
    unit="directors",
)
APPROVALS_WITHIN_DEPARTMENT = Dated(
    "Directors who approve a transfer within a department",
    Since(sources.IN_FORCE_FROM, 1, sources.APPOINTING, reading=_DIRECTORS_INVOLVED),
    unit="directors",
)


def check_appointment(
    *,
    method: str,
    merit_basis: str,
    certified: bool | None,
    previously_certified_class: str,
    encumbered: bool,
    on: date,
) -> list[Finding]:
    """CO-APT-1, CO-APT-2, CO-APT-4, CO-APT-6. The director appoints on merit and fitness, by a lawful method.

    `encumbered`: the position is moved into the SES with this person in it, which is not a promotion.
    `certified` is None while nobody has recorded it; a person from outside may have no previously
    certified class. `on` is the first day of the appointment.
    """
    findings = _check_method(method=method, encumbered=encumbered)
    if not merit_basis.strip():
        findings.append(
            Finding(
                "CO-APT-1",
                "The basis of merit and fitness is not written down. Write what the appointment rests on.",
                Weight.FLAGS,
                sources.APPOINTING,
                field="merit_basis",
            )
        )
    if certified is None:
        findings.append(
            Finding(
                "CO-APT-6",
                "It is not recorded whether this person is certified. Record it now: a layoff depends on it.",
                Weight.FLAGS,
                sources.ENTRY_RECORD,
                field="certified",
            )
        )
    elif certified and not previously_certified_class.strip():
        findings.append(
            Finding(
                "CO-APT-6",
                "This person is certified, but the previously certified class is not recorded. Record it: "
                "in a layoff the privilege of reinstatement is to that class.",
                Weight.FLAGS,
                sources.ENTRY_RECORD,
                field="previously_certified_class",
            )
        )
    return findings


def check_transfer(*, approvals: int, same_department: bool, on: date) -> list[Finding]:
    """CO-APT-3. A transfer to another SES position needs the approval of the directors involved.

    Our reading of "directors involved": two of them across departments, one within a department.
    `approvals` counts directors, each once. `on` is the day of the transfer.
    Raises NotInForce before May 1, 2004.
    """
    needed = (APPROVALS_WITHIN_DEPARTMENT if same_department else APPROVALS_ACROSS_DEPARTMENTS).on(on)
    if approvals >= needed.value:
        return []
    who = "the approval of its department director" if same_department else "the approval of both department directors"
    return [
        Finding(
            "CO-APT-3",
            f"The transfer needs {who}: {approvals} of {needed.value} recorded. Ask for what is missing.",
            Weight.FORBIDS,
            needed.source,
            reading=needed.reading,
        )
    ]


def check_transfer_day(*, starts_on: date, on: date) -> list[Finding]:
    """CO-APT-3. A transfer begins on the day of its last approval or later.

    The guide says that approval is needed, not when. Our reading: it comes before the move, so that nobody is moved
    back in time and the 30 days of the new contract (CO-CON-2) are whole. `on` is the day of the approval.
    """
    if starts_on >= on:
        return []
    return [
        Finding(
            "CO-APT-3",
            f"The transfer was to begin on {day_in_words(starts_on)}, and that day is over. Withdraw it and ask again "
            "with a later day.",
            Weight.FORBIDS,
            sources.APPOINTING,
            reading="Our reading: the approvals come before the move.",
            field="starts_on",
        )
    ]


def check_acting(*, acting: bool, method: str, held_by: str, acted_by: str, on: date) -> list[Finding]:
    """CO-APT-1. One person holds a position for good, and at most one other acts in it.

    The guide does not speak of somebody who acts while the incumbent is away. Our reading: a department may name one,
    to a vacant position or beside the incumbent, because the duties go on; two who act, or two who hold it, are
    never there at once. `held_by` and `acted_by` name who else is there in the days of the appointment, or are
    empty; `on` is its first day.
    """
    found = []
    if acting and acted_by:
        found.append((f"{acted_by} acts in this position on that day or later. Choose a later day.", "starts_on"))
    if not acting and held_by:
        found.append((f"{held_by} holds this position on that day or later. Choose a later day.", "starts_on"))
    if method == ACTING and not acting:
        words = "The method says that this is an acting appointment. Mark it as acting, or choose another method."
        found.append((words, "is_acting"))
    return [
        Finding(
            "CO-APT-1",
            words,
            Weight.FORBIDS,
            sources.ACTING,
            reading="Our reading: one incumbent, and beside them at most one who acts.",
            field=field,
        )
        for words, field in found
    ]


def _check_method(*, method: str, encumbered: bool) -> list[Finding]:
    if method not in dict(METHODS):
        weight, words, code = (
            Weight.FORBIDS,
            "Choose how the position is filled. Any lawful method may be used, but it has to be recorded.",
            "CO-APT-2",
        )
    elif encumbered and method == PROMOTION:
        weight, words, code = (
            Weight.FORBIDS,
            "The position moves into the SES with the person in it, and that is not a promotion. Record it "
            "as “Moved into the SES with the position”.",
            "CO-APT-4",
        )
    elif encumbered != (method == WITH_POSITION):
        moved = "moves" if encumbered else "does not move"
        weight, words, code = (
            Weight.FLAGS,
            f"The position {moved} into the SES with the person in it, but the recorded method is "
            f"“{dict(METHODS)[method]}”. Correct whichever of the two is wrong.",
            "CO-APT-4",
        )
    else:
        return []
    return [Finding(code, words, weight, sources.APPOINTING, field="method")]
