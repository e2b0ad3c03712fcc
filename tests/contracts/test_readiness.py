"""Facts of many drafts gathered at once are those that are asked of each alone."""

from datetime import date
from decimal import Decimal

import pytest

from contracts import bulk, readiness, validators
from contracts.models import Contract, SalaryDecision
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
    assert with_pay(draft).last_pay == validators.last_salary(draft) == Decimal(9000)


def test_in_another_position_there_is_no_last_pay(cast, draft):
    other = PlacedPositionFactory(department=cast.agriculture, person=cast.executive)
    Contract.unscoped.filter(pk=draft.pk).update(position=other)
    draft.refresh_from_db()
    assert with_pay(draft).last_pay is validators.last_salary(draft) is None


def test_a_salary_is_decided_when_it_rests_on_something(draft):
    assert readiness.is_undecided(with_pay(draft), on=ON)
    decide([draft])
    assert not readiness.is_undecided(with_pay(draft), on=ON)
    SalaryDecision.objects.filter(contract=draft).update(performance_basis="", factors=["market"])
    assert not readiness.is_undecided(with_pay(draft), on=ON)
    Contract.unscoped.filter(pk=draft.pk).update(monthly_salary=None)
    assert readiness.is_undecided(with_pay(draft), on=ON)
