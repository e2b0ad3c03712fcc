"""The nightly job over every position: the night on which most is raised, an ordinary one after it, and the night of
July 1 when nobody has signed: a removal proposed for every position that is held."""

from collections.abc import Callable
from datetime import date, timedelta

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

import law
from benchmarks.measuring.installation import LARGE, SMALL, Installation
from benchmarks.measuring.rows import Row
from benchmarks.measuring.timing import seconds
from contracts.models import Contract
from law.duties import SHOWN_DAYS_AHEAD
from positions.models import Flag, Incumbency, NightlyRun, Placement, Removal
from records.today import now, today
from ses_admin import nightly

MOST_STATEMENTS = 40
MOST_MILLISECONDS = 1.0  # of processor time for each position
BOUND = f"≤ {MOST_STATEMENTS} SQL, the same at both sizes; ≤ {MOST_MILLISECONDS:g} ms each"


def measure(installation: Installation) -> list[Row]:
    """A row for each kind of night."""
    few, many = _nights(installation, SMALL), _nights(installation, LARGE)
    return [_row(name, few[name], many[name]) for name in many]


def _nights(installation: Installation, positions: int) -> dict[str, tuple[float, float, int]]:
    """By kind of night: processor time of the job, of reading its rows once, and SQL statements. Nothing is kept."""
    calendar = law.plan(law.DEFAULT_PLAN).calendar
    opens_on = calendar.year_ends(calendar.fiscal_year(today())) - timedelta(days=SHOWN_DAYS_AHEAD)
    found = {}
    with installation.using(positions), transaction.atomic():
        nightly.catch_up(until=opens_on - timedelta(days=1))
        july_1 = calendar.year_starts(calendar.fiscal_year(today()) + 1)
        for name, night in (
            ("nightly, most raised", opens_on),
            ("nightly, the night after", opens_on + timedelta(days=1)),
            ("nightly, July 1, none signed", july_1),
        ):
            _as_if_run_before(night)
            with CaptureQueriesContext(connection) as queries:
                took = seconds(_job(night))
            found[name] = (took, seconds(_read), len(queries))
        _require_proposals(july_1)
        transaction.set_rollback(True)
    return found


def _as_if_run_before(night: date) -> None:
    """The nights between are not made up: one night is measured."""
    before = night - timedelta(days=1)
    nothing = dict.fromkeys(("seconds", "raised", "settled", "reminded", "proposed"), 0)
    NightlyRun.objects.get_or_create(day=before, defaults={"ran_at": now(), "mailed": True, **nothing})


def _require_proposals(july_1: date) -> None:
    """Raises if a position that was held without a contract was not proposed: then nothing was measured."""
    held = Incumbency.unscoped.in_force(july_1).values("position").distinct().count()
    proposed = Removal.unscoped.filter(opened_on=july_1).count()
    if not held or proposed != held:
        raise RuntimeError(f"{proposed} removals were proposed for {held} positions that are held.")


def _job(night: date) -> Callable[[], object]:
    return lambda: nightly.catch_up(until=night)


def _read() -> None:
    """The same rows, once, as they lie in the database."""
    for model in (Placement, Incumbency, Contract, Flag):
        for _row in model.unscoped.values_list():
            pass


def _row(name: str, few: tuple[float, float, int], many: tuple[float, float, int]) -> Row:
    took, read, statements = many
    each = took / LARGE * 1000
    misses = [f"{each:.2f} ms for each position"] if each > MOST_MILLISECONDS else []
    misses += [f"{statements} statements"] if statements > MOST_STATEMENTS else []
    misses += [f"{few[2]} statements with {SMALL}, {statements} with {LARGE:,}"] if few[2] != statements else []
    return Row(
        name,
        f"one night and its mail, {LARGE:,} positions",
        f"{took:.1f} s, {each:.2f} ms for each position",
        f"{read:.1f} s",
        took / read,
        small_sql=few[2],
        large_sql=statements,
        bound=BOUND,
        misses=tuple(misses),
    )
