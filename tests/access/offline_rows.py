"""Reading a filled-in form into a draft."""

from tests.access.contracts_rows import draft
from tests.access.table import DEPARTMENT_OFFICES, Row

ROWS = [
    Row("contracts:upload", page=DEPARTMENT_OFFICES, act=DEPARTMENT_OFFICES, done_status=200, scene=draft),
    Row(
        "contracts:take",
        act=DEPARTMENT_OFFICES,
        scene=draft,
        data=lambda contract: {
            "revision": contract.revision,
            "take": "monthly_salary",
            "read monthly_salary": "9,600",
        },
        done=lambda contract: str(contract.monthly_salary) == "9600.00",
    ),
]
