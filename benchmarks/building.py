"""Building the data that everything else is measured on: time, and memory, which must not grow with the data."""

from benchmarks.measuring.installation import LARGE, SMALL, Installation
from benchmarks.measuring.rows import Row


def measure(installation: Installation) -> list[Row]:
    """One row."""
    for positions in (SMALL, LARGE):
        installation.database(positions)
    small, large = installation.built[SMALL], installation.built[LARGE]
    return [
        Row(
            "scale data",
            f"demo --scale {LARGE}, beside --scale {SMALL}",
            f"{large.seconds:.0f} s of processor time, {large.megabytes:.0f} MB",
            f"{small.seconds:.0f} s, {small.megabytes:.0f} MB",
        )
    ]
