"""Bringing in files of departments, counts, people, positions and appointments."""

from accounts.models import User
from positions.exchange import acts
from positions.models import Import
from tests.access.table import STATE, Row
from tests.cast import Cast
from tests.positions.exchange.bringing import PEOPLE, POSITIONS, brought, csv_file, seen
from tests.positions.scenes import DAY

TAKERS = {"administrator", "reviewer"}
SEES = TAKERS | STATE
PAGES = SEES | {"hr", "other_hr"}
ROSA = ["Rosa Whitehorse", "rosa@example.org"]


def people(cast: Cast) -> Import:
    """A file of people that can be taken, for the whole state."""
    return brought("people", csv_file(PEOPLE, ROSA), by=cast.reviewer)


def positions(cast: Cast) -> Import:
    """A file of positions of Agriculture, brought in by its HR."""
    file = csv_file(POSITIONS[:3], ["AG-1", "Chief of Staff", "Agriculture"])
    return brought("positions", file, by=cast.hr, department=cast.agriculture)


def left_out(cast: Cast) -> Import:
    """A file whose bad row was left out."""
    imported = brought("people", csv_file(PEOPLE, ROSA, ["Nobody", "no address"]), by=cast.reviewer)
    mark = seen(imported, by=cast.reviewer).mark
    acts.take(imported, mark=mark, only_good=True, by=cast.reviewer, on=DAY)
    return imported


def mark(imported: Import) -> dict[str, str]:
    """What the page of the file sends along."""
    by = User.objects.get(email="rita.reviewer@example.org")
    return {"mark": seen(imported, by=by).mark}


ROWS = [
    Row("positions:exchange", page=PAGES, args=[], scene=people, tells="rows.csv", told=SEES),
    Row("positions:exchange", page=PAGES, args=[], query="?export=csv", scene=people, tells="rows.csv", told=SEES),
    Row(
        "positions:bring_in",
        page=TAKERS,
        act=TAKERS,
        knows=PAGES - TAKERS,
        args=["people"],
        data=lambda cast: {"file": csv_file(PEOPLE, ROSA)},
        done=lambda cast: Import.unscoped.exists(),
    ),
    Row(
        "positions:bring_in",
        page=TAKERS | {"hr", "other_hr"},
        act=TAKERS | {"hr", "other_hr"},
        knows=PAGES,
        args=["positions"],
        data=lambda cast: {"file": csv_file(POSITIONS[:3], ["AG-1", "Chief", "Agriculture"])},
        done=lambda cast: Import.unscoped.exists(),
    ),
    Row("positions:template", page=PAGES, args=["people", "csv"]),
    Row("positions:template", page=PAGES, args=["positions", "xlsx"]),
    Row("positions:import", page=SEES, scene=people, tells="Rosa Whitehorse", told=SEES),
    Row(
        "positions:import",
        page=SEES | {"hr", "director"},
        scene=positions,
        tells="Chief of Staff",
        told=SEES | {"hr", "director"},
    ),
    Row("positions:import", page=SEES, scene=people, query="?export=xlsx"),
    Row(
        "positions:take_import",
        act=TAKERS,
        knows=SEES,
        scene=people,
        data=mark,
        done=lambda imported: User.objects.filter(email="rosa@example.org").exists(),
    ),
    Row(
        "positions:take_import",
        act=TAKERS | {"hr"},
        knows=SEES | {"director"},
        scene=positions,
        data=mark,
        done=lambda imported: imported.state == "taken",
    ),
    Row(
        "positions:set_aside_import",
        act=TAKERS,
        knows=SEES,
        scene=people,
        done=lambda imported: imported.state == "set_aside",
    ),
    Row("positions:import_file", page=SEES, scene=people, tells="rosa@example.org", told=SEES),
    Row("positions:import_rest", page=SEES, scene=left_out, tells="no address", told=SEES),
]
