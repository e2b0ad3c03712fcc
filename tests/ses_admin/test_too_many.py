"""The desk of DPA/DHR and a department that has more positions than it may have (CO-CAP-6)."""

from datetime import date
from decimal import Decimal

import pytest

from positions import allotment_reviews, departments
from positions.models import FteCount
from ses_admin.waiting_positions import place_items
from tests.positions import scenes
from tests.positions.scenes import DAY

NEXT_YEAR = date(2005, 7, 1)


def rows(user, *, on=DAY):
    standings = departments.standings(departments.shown_to(user, on=on), on=on)
    return [(item.what, item.rule, item.is_mine) for item in place_items(user, on=on, standings=standings)]


def fall(cast, fte="199.9"):
    scenes.fill(cast.agriculture, 2)
    FteCount.unscoped.create(department=cast.agriculture, fiscal_year=2004, fte=Decimal(fte), source="Report")


@pytest.mark.parametrize(("fte", "asked"), [("199.9", True), ("200.0", False), ("200.1", False)])
def test_co_cap_6_a_department_with_too_many_positions_waits_for_its_review(cast, fte, asked):
    fall(cast, fte)
    row = ("Open a review of Agriculture, which has too many positions", "CO-CAP-6", True)
    assert (row in rows(cast.reviewer)) is asked


def test_co_cap_6_under_review_or_settled_this_fiscal_year_it_is_not_asked_again(cast):
    fall(cast)
    review = allotment_reviews.open_review(cast.agriculture, by=cast.reviewer, on=DAY)
    assert [what for what, *_more in rows(cast.personnel_director)] == [
        "Settle the review of Agriculture, which has too many positions"
    ]
    allotment_reviews.settle(review, outcome="kept", reason="Growing again.", by=cast.personnel_director, on=DAY)
    assert rows(cast.reviewer) == []
    assert [what for what, *_more in rows(cast.reviewer, on=NEXT_YEAR)] == [
        "Open a review of Agriculture, which has too many positions"
    ]


def test_who_may_only_look_sees_whom_it_waits_for(cast):
    fall(cast)
    assert [mine for _what, _rule, mine in rows(cast.auditor)] == [False]
