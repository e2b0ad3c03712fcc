"""python -m benchmarks [NAME...]: measure, print one table, exit 1 if a bound does not hold."""

import argparse
import importlib
import sys
import traceback

from benchmarks.measuring.installation import Installation
from benchmarks.measuring.rows import Row, broken, table

FIGURES = (
    "building",
    "list_pages",
    "detail_pages",
    "desks",
    "form1",
    "sealing",
    "archive",
    "start_up",
    "memory",
    "clients",
    "imports",
    "nightly",
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of: {', '.join(FIGURES)}; all unless named")
    names = parser.parse_args().names or FIGURES
    if unknown := [name for name in names if name not in FIGURES]:
        parser.error(f"There is no figure {unknown[0]}. There are: {', '.join(FIGURES)}.")
    rows: list[Row] = []
    with Installation() as installation:
        for name in names:
            print(f"Measuring {name}", file=sys.stderr, flush=True)
            try:
                rows += importlib.import_module(f"benchmarks.{name}").measure(installation)
            except Exception as trouble:  # the other figures are measured all the same
                traceback.print_exc()
                rows.append(broken(name, "", "", f"it could not be measured: {trouble}"))
    print(table(rows))
    missed = [row for row in rows if row.misses]
    for row in missed:
        print(f"\n{row.name} misses its bound: {'; '.join(row.misses)}.")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
