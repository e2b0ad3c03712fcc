"""What the law is: one package for each legal plan. No Django, no clock, no database.

`plan(code)` is the one lookup, and this is the only place that knows which plans exist.
"""

from types import ModuleType

from law import colorado
from law.offices import Office

PLANS: dict[str, ModuleType] = {colorado.CODE: colorado}
DEFAULT_PLAN = colorado.CODE


class UnknownPlan(LookupError):
    """No plan goes by this code."""


def plan(code: str) -> ModuleType:
    """The package of rules that goes by `code`.

    Raises UnknownPlan.
    """
    try:
        return PLANS[code]
    except KeyError:
        raise UnknownPlan(f"No legal plan is called {code!r}.") from None


def offices() -> dict[str, Office]:
    """Every office of every plan, by its code."""
    return {code: office for known in PLANS.values() for code, office in known.offices.OFFICES.items()}
