"""A file of FTE counts by which a department falls below its positions (CO-CAP-6)."""

import pytest

from positions.models import AllotmentReview, Placement
from records.models import Event
from tests.positions import scenes
from tests.positions.exchange.bringing import FTE, csv_file, taken


@pytest.mark.parametrize(("fte", "reviews"), [("199.9", 1), ("200.0", 0), ("300.0", 0)])
def test_co_cap_6_a_count_from_a_file_sends_a_department_to_review_and_takes_nothing_away(cast, fte, reviews):
    scenes.fill(cast.agriculture, 2)
    taken("fte", csv_file(FTE, ["Agriculture", "2004-05", fte, "Report of July 2004"]), by=cast.reviewer)
    found = AllotmentReview.unscoped.filter(department=cast.agriculture, state="open")
    assert found.count() == reviews
    assert Placement.unscoped.filter(department=cast.agriculture, ends_on=None).count() == 2
    if reviews:
        assert (found.get().placed, found.get().most) == (2, 1)


def test_co_cap_6_two_years_in_one_file_begin_one_review(cast):
    scenes.fill(cast.agriculture, 2)
    rows = [["Agriculture", year, "120.0", "Report"] for year in ("2004-05", "2003-04")]
    taken("fte", csv_file(FTE, *rows), by=cast.reviewer)
    assert AllotmentReview.unscoped.filter(department=cast.agriculture).count() == 1


def test_what_a_file_brought_is_told_without_a_full_stop_as_all_events_are(cast):
    taken("fte", csv_file(FTE, ["Agriculture", "2004-05", "300.0", "Report of July 2004"]), by=cast.reviewer)
    words = Event.unscoped.get(kind="fte_count", verb="record").words
    assert words == "300.0 permanent FTE of Agriculture for 2004-05 are recorded"
