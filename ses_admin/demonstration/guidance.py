"""The pay guidance of the demonstration: invented, and marked so."""

from datetime import timedelta
from decimal import Decimal

from contracts.guidance import record_guidance
from ses_admin.demonstration.state import State

TEXT = (
    "Adjustments rest on performance against the contract. Within the money that the legislature granted, a salary may "
    "rise by at most four percent; a higher one needs reasons in the salary decision. Nobody is owed an increase."
)
MOST = Decimal(4)


def tell(state: State) -> None:
    """Guidance for the contracts of this fiscal year and of the next, recorded by the State Personnel Director."""
    for year in (state.fiscal_year, state.fiscal_year + 1):
        record_guidance(
            fiscal_year=year,
            text=TEXT,
            most_increase=MOST,
            source="Invented for the demonstration; no published guidance was found",
            is_demonstration=True,
            by=state.personnel_director,
            on=min(state.today, state.year_starts(year) - timedelta(days=60)),
        )
