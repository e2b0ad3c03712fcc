"""A version as it is read: the form page by page, and what differs from another version or last year's contract."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import User
from contracts import comparing, form1, terms
from contracts import seen as reads
from contracts.models import Contract, Version

LAST_YEAR = "last-year"


@dataclass(frozen=True)
class Against:
    """Something that a version can be held against: `code` in the address, `words` on the page, and its terms."""

    code: str
    words: str
    terms: dict[str, Any]


@dataclass(frozen=True)
class Reading:
    """A version with the one it is held against, which is None when there is nothing to compare it with.

    `seen` is what the reader had read before. `read_on`: the day on which they first read what it is held against,
    where that is the last they read. `last_year` and `since_last_year` are last year's contract and what differs from
    it, where that stands beside another comparison.
    """

    form: form1.Form1
    seen: reads.Seen
    against: Against | None
    choices: list[Against]
    comparison: comparing.Comparison | None
    read_on: date | None = None
    last_year: Against | None = None
    since_last_year: comparing.Comparison | None = None


def read(
    contract: Contract, version: Version, user: User, *, asked: str = "", to_sign: bool = False, on: date
) -> Reading:
    """This version, held against what was asked for, else against the version before it, else last year's contract.

    To sign it, held against the version that the signer read last, before all that was not asked for; and last
    year's contract stands beside it always.
    """
    rows = Version.objects.visible_to(user, on=on).filter(contract=contract).order_by("number")
    versions = list(reads.with_read_on(rows, user))
    choices, seen = _choices(contract, version, versions, user, on=on), reads.before(version, versions)
    by_code = {each.code: each for each in choices}
    wanted = (asked, str(seen.number) if to_sign else "", str(version.number - 1))
    against = next((by_code[code] for code in wanted if code in by_code), choices[-1] if choices else None)
    last = by_code.get(LAST_YEAR) if to_sign and against and against.code != LAST_YEAR else None
    return Reading(
        form=form1.from_terms(plan=contract.plan, terms=version.terms),
        seen=seen,
        against=against,
        choices=choices,
        comparison=comparing.compare(contract.plan, against.terms, version.terms) if against else None,
        read_on=seen.read_on if to_sign and against and against.code == str(seen.number) else None,
        last_year=last,
        since_last_year=comparing.compare(contract.plan, last.terms, version.terms) if last else None,
    )


def _choices(contract: Contract, version: Version, versions: list[Version], user: User, *, on: date) -> list[Against]:
    found = [
        Against(str(each.number), f"{each}{', asked for by the employee' if each.is_counter else ''}", each.terms)
        for each in versions
        if each.pk != version.pk
    ]
    last = last_contract(contract, user, on=on)
    if last is not None:
        year = terms.fiscal_year_words(last.plan, last.starts_on)
        kept = last.proposed_version.terms if last.proposed_version else terms.of(last)
        found.append(Against(LAST_YEAR, f"The contract of {year}", kept))
    return found


def last_contract(contract: Contract, user: User, *, on: date) -> Contract | None:
    """The signed contract of this person in this position before this one, if this reader may see it."""
    position, starts_on = contract.position_id, contract.starts_on
    if not any(each.position_id == position and each.ends_on < starts_on for each in contract.earlier()):
        return None
    return (
        Contract.objects.visible_to(user, on=on)
        .filter(state="signed", position=contract.position_id, employee=contract.employee_id)
        .filter(ends_on__lt=contract.starts_on)
        .select_related("proposed_version", "employee", "appointing_authority")
        .order_by("-ends_on")
        .first()
    )
