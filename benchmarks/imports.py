"""Judging and taking a file of 8,155 positions, from CSV and from XLSX, beside csv.DictReader over the same rows."""

import json
import os
import subprocess
import sys

from accounts.models import Department
from benchmarks.measuring import bringing_in
from benchmarks.measuring.installation import LARGE, SMALL, TOP, Installation
from benchmarks.measuring.rows import Row

MOST_SECONDS = 30
MOST_MEGABYTES = 200
BOUND = f"≤ {MOST_SECONDS} s, ≤ {MOST_MEGABYTES} MB"


def measure(installation: Installation) -> list[Row]:
    """For each kind of file a row for judging it and one for taking it, each in a process of its own."""
    with installation.using(SMALL):
        departments = list(Department.objects.filter(is_principal=True).values_list("name", flat=True))
    files = bringing_in.write(installation.folder, rows=LARGE, departments=departments)
    found = {kind: _run(installation, files[kind]) for kind in ("csv", "xlsx")}
    reference = found["csv"]["reference"]
    return [row for kind, figures in found.items() for row in _rows(kind.upper(), figures, reference)]


def _run(installation: Installation, path) -> dict:
    run = subprocess.run(
        [sys.executable, "-m", "benchmarks.measuring.bringing_in", str(path)],
        cwd=TOP,
        env={**os.environ, **installation.database_url(installation.database(SMALL))},
        stdout=subprocess.PIPE,
        check=True,
    )
    return json.loads(run.stdout)


def _rows(kind: str, figures: dict, reference: float) -> list[Row]:
    rows = []
    for act, words in (("judged", "judged, nothing saved"), ("taken", "judged again and taken")):
        seconds, megabytes = figures[act], figures[f"{act}_megabytes"]
        misses = [f"{seconds:.1f} s"] if seconds > MOST_SECONDS else []
        misses += [f"{megabytes:.0f} MB"] if megabytes > MOST_MEGABYTES else []
        misses += [] if figures["new"] == LARGE else [f"{figures['new']} rows are new"]
        rows.append(
            Row(
                f"import, {kind}",
                f"{LARGE:,} positions {words}",
                f"{seconds:.1f} s, {megabytes:.0f} MB",
                f"{reference * 1000:.0f} ms",
                seconds / reference,
                large_sql=figures["sql"] if act == "judged" else None,
                bound=BOUND,
                misses=tuple(misses),
            )
        )
    return rows
