"""Published ceilings: recorded by DPA/DHR or the administrator, with a source, and only ever added to."""

from datetime import date
from decimal import Decimal

import pytest

from contracts import ceilings
from contracts.models import PayCeiling
from records import events as chain
from tests.contracts.stories import everybody_but, last_event, refused

ON = date(2005, 5, 2)
PLAN = "colorado-ses"


def record(by, *, amount="11000.00", fiscal_year=2005, source="Job evaluation letter 05-01", **more) -> PayCeiling:
    return ceilings.record_ceiling(fiscal_year=fiscal_year, amount=Decimal(amount), source=source, by=by, on=ON, **more)


@pytest.mark.parametrize("office", ["reviewer", "personnel_director", "administrator"])
def test_a_ceiling_is_recorded_with_its_source(cast, office):
    person = getattr(cast, office)
    ceiling = record(person)

    assert (ceiling.state, ceiling.recorded_on, ceiling.amount) == ("recorded", ON, Decimal("11000.00"))
    assert (ceiling.is_computed, ceiling.is_demonstration) == (False, False)
    assert PayCeiling.objects.of_year(PLAN, 2005) == ceiling
    event = last_event(ceiling)
    assert (event.verb, event.start, event.end, event.actor, event.on) == ("record", "", "recorded", person, ON)
    assert event.words == "Recorded the ceiling of $11,000 per month for FY 2005-06"
    assert event.facts == {"year": 2005, "amount": "11000.00", "source": "Job evaluation letter 05-01"}


def test_nobody_else_records_a_ceiling(cast):
    for person in everybody_but(cast, "reviewer", "personnel_director", "administrator"):
        with refused(words="This takes the office of"):
            record(person)


@pytest.mark.parametrize("source", ["", "  "])
def test_a_figure_without_a_source_is_not_recorded(cast, source):
    with refused(words="Write where the figure comes from"):
        record(cast.reviewer, source=source)


@pytest.mark.parametrize("amount", ["0", "-1"])
def test_a_ceiling_is_above_zero(cast, amount):
    with refused(words="must be above zero"):
        record(cast.reviewer, amount=amount)


def test_the_printed_ceiling_of_2004_05_is_known_from_the_start(db):
    ceiling = PayCeiling.objects.of_year(PLAN, 2004)
    assert ceiling.amount == Decimal("10763.00")
    assert "SES Form 1" in ceiling.source


def test_a_year_nobody_published_has_no_ceiling(db):
    assert PayCeiling.objects.of_year(PLAN, 2005) is None


def test_a_correction_is_a_later_row_and_the_earlier_one_stays(cast):
    wrong = record(cast.reviewer, amount="1100.00")
    right = record(cast.administrator, amount="11000.00")
    assert PayCeiling.objects.of_year(PLAN, 2005) == right
    assert set(PayCeiling.objects.filter(fiscal_year=2005)) == {wrong, right}
    assert chain.breaks() == []


def test_where_only_the_regular_lid_is_known_the_ceiling_offered_is_a_quarter_more(cast):
    """Reading 1: $8,610 a month gives the $10,763 that the form prints."""
    offered = ceilings.computed_ceiling(Decimal("8610"), on=ON)
    assert offered == Decimal("10763")
    assert record(cast.reviewer, amount=str(offered), is_computed=True).is_computed
