"""A version as it is read: the form page by page, and what differs from another version or last year's contract."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import User
from contracts import comparing, form1, terms
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
    """A version with the one it is held against, which is None when there is nothing to compare it with."""

    form: form1.Form1
    against: Against | None
    choices: list[Against]
    comparison: comparing.Comparison | None


def read(contract: Contract, version: Version, user: User, *, asked: str = "", on: date) -> Reading:
    """This version, held against what was asked for, else against the version before it, else last year's contract."""
    choices = _choices(contract, version, user, on=on)
    before = next((each for each in choices if each.code == str(version.number - 1)), None)
    against = next((each for each in choices if each.code == asked), before or (choices[-1] if choices else None))
    return Reading(
        form=form1.from_terms(plan=contract.plan, terms=version.terms),
        against=against,
        choices=choices,
        comparison=comparing.compare(contract.plan, against.terms, version.terms) if against else None,
    )


def _choices(contract: Contract, version: Version, user: User, *, on: date) -> list[Against]:
    others = Version.objects.visible_to(user, on=on).filter(contract=contract).exclude(pk=version.pk)
    found = [
        Against(str(each.number), f"{each}{', asked for by the employee' if each.is_counter else ''}", each.terms)
        for each in (others.order_by("number") if contract.version_number > 1 else ())
    ]
    last = last_contract(contract, user, on=on)
    if last is not None:
        year = terms.fiscal_year_words(last.plan, last.starts_on)
        kept = last.proposed_version.terms if last.proposed_version else terms.of(last)
        found.append(Against(LAST_YEAR, f"The contract of {year}", kept))
    return found


def last_contract(contract: Contract, user: User, *, on: date) -> Contract | None:
    """The signed contract of this person in this position before this one, if this reader may see it."""
    return (
        Contract.objects.visible_to(user, on=on)
        .filter(state="signed", position=contract.position_id, employee=contract.employee_id)
        .filter(ends_on__lt=contract.starts_on)
        .select_related("proposed_version", "employee", "appointing_authority")
        .order_by("-ends_on")
        .first()
    )
