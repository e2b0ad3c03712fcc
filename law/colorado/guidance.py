"""The State Personnel Director's yearly guidance on pay adjustments: what of it can be judged."""

from datetime import date
from decimal import ROUND_UP, Decimal

from law.colorado import sources
from law.colorado.words import per_month
from law.findings import Finding, Weight


def change_in_percent(*, last: Decimal, monthly: Decimal) -> Decimal:
    """By how many percent the salary changes, to two places, away from zero: never shown smaller than it is."""
    return ((monthly - last) / last * 100).quantize(Decimal("0.01"), ROUND_UP)


def check_guidance(
    *,
    last: Decimal | None,
    monthly: Decimal | None,
    most_increase: Decimal | None,
    fiscal_year_words: str,
    on: date,
) -> list[Finding]:
    """CO-PAY-9. The change from the last salary keeps to the guidance for the fiscal year of the new contract.

    Our reading: of the guidance only a highest increase in percent (`most_increase`) can be judged by reckoning,
    and it may be reached; everything else in it is read by people. None where the guidance names none, or where
    none is published. A departure is flagged, not forbidden: the law lets the director decide. Without a `last`
    salary nothing changes. `on` is the day of the decision.
    """
    if last is None or monthly is None or most_increase is None or last <= 0:
        return []
    if monthly * 100 <= last * (100 + most_increase):
        return []
    change = change_in_percent(last=last, monthly=monthly)
    return [
        Finding(
            "CO-PAY-9",
            f"The salary rises by {_percent(change)} percent, from {per_month(last)} to {per_month(monthly)}; the "
            f"guidance of the State Personnel Director for FY {fiscal_year_words} names at most "
            f"{_percent(most_increase)} percent. Keep to it, or write in the performance basis why not.",
            Weight.FLAGS,
            sources.PAY_GUIDANCE,
            reading="Our reading: only a highest percentage can be judged here; the rest of the guidance is read.",
            field="monthly_salary",
        )
    ]


def _percent(figure: Decimal) -> str:
    """ "4" or "4.25": no more figures than there are."""
    return f"{figure.normalize():f}"
