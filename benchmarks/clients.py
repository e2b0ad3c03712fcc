"""Eight clients at once on the list pages of two web workers, beside a bare Django page served the same way."""

import http.client
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import cycle, islice
from statistics import median, quantiles

from benchmarks.measuring import mixed
from benchmarks.measuring.installation import LARGE, SMALL, Installation
from benchmarks.measuring.rows import Row
from benchmarks.measuring.serving import bare_project, fetch, site

CLIENTS = 8
WORKERS = 2
EACH = 60  # pages for each client
WARM_UP = 5  # pages of each client that do not count
MOST_SPREAD = 3.0


@dataclass(frozen=True)
class Load:
    """How it went: pages in a second, seconds for each page, and the answers that were no page."""

    rate: float
    times: list[float]
    failed: list[str]

    @property
    def spread(self) -> float:
        """The 95th percentile ÷ the median."""
        return self.p95 / median(self.times)

    @property
    def p95(self) -> float:
        """Seconds within which 95 of 100 pages came."""
        return quantiles(self.times, n=20)[-1]

    def __str__(self) -> str:
        return f"{self.rate:.0f} pages/s, median {median(self.times) * 1000:.0f} ms, p95 {self.p95 * 1000:.0f} ms"


def measure(installation: Installation) -> list[Row]:
    """A row for each database. The ratio is pages in a second against the bare page."""
    with bare_project(folder=installation.folder, workers=WORKERS) as served:
        bare = _load(served.port, [("/", "")])
    return [_row(installation, positions, bare) for positions in (SMALL, LARGE)]


def _row(installation: Installation, positions: int, bare: Load) -> Row:
    pages = mixed.lists(installation, positions)
    with site(database=installation.database(positions), folder=installation.folder, workers=WORKERS) as served:
        ours = _load(served.port, pages)
    misses = list(ours.failed[:3])
    if ours.spread > MOST_SPREAD:
        misses.append(f"p95 is {ours.spread:.1f} times the median")
    return Row(
        "8 clients",
        f"list pages, 2 workers, {positions:,} positions",
        f"{ours}, p95/median {ours.spread:.1f}, {len(ours.failed)} errors",
        str(bare),
        ours.rate / bare.rate,
        bound=f"no error, p95/median ≤ {MOST_SPREAD:.0f}",
        misses=tuple(misses),
    )


def _load(port: int, pages: list[tuple[str, str]]) -> Load:
    with ThreadPoolExecutor(CLIENTS) as clients:
        list(clients.map(lambda number: _client(port, pages, number, WARM_UP), range(CLIENTS)))
        start = time.monotonic()
        results = list(clients.map(lambda number: _client(port, pages, number, EACH), range(CLIENTS)))
        took = time.monotonic() - start
    times = [each for times, _failed in results for each in times]
    return Load(len(times) / took, times, [each for _times, failed in results for each in failed])


def _client(port: int, pages: list[tuple[str, str]], number: int, count: int) -> tuple[list[float], list[str]]:
    """One client, one page after the other; each client begins with another page."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    times, failed = [], []
    for url, cookies in islice(cycle(pages), number, number + count):
        start = time.monotonic()
        try:
            status, body = fetch(connection, url, cookies)
        except (OSError, http.client.HTTPException) as trouble:
            connection.close()
            failed.append(f"{url}: {trouble}")
            continue
        times.append(time.monotonic() - start)
        if status != 200 or b"</html>" not in body:
            failed.append(f"{url} answered {status}")
    connection.close()
    return times, failed
