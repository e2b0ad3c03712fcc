import pytest

import law
from law import colorado

SUBJECTS = (
    "sources",
    "offices",
    "calendar",
    "positions",
    "contracts",
    "appraisals",
    "notices",
    "duties",
    "form1",
    "steps",
    "catalogue",
)


@pytest.mark.parametrize("code", law.PLANS)
@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_plan_offers_the_same_subjects(code, subject):
    assert getattr(law.plan(code), subject).__name__.endswith(f".{subject}")


def test_a_plan_is_found_by_its_code():
    assert law.plan(colorado.CODE) is colorado
    assert law.plan(law.DEFAULT_PLAN).NAME == "Colorado Senior Executive Service"


def test_an_unknown_plan_is_refused_by_name():
    with pytest.raises(law.UnknownPlan, match="'utah-ses'"):
        law.plan("utah-ses")


def test_the_offices_of_all_plans_are_known_together():
    assert set(law.offices()) >= set(colorado.offices.OFFICES)
