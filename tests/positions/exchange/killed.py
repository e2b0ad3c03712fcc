"""python -m tests.positions.exchange.killed STEP: a process that is killed while it takes a file, and what is left."""

import sys
import time

import django


def prepare() -> None:
    """The cast, and a file that waits to be taken."""
    from tests import cast as cast_module
    from tests.positions.exchange.bringing import POSITIONS, brought, csv_file

    cast = cast_module.assemble()
    rows = [[f"AG-{number}", "Chief", "Agriculture", "07/01/2004", ""] for number in range(3)]
    brought("positions", csv_file(POSITIONS, *rows), by=cast.reviewer)


def _take() -> None:
    from accounts.models import User
    from positions.exchange import acts
    from positions.models import Import
    from tests.positions.exchange.bringing import seen
    from tests.positions.scenes import DAY

    imported, by = Import.unscoped.get(), User.objects.get(email="rita.reviewer@example.org")
    acts.take(imported, mark=seen(imported, by=by).mark, by=by, on=DAY)


def die() -> None:
    """Take the file, and wait in the middle to be killed: positions are written, places are not."""
    from positions.models import Placement

    def wait(*_rows, **_more):
        print("in the middle", flush=True)
        time.sleep(600)

    Placement.unscoped.bulk_create = wait
    _take()


def again() -> None:
    """Say what is left, take the file, and say what there is then."""
    from positions.models import Import, Placement, Position
    from records import events
    from records.models import Event

    print(Position.unscoped.count(), Placement.unscoped.count(), Event.unscoped.count(), Import.unscoped.get().state)
    _take()
    print(Position.unscoped.count(), Placement.unscoped.count(), Import.unscoped.get().state, len(events.breaks()))


if __name__ == "__main__":
    django.setup()
    {"prepare": prepare, "die": die, "again": again}[sys.argv[1]]()
