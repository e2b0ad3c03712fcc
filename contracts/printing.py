"""SES Form 1 on paper: blank, and of a contract as it was executed, frozen, or would print now."""

from datetime import date
from functools import lru_cache

import law
from contracts import form1, terms
from contracts.models import Contract, ExecutedCopy, PayCeiling
from records import files


def blank_form(*, on: date, plan: str = law.DEFAULT_PLAN) -> form1.Form1:
    """The blank form of the fiscal year of `on`.

    Its note carries the year's ceiling only when somebody published it: no figure is ever guessed on paper.
    """
    year = terms.fiscal_year(plan, on)
    ceiling = PayCeiling.objects.of_year(plan, year)
    is_published = ceiling is not None and not (ceiling.is_demonstration or ceiling.is_computed)
    return form1.blank(plan=plan, fiscal_year=year, ceiling=ceiling.amount if is_published else None)


def blank(*, on: date) -> bytes:
    """The blank form as a PDF that a PDF reader can fill in."""
    return _printed(blank_form(on=on))


@lru_cache(maxsize=4)  # the same for everybody all year, and it takes most of a second
def _printed(form: form1.Form1) -> bytes:
    return form1.print_fillable(form)


def latest(contract: Contract) -> tuple[bytes, str]:
    """The executed copy as stored if there is one, else the proposed version as frozen, else the draft as it would
    print now; and which of them it is, in words. Raises files.Damaged and pdf.CannotPrint."""
    executed = ExecutedCopy.unscoped.filter(contract=contract).select_related("document").first()
    if executed is not None and executed.document is not None:
        return files.read(executed.document), "the executed copy, as it was sealed and stored"
    if contract.proposed_version is not None:
        return files.read(contract.proposed_version.document), f"{contract.proposed_version}, as it was frozen"
    state = "Signed on paper" if contract.brought_over else "Draft, not proposed"
    form = form1.from_terms(plan=contract.plan, terms=terms.of(contract), state=state)
    return form1.print_form(form), "the contract as it would print now"
