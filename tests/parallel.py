"""Several people pressing at the same moment: every act in a thread and a database connection of its own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connections

from accounts.acting import StepRefused

PATIENCE = 60  # seconds


def at_once(acts: Sequence[Callable[[], Any]]) -> list[Any]:
    """What each act gave, in their order: its result, or the StepRefused it met. Anything else is raised.

    The story needs a database without a transaction around it (`transactional_db`).
    """
    ready = Barrier(len(acts))

    def press(act: Callable[[], Any]) -> Any:
        try:
            ready.wait(PATIENCE)
            return act()
        except StepRefused as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as people:
        return [pressed.result(PATIENCE) for pressed in [people.submit(press, act) for act in acts]]


def won(results: Sequence[Any]) -> list[Any]:
    """The results of the acts that were done."""
    return [result for result in results if not isinstance(result, StepRefused)]


def lost(results: Sequence[Any]) -> list[str]:
    """What was said to those whose act was refused."""
    return [result.words for result in results if isinstance(result, StepRefused)]
