"""A position whose executive had no contract on July 1: the rule proposed its removal, and it waits for DPA/DHR."""

from datetime import date, timedelta

from django.db import transaction

from appraisals import july_first as worked_out
from positions import july_first, offices_held
from positions.models import Incumbency, Placement
from ses_admin.demonstration.state import State, appoint, paper_contracts


@transaction.atomic  # what is brought over is written as one act
def tell(state: State) -> None:
    """Somebody held it all last year, and the contract of this one was never concluded."""
    first_day = state.year_starts(state.fiscal_year)
    placement = _vacant_since(state, state.year_starts(state.fiscal_year - 1))
    if placement is None:
        return
    held = appoint(state, placement, state.year_starts(state.fiscal_year - 1), None, placement.pk)
    held.ends_on = first_day - timedelta(days=1)  # for the contracts only: the appointment goes on until it is decided
    paper_contracts(state, held, placement.pk)
    found = [each for each in worked_out.cases(state.plan, year=state.fiscal_year) if each.placement == placement]
    proposals = [july_first.Proposal(each.placement, each.evidence) for each in found]
    july_first.propose(proposals, offices_held.read(on=first_day), on=first_day)


def _vacant_since(state: State, day: date) -> Placement | None:
    """A place that nobody has held since then."""
    held = Incumbency.unscoped.exclude(ends_on__lt=day).values("position")
    vacant = Placement.unscoped.in_force(state.today).filter(starts_on__lt=day, ends_on=None)
    return vacant.exclude(position__in=held).select_related("position", "department").order_by("pk").first()
