"""Counts under five: hidden, and not to be worked out by anybody who adds and subtracts."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appraisals.hidden import FEWEST, hidden

LEVELS = (1, 2, 3)


def spread(rows: list[tuple[int, ...]]) -> dict:
    """Departments by level; the counts of all departments flow into one end, whose total is known."""
    counts = {(("department", place), level): number for place, row in enumerate(rows) for level, number in row_of(row)}
    for place, level in enumerate(LEVELS[: len(rows[0])]):
        counts[level, "end"] = sum(row[place] for row in rows)
    return counts


def row_of(row: tuple[int, ...]) -> list[tuple[int, int]]:
    return list(zip(LEVELS, row, strict=False))


def shown(rows: list[tuple[int, ...]]) -> list[list[int | None]]:
    """The table as it is published, all departments last."""
    counts = spread(rows)
    unshown = hidden(counts)

    def told(edge):
        return None if edge in unshown else counts[edge]

    levels = LEVELS[: len(rows[0])]
    table = [[told((("department", place), level)) for level in levels] for place in range(len(rows))]
    return [*table, [told((level, "end")) for level in levels]]


@pytest.mark.parametrize(("number", "is_shown"), [(4, False), (5, True), (6, True)])
def test_a_count_under_five_is_hidden(number, is_shown):
    table = shown([(number, 20, 30), (20, 20, 20), (20, 20, 20)])
    assert (table[0][0] is not None) == is_shown


def test_zero_is_hidden_too_so_that_nobody_learns_that_all_of_a_department_got_one_level():
    assert shown([(8, 0, 0), (20, 20, 20), (20, 20, 20)])[0] == [None, None, None]


def test_one_hidden_count_is_never_alone_in_its_line():
    table = shown([(2, 20, 30), (20, 20, 20), (20, 20, 20)])
    assert sum(each is None for each in table[0]) >= 2
    column = [row[0] for row in table]
    assert sum(each is None for each in column) >= 2


def test_the_hidden_ones_of_a_department_do_not_add_up_to_a_few():
    table = shown([(1, 2, 30), (20, 20, 20), (20, 20, 20)])
    assert table[0] == [None, None, None]


def test_where_everything_is_large_nothing_is_hidden():
    assert shown([(5, 6, 7), (8, 9, 10)]) == [[5, 6, 7], [8, 9, 10], [13, 15, 17]]


def others(rows: list[tuple[int, ...]], fewest: int) -> list[dict]:
    """Every table that a reader who knows the shown figures and the totals of the departments must think possible."""
    counts = spread(rows)
    unshown = hidden(counts, fewest=fewest)
    possible = []
    for table in product(*(list(divided(sum(row), len(row))) for row in rows)):
        other = spread(list(table))
        if all(other[edge] == counts[edge] for edge in counts if edge not in unshown):
            possible.append(other)
    return possible


def divided(total: int, parts: int):
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in divided(total - first, parts - 1):
            yield (first, *rest)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(*[st.integers(0, 4)] * 3), min_size=2, max_size=3))
def test_for_every_hidden_count_another_number_is_possible(rows):
    fewest = 2  # small enough to try every other table
    rows = [row for row in rows if sum(row)]
    if not rows or len(rows) > 2 and sum(map(sum, rows)) > 15:
        return
    counts = spread(rows)
    unshown = hidden(counts, fewest=fewest)
    assert all(counts[edge] >= fewest for edge in counts if edge not in unshown)
    possible = others(rows, fewest)
    for edge in unshown:
        if len(rows) == 1 and sum(rows[0]) == 0:
            continue
        assert len({other[edge] for other in possible}) > 1, (rows, edge)


def test_the_smallest_number_shown_is_five():
    assert FEWEST == 5
