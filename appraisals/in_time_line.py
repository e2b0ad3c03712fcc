"""What the time line of a position tells of its contracts and of how they were appraised. No rating stands in it."""

from collections.abc import Iterator
from datetime import date

from accounts.models import User
from accounts.templatetags.words import day, money
from appraisals.models import Appraisal
from contracts.models import Contract
from contracts.terms import fiscal_year_words
from positions import timeline
from positions.timeline import Line


def lines(position: int, person: int | None, *, user: User, on: date) -> Iterator[Line]:
    """Signed contracts with their salary, and final appraisals, of a position (and of one person in it), as far as
    `user` may see them. Two queries."""
    about = {"position": position, **({"employee": person} if person else {})}
    signed = Contract.objects.visible_to(user, on=on).filter(**about, state="signed", signed_on__lte=on)
    for contract in signed.select_related("employee").order_by("-starts_on", "-pk")[: timeline.MOST]:
        term = f"{day(contract.starts_on)} to {day(contract.ends_on)}"
        words = f"Contract of {contract.employee}, {term}, {money(contract.monthly_salary)}: signed by all."
        yield Line(contract.signed_on, words)
    contracts = Contract.unscoped.filter(**about)
    final = Appraisal.objects.visible_to(user, on=on).filter(contract__in=contracts, state="final")
    final = final.with_standing().order_by("-final_on", "-pk")
    for appraisal in final[: timeline.MOST]:
        year = fiscal_year_words(appraisal.plan, appraisal.contract.starts_on)
        unsigned = "; the executive did not sign" if appraisal.is_unsigned else ""
        yield Line(appraisal.final_on, f"Appraisal of {appraisal.employee} for {year} final{unsigned}.")


def tell() -> None:
    """Add them to the time line."""
    timeline.ALSO_TOLD.append(lines)
