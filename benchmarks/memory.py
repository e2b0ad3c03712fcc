"""Resident memory of a web worker after 1,000 mixed pages, beside a bare Django project after as many."""

import http.client
from itertools import cycle, islice

from benchmarks.measuring import mixed
from benchmarks.measuring.installation import LARGE, Installation
from benchmarks.measuring.rows import Row
from benchmarks.measuring.serving import Served, bare_project, fetch, site

PAGES = 1000
MOST_MEGABYTES = 130


def measure(installation: Installation) -> list[Row]:
    """One row."""
    mix = mixed.pages(installation)
    with site(database=installation.database(LARGE), folder=installation.folder, workers=1) as served:
        before, after, failed = _read(served, mix)
    with bare_project(folder=installation.folder, workers=1) as served:
        _bare_before, bare, _failed = _read(served, [("/", "")])
    misses = [f"{url} answered {status}" for url, status in failed[:3]]
    if after > MOST_MEGABYTES:
        misses.append(f"{after:.0f} MB")
    return [
        Row(
            "memory",
            f"web worker after {PAGES:,} mixed pages",
            f"{after:.0f} MB ({before:.0f} before)",
            f"{bare:.0f} MB",
            after / bare,
            bound=f"≤ {MOST_MEGABYTES} MB",
            misses=tuple(misses),
        )
    ]


def _read(served: Served, mix: list[tuple[str, str]]) -> tuple[float, float, list[tuple[str, int]]]:
    """Megabytes before and after, and what did not answer with a page."""
    [before], failed = served.workers(), []
    for url, cookies in islice(cycle(mix), PAGES):
        # A connection of its own each: a worker's threads share the work as they would.
        connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=60)
        status, _body = fetch(connection, url, cookies)
        connection.close()
        if status != 200:
            failed.append((url, status))
    [after] = served.workers()
    return before, after, failed
