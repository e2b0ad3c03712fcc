"""python -m benchmarks.measuring.bringing_in FILE: judge and take a file of positions, and say what it took."""

import csv
import json
import resource
import sys
import time
from pathlib import Path


def write(folder: Path, *, rows: int, departments: list[str]) -> dict[str, Path]:
    """The same positions, none of them in the SES, as CSV and as XLSX."""
    from accounts import exports
    from positions.exchange.subjects import SUBJECTS

    headings = [column.heading for column in SUBJECTS["positions"].columns]
    cells = [
        [
            f"IM-{10000 + row}",
            f"Director of office {row % 90}",
            departments[row % len(departments)],
            f"Division {row % 9}",
            "yes",
            "",
            "",
            "",
        ]
        for row in range(rows)
    ]
    paths = {kind: folder / f"positions.{kind}" for kind in exports.KINDS}
    paths["csv"].write_bytes(exports.as_csv(headings, cells))
    paths["xlsx"].write_bytes(exports.as_xlsx([("Positions", headings, cells)]))
    return paths


def main(path: Path) -> None:
    """Judge the file as its page does, take it, undo that, and print the figures."""
    import django

    django.setup()
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext

    from accounts.models import Membership
    from positions.exchange import acts
    from records.today import today

    start = time.process_time()
    with path.open(encoding="utf-8-sig", newline="") if path.suffix == ".csv" else open("/dev/null") as file:
        read = sum(1 for _row in csv.DictReader(file))
    reference = time.process_time() - start
    who = {"by": Membership.unscoped.filter(office="reviewer").first().user, "on": today()}
    with transaction.atomic():
        brought = acts.upload("positions", SimpleUploadedFile(path.name, path.read_bytes()), **who)
        start = time.process_time()
        with CaptureQueriesContext(connection) as queries:
            now = acts.preview(brought, **who)
        judged = time.process_time() - start
        most_judged = _megabytes()
        start = time.process_time()
        acts.take(brought, mark=now.mark, **who)
        taken = time.process_time() - start
        transaction.set_rollback(True)
    figures = {
        "rows": len(now.outcomes),
        "new": now.new,
        "read": read,
        "reference": reference,
        "judged": judged,
        "taken": taken,
        "sql": len(queries),
        "judged_megabytes": most_judged,
        "taken_megabytes": _megabytes(),
    }
    print(json.dumps(figures))


def _megabytes() -> float:
    """The most memory that this process ever held."""
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


if __name__ == "__main__":
    main(Path(sys.argv[1]))
