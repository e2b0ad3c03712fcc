"""A file that was brought in stays what it was, and what came of it stays: the database refuses everything else."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from positions.exchange import acts
from positions.models import Import
from tests.positions.exchange.bringing import FTE, brought, csv_file, seen
from tests.positions.scenes import DAY


def checked(cast) -> Import:
    row = ["Agriculture", "2004-05", "440.2", "Report of July 2004"]
    return brought("fte", csv_file(FTE, row), by=cast.reviewer)


def taken(cast) -> Import:
    imported = checked(cast)
    acts.take(imported, mark=seen(imported, by=cast.reviewer).mark, by=cast.reviewer, on=DAY)
    return imported


def set_aside(cast) -> Import:
    imported = checked(cast)
    acts.set_aside(imported, by=cast.reviewer, on=DAY)
    return imported


def refused(imported: Import, **changes) -> None:
    with pytest.raises(DatabaseError, match="kept row in positions_import is refused"), transaction.atomic():
        Import.unscoped.filter(pk=imported.pk).update(**changes)


CHANGES = [
    {"subject": "people"},
    {"uploaded_on": date(2004, 8, 31)},
    {"counts": {"add": 99}},
    {"ended_on": DAY},
    {"department": None, "plan": "another"},
]


@pytest.mark.parametrize("changes", CHANGES)
@pytest.mark.parametrize("scene", [checked, taken, set_aside])
def test_a_file_is_not_rewritten_whatever_became_of_it(cast, scene, changes):
    refused(scene(cast), **changes)


@pytest.mark.parametrize("of", ["document", "uploaded_by", "department"])
@pytest.mark.parametrize("scene", [checked, taken])
def test_what_is_judged_is_what_came(cast, scene, of):
    others = {"document": checked(cast).document, "uploaded_by": cast.administrator, "department": cast.agriculture}
    refused(scene(cast), **{of: others[of]})


def test_taking_does_not_change_what_came(cast):
    refused(checked(cast), state="taken", ended_on=DAY, uploaded_by=cast.administrator)
    refused(checked(cast), state="taken", ended_on=DAY, department=cast.agriculture)
    refused(checked(cast), state="taken")


@pytest.mark.parametrize(("scene", "state"), [(taken, "checked"), (taken, "set_aside"), (set_aside, "checked")])
def test_what_is_over_is_not_opened_again(cast, scene, state):
    refused(scene(cast), state=state)


@pytest.mark.parametrize("scene", [checked, taken, set_aside])
def test_no_file_is_forgotten(cast, scene):
    imported = scene(cast)
    with pytest.raises(DatabaseError, match="DELETE of a kept row"), transaction.atomic():
        Import.unscoped.filter(pk=imported.pk)._raw_delete("default")


def test_nothing_is_written_down_as_taken_that_nobody_judged(cast):
    one = checked(cast)
    about = {"document": acts.files.store(b"x", name="x.csv", content_type="text/csv", purpose="import", by=None)}
    with pytest.raises(DatabaseError, match="INSERT of a kept row"), transaction.atomic():
        Import.unscoped.create(
            subject=one.subject, state="taken", uploaded_by=cast.reviewer, uploaded_on=DAY, ended_on=DAY, **about
        )
