"""What an appraisal says to the files of its contract: until when they are kept."""

from datetime import date

import pytest

from contracts import retention
from tests.appraisals.scenes import final, released, sign

MUCH_LATER = date(2011, 1, 10)


def test_a_form_is_complete_on_the_day_its_appraisal_is_final_when_that_is_after_the_year(cast):
    appraisal = released(cast)
    for who in (cast.executive, cast.superior, cast.director):
        sign(appraisal, who, on=date(2005, 7, 20))
    days = retention.term(appraisal.contract, on=MUCH_LATER)
    assert (days.completed_on, days.kept_through) == (date(2005, 7, 20), date(2010, 7, 20))


@pytest.mark.parametrize("made", [released, final])
def test_before_that_the_last_day_of_the_year_counts(cast, made):
    days = retention.term(made(cast).contract, on=MUCH_LATER)
    assert (days.completed_on, days.kept_through) == (date(2005, 6, 30), date(2010, 6, 30))
