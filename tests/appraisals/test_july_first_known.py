"""The page of a removal that July 1 proposed: beside the frozen evidence, what is recorded of the contract by now."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contracts import paper_signatures
from contracts.paper_signatures import Written
from positions.as_of import NAME
from positions.models import Incumbency, Removal
from ses_admin import nightly
from tests.appraisals.notice_scenes import contract_of_the_next_year
from tests.contracts.page import words
from tests.contracts.test_paper_signatures import scan
from tests.factories import PayCeilingFactory, PlacedPositionFactory, ProposedContractFactory, at

pytestmark = pytest.mark.django_db

JUNE_30, JULY_1, JULY_2 = date(2005, 6, 30), date(2005, 7, 1), date(2005, 7, 2)
CONFIRM = "Confirm the removal"


@pytest.fixture
def visit(client, settings):
    def signed_in(user, *, on):
        settings.TRAINING_DAY = on
        client.logout()
        client.force_login(user)
        return client

    return signed_in


@pytest.fixture
def removal(cast):
    """The executive of Agriculture held a position on June 30 without a contract for the year that began."""
    PlacedPositionFactory(department=cast.agriculture, person=cast.executive)
    nightly.run(JULY_1, at=at(JULY_1))
    return Removal.unscoped.get()


def signed(cast, removal, *, on):
    """A contract of the year that began, signed by all on the day `on`, as a fact."""
    contract_of_the_next_year(removal.position, cast.executive, on=on)


def read(visit, person, removal, *, on=JULY_2):
    return words(visit(person, on=on).get(removal.get_absolute_url()))


def test_without_a_contract_the_page_says_so_and_offers_to_confirm(visit, cast, removal):
    told = read(visit, cast.personnel_director, removal)
    assert "As it was known on July 1, 2005" in told
    assert "Contract for the new year: none is recorded. June 30, 2005 was the last day in time." in told
    assert CONFIRM in told


def test_a_contract_recorded_by_now_as_signed_in_time_is_shown_and_nothing_offers_to_confirm(visit, cast, removal):
    signed(cast, removal, on=JUNE_30)
    told = read(visit, cast.personnel_director, removal)
    assert "Contract for the new year not signed" in told  # the evidence stays as the night froze it
    assert "signed by all on June 30, 2005, in time" in told
    assert "Set the proposal aside" in told
    assert CONFIRM not in told
    assert "Set it aside" in told


def test_who_presses_confirm_on_an_old_page_is_refused_with_the_rule(visit, cast, removal):
    client = visit(cast.personnel_director, on=JULY_2)
    signed(cast, removal, on=JUNE_30)
    answer = client.post(reverse("appraisals:confirm_removal", args=[removal.pk]), follow=True)
    assert "Cannot confirm this removal" in words(answer)
    assert "CO-REM-4" in words(answer)
    assert Incumbency.unscoped.get(position=removal.position).ends_on is None


def test_a_contract_signed_after_june_30_is_told_as_too_late(visit, cast, removal):
    signed(cast, removal, on=JULY_1)
    told = read(visit, cast.personnel_director, removal)
    assert "signed by all on July 1, 2005, 1 day after June 30, 2005, the last day" in told
    assert CONFIRM in told


def test_a_paper_older_than_its_print_is_told_with_the_day_of_its_recording(visit, cast):
    PayCeilingFactory(fiscal_year=2005)
    contract = ProposedContractFactory(cast=cast, drafted_on=date(2005, 6, 1), starts_on=JULY_1, proposed_on=JULY_1)
    nightly.run(JULY_1, at=at(JULY_1))
    removal = Removal.unscoped.get()
    people = {"employee": cast.executive, "appointing_authority": cast.superior, "director": cast.director}
    written = {line: Written(person, JUNE_30) for line, person in people.items()}
    paper_signatures.record(contract, scan=scan(), written=written, by=cast.hr, on=JULY_2, at=at(JULY_2))
    told = read(visit, cast.reviewer, removal)
    assert "signed by all on June 30, 2005, in time, recorded from a scan on July 2, 2005" in told
    assert "before this version was frozen on July 1, 2005" in told
    assert (
        contract.get_absolute_url() in visit(cast.reviewer, on=JULY_2).get(removal.get_absolute_url()).content.decode()
    )


def test_another_day_of_the_page_says_nothing_of_now(visit, cast, removal):
    signed(cast, removal, on=JUNE_30)
    page = visit(cast.personnel_director, on=JULY_2)
    assert "What is known now" not in words(page.get(removal.get_absolute_url(), {NAME: "2005-07-01"}))


def test_the_page_stays_within_its_statements(visit, cast, removal):
    signed(cast, removal, on=JUNE_30)
    client = visit(cast.personnel_director, on=JULY_2)
    client.get(removal.get_absolute_url())
    with CaptureQueriesContext(connection) as asked:
        client.get(removal.get_absolute_url())
    assert len(asked) <= 20
