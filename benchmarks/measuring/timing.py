"""Timing two things against each other, so that a busy machine slows both."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from statistics import median

from django.db import connections


def seconds(work: Callable[[], object]) -> float:
    """Processor time of this process for one run: other programs on the machine do not count."""
    start = time.process_time()
    work()
    return time.process_time() - start


def compare(
    measured: Callable[[], object], reference: Callable[[], object], *, times: int, warm_up: int = 2
) -> tuple[float, float]:
    """Median seconds of both, run in turn `times` times after `warm_up` runs that do not count.

    In a thread of their own, as a web worker answers: how deep the caller stands on its stack would change the
    figures by a third, because Python gets and gives back memory whenever a call crosses the end of a block.
    """

    def runs() -> list[tuple[float, float]]:
        try:
            for _each in range(warm_up):
                measured(), reference()
            return [(seconds(measured), seconds(reference)) for _each in range(times)]
        finally:
            connections.close_all()  # this thread's own

    with ThreadPoolExecutor(1) as thread:
        pairs = thread.submit(runs).result()
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)


def milliseconds(value: float) -> str:
    """ "12.3 ms" from seconds."""
    return f"{value * 1000:,.1f} ms"
