"""From the start of the web worker to its first answer, beside a bare Django project."""

from statistics import median

from benchmarks.measuring.installation import SMALL, Installation
from benchmarks.measuring.rows import Row
from benchmarks.measuring.serving import bare_project, site

MOST_SECONDS = 2.5
TIMES = 5


def measure(installation: Installation) -> list[Row]:
    """One row: medians of several starts, in turn, after one of each that does not count."""
    database = installation.database(SMALL)
    ours, bare = [], []
    for _each in range(TIMES + 1):
        with site(database=database, folder=installation.folder, workers=1) as served:
            ours.append(served.first_answer)
        with bare_project(folder=installation.folder, workers=1) as served:
            bare.append(served.first_answer)
    took, reference = median(ours[1:]), median(bare[1:])
    return [
        Row(
            "start-up",
            "web worker, start to first answer",
            f"{took:.2f} s",
            f"{reference:.2f} s",
            took / reference,
            bound=f"≤ {MOST_SECONDS} s",
            misses=(f"{took:.2f} s",) if took > MOST_SECONDS else (),
        )
    ]
