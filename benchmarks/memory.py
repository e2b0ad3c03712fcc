"""Resident memory of a web worker after 1,000 mixed pages, beside a bare Django project after as many."""

import http.client
from itertools import cycle, islice

from benchmarks.measuring import mixed
from benchmarks.measuring.installation import LARGE, Installation
from benchmarks.measuring.rows import Row
from benchmarks.measuring.serving import Served, bare_project, fetch, site

PAGES = 1000
MORE = 100  # pages after a form was printed
MOST_MEGABYTES = 130


def measure(installation: Installation) -> list[Row]:
    """Two rows: after pages, which is bounded; and after a form was printed as well, which is reported."""
    pages, form = mixed.pages(installation), mixed.blank_form(installation)
    with site(database=installation.database(LARGE), folder=installation.folder, workers=1) as served:
        [before] = served.workers()
        failed = _read(served, pages, PAGES)
        [after] = served.workers()
        failed += _read(served, [form, *pages], MORE)
        [printed] = served.workers()
    with bare_project(folder=installation.folder, workers=1) as served:
        _read(served, [("/", "")], PAGES)
        [bare] = served.workers()
    misses = failed[:3]
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
        ),
        Row(
            "memory, printing",
            "the same worker after it printed one form",
            f"{printed:.0f} MB",
            f"{after:.0f} MB",
            printed / after,
        ),
    ]


def _read(served: Served, mix: list[tuple[str, str]], count: int) -> list[str]:
    """Ask for so many pages of the mix; what did not answer with a page."""
    failed = []
    for url, cookies in islice(cycle(mix), count):
        # A connection of its own each, so that all threads of the worker are used.
        connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=60)
        status, _body = fetch(connection, url, cookies)
        connection.close()
        if status != 200:
            failed.append(f"{url} answered {status}")
    return failed
