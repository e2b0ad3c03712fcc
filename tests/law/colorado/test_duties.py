from datetime import date, timedelta

import pytest

from law.colorado import catalogue, duties, offices

JULY_1 = date(2004, 7, 1)
ONE_OF_EACH = [
    duties.contract_for_the_year(starts_on=JULY_1),
    duties.contract_after_movement(moved_on=date(2004, 7, 10), starts_on=date(2004, 7, 10)),
    duties.notice_of_unsatisfactory_performance(year=2004, found_on=date(2005, 4, 1)),
    duties.appraisal_before_salary(ends_on=date(2005, 6, 30)),
    duties.evaluation_meeting(final_on=date(2005, 6, 20)),
    duties.copy_to_dpa(signed_on=date(2004, 6, 30)),
    duties.decision_notice(decided_on=date(2004, 9, 1)),
    duties.position_review(opened_on=date(2004, 9, 1)),
    duties.job_description(dated_on=date(2004, 9, 1)),
    duties.quarterly_review(on=date(2004, 9, 1)),
    duties.retention_end(kept_through=date(2009, 6, 30)),
    duties.acting_authority_lapses(ends_on=date(2004, 12, 31)),
    duties.ceiling_of_the_coming_year(year=2005),
    duties.fte_count(year=2004),
    duties.separation(year=2004),
    duties.removal_to_confirm(takes_effect_on=JULY_1),
]


@pytest.mark.parametrize("duty", ONE_OF_EACH, ids=lambda duty: duty.code)
def test_a_duty_says_who_owes_what_to_whom_why_and_what_follows(duty):
    assert duty.owed_by in offices.OFFICES
    assert duty.owed_to in offices.OFFICES
    assert duty.rule in {rule.code for rule in catalogue.RULES}
    assert duty.words
    assert duty.consequence.endswith((".", ")."))
    assert duty.source.edition
    assert duty.opens_on <= duty.due_on


def test_each_duty_has_a_name_and_rests_on_its_rule():
    assert {duty.code: duty.rule for duty in ONE_OF_EACH} == {
        "contract-for-the-year": "CO-CON-1",
        "contract-after-movement": "CO-CON-2",
        "notice": "CO-REM-3",
        "appraisal-before-salary": "CO-EVA-6",
        "evaluation-meeting": "CO-EVA-4",
        "copy-to-dpa": "CO-CON-8",
        "decision-notice": "CO-NOM-6",
        "position-review": "CO-REM-1",
        "job-description": "CO-NOM-2",
        "quarterly-review": "CO-CON-12",
        "retention-end": "CO-REC-1",
        "acting-authority-lapses": "CO-CON-4",
        "ceiling": "CO-PAY-2",
        "fte-count": "CO-CAP-2",
        "separation": "CO-REM-5",
        "removal-to-confirm": "CO-REM-4",
    }


@pytest.mark.parametrize(
    ("duty", "due_on"),
    [
        # CO-CON-1, reading 5: the last safe day for July 1 is June 30.
        (duties.contract_for_the_year(starts_on=date(2004, 7, 1)), date(2004, 6, 30)),
        (duties.contract_for_the_year(starts_on=date(2008, 7, 1)), date(2008, 6, 30)),
        # CO-CON-2, reading 10: July 10 gives August 9.
        (
            duties.contract_after_movement(moved_on=date(2004, 7, 10), starts_on=date(2004, 7, 10)),
            date(2004, 8, 9),
        ),
        # Reading 18: hired shortly before July 1, the later of June 30 and the 30th day.
        (
            duties.contract_after_movement(moved_on=date(2005, 5, 30), starts_on=date(2005, 7, 1)),
            date(2005, 6, 30),
        ),
        (
            duties.contract_after_movement(moved_on=date(2005, 5, 31), starts_on=date(2005, 7, 1)),
            date(2005, 6, 30),
        ),
        (
            duties.contract_after_movement(moved_on=date(2005, 6, 1), starts_on=date(2005, 7, 1)),
            date(2005, 7, 1),
        ),
        # CO-REM-3, reading 6: April 30 of the year in which the fiscal year ends.
        (duties.notice_of_unsatisfactory_performance(year=2004, found_on=date(2005, 4, 1)), date(2005, 4, 30)),
        # CO-EVA-4, reading 13: a week before.
        (duties.evaluation_meeting(final_on=date(2005, 3, 7)), date(2005, 2, 28)),
        (duties.evaluation_meeting(final_on=date(2008, 3, 7)), date(2008, 2, 29)),
        # CO-NOM-2: a year after its date; the leap day is not forgotten.
        (duties.job_description(dated_on=date(2004, 9, 1)), date(2005, 9, 1)),
        (duties.job_description(dated_on=date(2008, 2, 29)), date(2009, 2, 28)),
        # CO-REC-1: the day after the last one on which it is kept.
        (duties.retention_end(kept_through=date(2009, 6, 30)), date(2009, 7, 1)),
        # CO-PAY-2 and CO-CAP-2.
        (duties.ceiling_of_the_coming_year(year=2005), date(2005, 6, 30)),
        (duties.fte_count(year=2004), date(2004, 7, 31)),
        # CO-REM-5 and CO-REM-4.
        (duties.separation(year=2004), date(2005, 6, 30)),
        (duties.removal_to_confirm(takes_effect_on=date(2005, 7, 1)), date(2005, 7, 1)),
    ],
)
def test_the_day_by_which_it_is_owed(duty, due_on):
    assert duty.due_on == due_on


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2004, 7, 1), date(2004, 9, 30)),
        (date(2004, 9, 30), date(2004, 9, 30)),
        (date(2004, 10, 1), date(2004, 12, 31)),
        (date(2004, 12, 31), date(2004, 12, 31)),
        (date(2005, 1, 1), date(2005, 3, 31)),
        (date(2005, 4, 1), date(2005, 6, 30)),
        (date(2005, 6, 30), date(2005, 6, 30)),
    ],
)
def test_a_progress_review_is_advised_for_the_quarter_of_the_day(day, end):
    duty = duties.quarterly_review(on=day)
    assert duty.rule == "CO-CON-12"
    assert duty.due_on == end
    assert duty.is_advice


@pytest.mark.parametrize(
    ("duty", "first_day"),
    [
        (duties.contract_for_the_year(starts_on=JULY_1), date(2004, 5, 16)),  # 45 days before June 30
        (duties.ceiling_of_the_coming_year(year=2005), date(2005, 4, 1)),
        (duties.fte_count(year=2004), date(2004, 7, 1)),
        (
            duties.contract_after_movement(moved_on=date(2004, 7, 10), starts_on=date(2004, 7, 10)),
            date(2004, 7, 10),
        ),
    ],
)
def test_a_duty_is_spoken_of_from_its_first_day_on(duty, first_day):
    assert not duty.is_open(first_day - timedelta(days=1))
    assert duty.is_open(first_day)
    assert duty.is_open(first_day + timedelta(days=1))


@pytest.mark.parametrize(
    ("day", "left", "late"),
    [(date(2004, 6, 29), 1, 0), (date(2004, 6, 30), 0, 0), (date(2004, 7, 1), 0, 1), (date(2004, 7, 30), 0, 30)],
)
def test_how_long_is_left_and_how_late_it_is(day, left, late):
    duty = duties.contract_for_the_year(starts_on=JULY_1)
    assert (duty.days_left(day), duty.days_late(day)) == (left, late)


def test_only_what_the_guide_encourages_is_advice():
    advised = {duty.rule for duty in ONE_OF_EACH if duty.is_advice}
    assert advised == {"CO-EVA-6", "CO-NOM-2", "CO-CON-12", "CO-REC-1"}
