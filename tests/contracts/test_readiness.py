"""Facts of many drafts gathered at once are those that are asked of each alone."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from contracts import bulk, readiness, salary_validators
from contracts.models import Contract, SalaryDecision
from tests.contracts.page import filled, words
from tests.contracts.seasons import ON, ask, decide, department_of
from tests.factories import PlacedPositionFactory


@pytest.fixture
def draft(cast, settings):
    """The draft of 2005-06 of somebody who was paid $9,000 in 2004-05."""
    settings.TRAINING_DAY = ON
    department_of(cast, 1)
    ask(cast, "prepare")
    bulk.do_waiting()
    return Contract.unscoped.get(starts_on=date(2005, 7, 1))


def with_pay(draft: Contract) -> Contract:
    return readiness.with_pay(Contract.unscoped.filter(pk=draft.pk)).get()


def test_the_last_pay_is_what_the_rules_are_asked_with(draft):
    assert with_pay(draft).last_pay == salary_validators.last_salary(draft) == Decimal(9000)


def test_in_another_position_there_is_no_last_pay(cast, draft):
    other = PlacedPositionFactory(department=cast.agriculture, person=cast.executive)
    Contract.unscoped.filter(pk=draft.pk).update(position=other)
    draft.refresh_from_db()
    assert with_pay(draft).last_pay is salary_validators.last_salary(draft) is None


def test_a_salary_is_decided_when_it_rests_on_something(draft):
    assert readiness.is_undecided(with_pay(draft), on=ON)
    decide([draft])
    assert not readiness.is_undecided(with_pay(draft), on=ON)
    SalaryDecision.objects.filter(contract=draft).update(performance_basis="", factors=["market"])
    assert not readiness.is_undecided(with_pay(draft), on=ON)
    Contract.unscoped.filter(pk=draft.pk).update(monthly_salary=None)
    assert readiness.is_undecided(with_pay(draft), on=ON)


def test_the_director_goes_from_one_salary_to_the_next_and_round(cast, settings):
    settings.TRAINING_DAY = ON
    department_of(cast, 3)
    ask(cast, "prepare")
    bulk.do_waiting()
    first, second, third = Contract.unscoped.filter(starts_on=date(2005, 7, 1)).order_by("employee__name")
    assert readiness.next_salary(first, cast.director, on=ON) == second
    assert readiness.next_salary(third, cast.director, on=ON) == first
    decide([second])
    assert readiness.next_salary(first, cast.director, on=ON) == third
    assert readiness.next_salary(first, cast.hr, on=ON) is None
    decide([first, third])
    assert readiness.next_salary(first, cast.director, on=ON) is None


def test_saved_with_next_leads_to_the_decision_of_the_next(cast, visit):
    department_of(cast, 2)
    browser = visit(cast.director, on=ON)
    ask(cast, "prepare")
    bulk.do_waiting()
    first, second = Contract.unscoped.filter(starts_on=date(2005, 7, 1)).order_by("employee__name")
    address = reverse("contracts:edit", args=[first.pk])
    page = browser.get(address)
    assert "Save and decide the next salary: Exec Bson" in words(page)
    assert 'href="#box-performance_basis"' in page.content.decode()
    sent = {name: values[-1] for name, values in filled(page).items()}
    sent |= {"performance_basis": "Met all objectives.", "then": "next"}
    following = browser.post(address, sent)["Location"]
    assert following == f"{reverse('contracts:edit', args=[second.pk])}#decision"
    assert SalaryDecision.objects.get(contract=first).performance_basis == "Met all objectives."
    assert "Save and decide the next salary" not in words(browser.get(following))
