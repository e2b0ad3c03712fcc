"""CO-EVA-6: the salary of the next contract sees the appraisal of the last, and says so."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contracts import appraised, validators
from contracts.models import Contract
from tests.appraisals import scenes
from tests.contracts.page import words
from tests.factories import DraftContractFactory, PayCeilingFactory


@pytest.fixture
def year_after(cast):
    """The draft for 2005-06 of the executive of the scenes."""

    def draft(contract: Contract) -> Contract:
        PayCeilingFactory()
        return DraftContractFactory(
            cast=cast, position=contract.position, starts_on=date(2005, 7, 1), drafted_on=scenes.RELEASED
        )

    return draft


def codes(contract: Contract, on: date) -> list[str]:
    return [finding.code for finding in validators.draft_findings(contract, on=on)]


def test_before_of_and_after_the_day_on_which_the_appraisal_is_final(cast, year_after):
    appraisal = scenes.final(cast)
    draft = year_after(appraisal.contract)
    day = timedelta(days=1)
    for on, is_advised in ((scenes.SIGNED - day, True), (scenes.SIGNED, False), (scenes.SIGNED + day, False)):
        assert ("CO-EVA-6" in codes(draft, on)) == is_advised, on
        assert appraised.is_complete(draft, on=on) != is_advised


def test_without_an_appraisal_it_is_advised_and_nothing_is_forbidden(cast, year_after):
    draft = year_after(scenes.signed_contract(cast))
    [finding] = [each for each in validators.draft_findings(draft, on=scenes.SIGNED) if each.code == "CO-EVA-6"]
    assert not finding.stops


def test_a_first_contract_and_one_after_a_paper_contract_are_not_advised(cast, year_after):
    contract = scenes.signed_contract(cast)
    assert "CO-EVA-6" not in codes(contract, scenes.SIGNED)
    assert appraised.is_complete(contract, on=scenes.SIGNED) is None


def test_the_page_links_the_pay_decision_to_the_rating_for_whoever_may_see_it(cast, year_after, client, settings):
    appraisal = scenes.final(cast)
    draft = year_after(appraisal.contract)
    settings.TRAINING_DAY = scenes.SIGNED
    client.force_login(cast.director)
    page = client.get(draft.get_absolute_url())
    assert "Final on May 24, 2005; overall rating 3, Commendable" in words(page)
    assert f'href="{appraisal.get_absolute_url()}"' in page.content.decode()
    with CaptureQueriesContext(connection) as asked:
        client.get(appraisal.contract.get_absolute_url())
    assert len(asked) <= 20, len(asked)


def test_before_the_release_the_page_of_pay_tells_no_rating(cast, year_after, client, settings):
    appraisal = scenes.rated(cast)
    draft = year_after(appraisal.contract)
    settings.TRAINING_DAY = scenes.SIGNED
    client.force_login(cast.hr)
    told = words(client.get(draft.get_absolute_url()))
    assert "Not final: being rated" in told
    assert "overall rating" not in told
