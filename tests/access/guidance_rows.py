"""The yearly guidance on pay, and who records it."""

from contracts.models import PayGuidance
from tests.access.table import EVERYBODY, Row

RECORDING = frozenset({"reviewer", "personnel_director"})

ROWS = [
    Row("contracts:guidance", page=EVERYBODY, args=[]),
    Row(
        "contracts:record_guidance",
        page=RECORDING,
        act=RECORDING,
        knows=EVERYBODY,
        args=[],
        data={
            "fiscal_year": "2005",
            "text": "Increases rest on performance.",
            "most_increase": "4",
            "source": "Invented for a test",
        },
        done=lambda _: PayGuidance.objects.filter(fiscal_year=2005).exists(),
    ),
]
