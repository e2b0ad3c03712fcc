from datetime import date

import pytest

from law.colorado import contracts

from .facts import FLAGS, FORBIDS

FROZEN = date(2004, 6, 1)
TODAY = date(2004, 7, 5)


def weights(findings) -> list[tuple]:
    return [(finding.code, finding.weight) for finding in findings]


@pytest.mark.parametrize(
    ("signed_on", "expected"),
    [
        (date(2004, 4, 30), [("CO-CON-4", FORBIDS)]),
        (date(2004, 5, 1), [("CO-CON-4", FLAGS)]),
        (date(2004, 5, 31), [("CO-CON-4", FLAGS)]),
        (FROZEN, []),
        (date(2004, 6, 2), []),
        (date(2004, 6, 30), []),
        (date(2004, 7, 1), []),
        (TODAY, []),
        (date(2004, 7, 6), [("CO-CON-4", FORBIDS)]),
    ],
)
def test_paper_counts_for_its_own_day_which_is_not_still_to_come(signed_on, expected):
    assert weights(contracts.check_paper_day(signed_on=signed_on, frozen_on=FROZEN, on=TODAY)) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (None, []),
        (date(2004, 6, 14), []),
        (date(2004, 6, 15), []),
        (date(2004, 6, 16), [("CO-CON-4", FLAGS)]),
    ],
)
def test_a_line_dated_before_the_one_above_it_is_flagged(before, expected):
    assert weights(contracts.check_paper_order(signed_on=date(2004, 6, 15), before=before, on=TODAY)) == expected


@pytest.mark.parametrize(("only_own", "expected"), [(False, []), (True, [("CO-CON-4", FORBIDS)])])
def test_nobody_is_the_only_witness_of_their_own_signature(only_own, expected):
    assert weights(contracts.check_attestation(attests_only_own=only_own, on=TODAY)) == expected
