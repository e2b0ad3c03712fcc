"""The list of published ceilings, and recording one: with its source, or offered from the lid."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from contracts.models import PayCeiling
from tests.contracts.page import buttons, filled, said, words

DAY = date(2005, 5, 2)
LIST, RECORD = reverse("contracts:ceilings"), reverse("contracts:record_ceiling")
FIGURE = {"fiscal_year": "2005", "amount": "$11,000", "source": "DPA/DHR letter of April 20, 2005, page 1"}


def test_the_first_ceiling_is_the_one_that_the_form_prints(cast, visit):
    page = visit(cast.stranger, on=DAY).get(LIST)
    assert "2004-05 $10,763 published SES Form 1, Notes, second note" in words(page)
    assert buttons(page) == []


def test_a_figure_is_recorded_with_its_source(cast, visit):
    browser = visit(cast.reviewer, on=DAY)
    assert buttons(browser.get(LIST)) == ["Record a ceiling"]
    done = browser.post(RECORD, FIGURE)
    assert done["Location"] == LIST
    assert "$11,000 per month" in said(done)
    ceiling = PayCeiling.objects.get(fiscal_year=2005)
    assert (ceiling.amount, ceiling.source, ceiling.recorded_on) == (Decimal("11000"), FIGURE["source"], DAY)
    assert (ceiling.is_computed, ceiling.is_demonstration) == (False, False)


def test_a_correction_is_a_later_entry_and_the_list_says_which_holds(cast, visit):
    browser = visit(cast.administrator, on=DAY)
    browser.post(RECORD, FIGURE)
    browser.post(RECORD, FIGURE | {"amount": "11,050"})
    assert PayCeiling.objects.of_year("colorado-ses", 2005).amount == Decimal("11050")
    told = words(browser.get(LIST))
    assert told.index("2005-06 $11,050 published") < told.index("2005-06 $11,000 published; replaced by a later entry")


def test_from_the_lid_a_ceiling_is_offered_and_not_recorded(cast, visit):
    page = visit(cast.reviewer, on=DAY).post(RECORD, {"fiscal_year": "2005", "lid": "8,610", "offer": "offer"})
    form = filled(page)
    assert form["amount"] == ["10,763"]
    assert form["is_computed"] == ["on"]
    assert form["fiscal_year"] == ["2005"]
    assert "Please look at this again" not in words(page)
    assert not PayCeiling.objects.filter(fiscal_year=2005).exists()


def test_an_offered_figure_that_is_recorded_stays_marked_as_computed(cast, visit):
    browser = visit(cast.reviewer, on=DAY)
    browser.post(RECORD, FIGURE | {"is_computed": "on"})
    assert "computed from the lid, not yet confirmed" in words(browser.get(LIST))


def test_an_offer_without_a_lid_asks_for_the_lid_only(cast, visit):
    page = visit(cast.reviewer, on=DAY).post(RECORD, {"fiscal_year": "2005", "offer": "offer"})
    told = words(page)
    assert "Write the Management range maximum, in dollars per month." in told
    assert "Write where the figure comes from." not in told


@pytest.mark.parametrize(
    ("changed", "said_there"),
    [
        ({"source": ""}, "Write where the figure comes from."),
        ({"amount": ""}, "Write the ceiling, or have it offered from the lid."),
        ({"amount": "much"}, "Write an amount in dollars"),
        ({"amount": "0"}, "Write an amount above zero."),
        ({"fiscal_year": "1999"}, "Choose one of the list; “1999” is not in it."),
    ],
)
def test_bad_input_is_told_and_nothing_is_recorded(cast, visit, changed, said_there):
    page = visit(cast.reviewer, on=DAY).post(RECORD, FIGURE | changed)
    assert said_there in words(page)
    assert not PayCeiling.objects.filter(fiscal_year=2005).exists()


def test_in_a_demonstration_every_figure_is_marked(cast, visit, settings):
    settings.DEMONSTRATION = True
    browser = visit(cast.reviewer, on=DAY)
    browser.post(RECORD, FIGURE)
    assert "2005-06 $11,000 demonstration figure" in words(browser.get(LIST))


@pytest.mark.parametrize("who", ["hr", "director", "executive", "auditor", "stranger"])
def test_others_are_told_which_office_it_takes(cast, visit, who):
    browser = visit(getattr(cast, who), on=DAY)
    for answer in (browser.get(RECORD), browser.post(RECORD, FIGURE)):
        assert answer["Location"] == LIST
    assert "DPA/DHR reviewer or State Personnel Director or Administrator" in said(answer)
    assert not PayCeiling.objects.filter(fiscal_year=2005).exists()
