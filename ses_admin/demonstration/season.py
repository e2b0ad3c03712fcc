"""A negotiation under way: a comment beside the line it is about."""

from datetime import datetime, time

from django.utils import timezone

from contracts import remarks, workflow
from contracts.models import Contract
from ses_admin.demonstration.state import State


def tell(state: State) -> None:
    """The executive of a proposed contract asks about its first project."""
    proposed = Contract.unscoped.filter(state="proposed", signatures=None)
    contract = proposed.select_related("employee", "proposed_version").order_by("pk").first()
    if contract is None:
        return
    known = [key for key, _words in remarks.lines(contract.proposed_version.terms)]
    workflow.comment(
        contract,
        text="I can answer for this if the positions it needs are filled by October. Can we say so?",
        line=remarks.key(remarks.PROJECT, 1) if remarks.key(remarks.PROJECT, 1) in known else remarks.SALARY,
        by=contract.employee,
        on=state.today,
        at=timezone.make_aware(datetime.combine(state.today, time(9, 30))),
    )
