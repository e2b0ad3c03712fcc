"""Timing two things against each other, so that a busy machine slows both."""

import time
from collections.abc import Callable
from statistics import median


def seconds(work: Callable[[], object]) -> float:
    """Processor time of this process for one run: other programs on the machine do not count."""
    start = time.process_time()
    work()
    return time.process_time() - start


def compare(
    measured: Callable[[], object], reference: Callable[[], object], *, times: int, warm_up: int = 2
) -> tuple[float, float]:
    """Median seconds of both, run in turn `times` times after `warm_up` runs that do not count."""
    for _each in range(warm_up):
        measured(), reference()
    pairs = [(seconds(measured), seconds(reference)) for _each in range(times)]
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)


def milliseconds(value: float) -> str:
    """ "12.3 ms" from seconds."""
    return f"{value * 1000:,.1f} ms"
