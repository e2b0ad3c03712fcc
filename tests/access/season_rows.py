"""The season: boards, acts on many contracts and their reports, and the sitting in which many are signed."""

import uuid
from datetime import date

from contracts import bulk, bulk_preview
from contracts.models import BulkRun, Contract
from tests.access.table import DEPARTMENT, EVERYBODY, NOBODY, STATE, Row
from tests.cast import Cast
from tests.contracts.seasons import department_of
from tests.factories import ProposedContractFactory, at

SPRING = date(2005, 5, 16)
BOARD = DEPARTMENT | STATE


def incumbent(cast: Cast) -> Contract:
    """Somebody with a contract of 2004-05 and none of 2005-06."""
    return department_of(cast, 1)[0]


def asked(cast: Cast) -> BulkRun:
    """HR has asked for the drafts of 2005-06."""
    incumbent(cast)
    found = bulk_preview.candidates("prepare", cast.agriculture, 2005, cast.hr, on=SPRING)
    wanted = bulk.Asked("prepare", cast.agriculture, 2005, {}, uuid.uuid4())
    return bulk.ask(wanted, found, {each.key for each in found}, by=cast.hr, on=SPRING, at=at(SPRING))


def proposed(cast: Cast) -> Contract:
    """A contract that waits for its employee."""
    return ProposedContractFactory(cast=cast)


def pressed(contract: Contract) -> dict:
    """What the page of preparing sends."""
    return {"key": str(uuid.uuid4()), "rows": [contract.position_id]}


ROWS = [
    # It leads on to the board of the only department there is to see.
    Row("contracts:season", page=NOBODY, knows=BOARD | {"other_director", "other_hr"}, scene=incumbent, args=[],
        day=SPRING),
    Row("contracts:board", page=BOARD, scene=incumbent, args=["agriculture", 2004], day=SPRING,
        tells=lambda contract: contract.employee.name, told=BOARD),
    Row("contracts:bulk", page=DEPARTMENT, act=DEPARTMENT, scene=incumbent, args=["prepare"],
        query="?department=agriculture&year=2005", day=SPRING, data=pressed,
        done=lambda contract: BulkRun.unscoped.exists()),
    Row("contracts:bulk_run", page=DEPARTMENT, scene=asked, day=SPRING),
    Row("contracts:sitting", page=EVERYBODY, act=EVERYBODY, done_status=200, scene=proposed, args=[],
        day=date(2004, 6, 15), data={"password": "not this one"}),
    # It only empties the own session; nobody else could tell whether it was done.
    Row("contracts:end_sitting", act=EVERYBODY, args=[], signed_out=(302, 302)),
]  # fmt: skip
