"""Which counts of a published table are hidden, so that none under five can be read or worked out from the others.

The table is a network: each count flows from one total to the next (department to level, level to what followed).
At every knot what flows in is what flows out, and a reader may use that. Zero is hidden too: that nobody, or
everybody, of a department got a level says what single people got.
"""

from collections import defaultdict
from collections.abc import Hashable, Mapping

FEWEST = 5
"""The smallest count that is shown."""

Edge = tuple[Hashable, Hashable]


def hidden(counts: Mapping[Edge, int], *, fewest: int = FEWEST) -> set[Edge]:
    """The counts that are not shown. `counts` has each count between two knots.

    A knot into which nothing flows has a known total, and so has one out of which nothing flows: how many were
    appraised is no rating. Hidden are the small counts, and as many others as it takes that

    - no single hidden count is the rest of a total, nor do the hidden ones of a total add up to a small count, and
    - for every hidden count there is another table, with the same shown figures, in which it is different.
    """
    covered = {edge for edge, number in counts.items() if number < fewest}
    while more := _told_by_totals(counts, covered, fewest) or _pinned(counts, covered):
        covered |= more
    return covered


def _knots(counts: Mapping[Edge, int]) -> dict[Hashable, tuple[list[Edge], list[Edge]]]:
    """What flows into each knot and out of it."""
    knots: dict[Hashable, tuple[list[Edge], list[Edge]]] = defaultdict(lambda: ([], []))
    for edge in counts:
        knots[edge[1]][0].append(edge)
        knots[edge[0]][1].append(edge)
    return knots


def _told_by_totals(counts: Mapping[Edge, int], covered: set[Edge], fewest: int) -> set[Edge]:
    """What to hide as well, because subtracting from one total would tell a hidden or a small count."""
    more = set()
    for into, out in _knots(counts).values():
        inside, outside = covered & set(into), covered & set(out)
        shown = [edge for edge in (*into, *out) if edge not in covered and edge not in more]
        if not shown or bool(inside) == bool(outside):  # nothing is hidden here, or on both sides
            continue
        here = inside or outside
        if len(here) == 1 or sum(counts[edge] for edge in here) < fewest:
            more.add(min(shown, key=lambda edge: counts[edge]))
    return more


def _pinned(counts: Mapping[Edge, int], covered: set[Edge]) -> set[Edge]:
    """What to hide as well, because of all the totals together leave a hidden count no other value."""
    shown = sorted((edge for edge in counts if edge not in covered), key=lambda edge: counts[edge])
    if not shown:
        return set()
    more = set()
    for edge in covered:
        if not _can_differ(edge, counts, covered):
            near = [other for other in shown if set(other) & set(edge)]
            more.add((near or shown)[0])
    return more


def _can_differ(edge: Edge, counts: Mapping[Edge, int], covered: set[Edge]) -> bool:
    """Whether a table with the same shown figures has another number here: one more or one less, moved in a circle."""
    steps: dict[Hashable, list[Hashable]] = defaultdict(list)
    for other in covered - {edge}:
        steps[other[0]].append(other[1])
        if counts[other]:
            steps[other[1]].append(other[0])
    tail, head = edge
    return _leads(steps, head, tail) or (counts[edge] > 0 and _leads(steps, tail, head))


def _leads(steps: Mapping[Hashable, list[Hashable]], start: Hashable, end: Hashable) -> bool:
    reached, waiting = {start}, [start]
    while waiting:
        for following in steps.get(waiting.pop(), ()):
            if following == end:
                return True
            if following not in reached:
                reached.add(following)
                waiting.append(following)
    return False
