"""What somebody owes by a day under the Colorado plan: one function for each duty.

A function is given facts and answers with the Duty; whether anybody has met it is for its caller to know. All
days are inclusive and days in Denver. A duty on which the guide sets no day says our reading.
"""

from datetime import date, timedelta

from law.colorado import sources
from law.colorado.calendar import (
    contract_due_on,
    fiscal_year,
    fiscal_year_words,
    notice_last_safe_day,
    thirty_days_after,
    year_ends,
    year_starts,
)
from law.colorado.offices import (
    ADMINISTRATOR,
    APPOINTING_AUTHORITY,
    DIRECTOR,
    EMPLOYEE,
    HR,
    PERSONNEL_DIRECTOR,
    REVIEWER,
)
from law.colorado.positions import JOB_DESCRIPTION_CURRENT_DAYS
from law.colorado.readings import READINGS
from law.colorado.words import day_in_words
from law.dated import Dated, Since
from law.duties import Duty

CEILING_SHOWN_FROM = Dated(
    "The ceiling of the coming year is asked for from",
    Since(
        sources.IN_FORCE_FROM,
        (4, 1),
        sources.PAY,
        reading="Our reading: the guide sets no day. Contracts for the year cannot be judged without it.",
    ),
    unit="month and day",
)
MEETING_DAYS_BEFORE = Dated(
    "The evaluation meeting is owed before the rating becomes final by",
    Since(sources.IN_FORCE_FROM, 7, sources.ABOUT_ONE_WEEK, reading=READINGS[13]),
    unit="calendar days",
)
QUARTER_ENDS = ((9, 30), (12, 31), (3, 31), (6, 30))
_NO_DAY = "Our reading: the guide sets no day, so it is owed on the day itself."


def contract_for_the_year(*, starts_on: date) -> Duty:
    """CO-CON-1, reading 5. The contract that starts with the year is signed by all on the June 30 before it."""
    return Duty(
        code="contract-for-the-year",
        rule="CO-CON-1",
        words=f"Conclude the contract for {fiscal_year_words(fiscal_year(starts_on))}",
        due_on=contract_due_on(starts_on=starts_on),
        owed_by=DIRECTOR,
        owed_to=EMPLOYEE,
        consequence="On July 1 the position leaves the SES, for any reason (CO-REM-4).",
        source=sources.CONTRACT_DUE,
        reading=READINGS[5],
    )


def contract_after_movement(*, moved_on: date, starts_on: date) -> Duty:
    """CO-CON-2, readings 10 and 18. Who was hired or moved on `moved_on` has a contract within 30 days.

    For the contract of a new year that starts within those days, the later of June 30 and the 30th day.
    """
    return Duty(
        code="contract-after-movement",
        rule="CO-CON-2",
        words=f"Conclude the contract that follows the hire or movement on {day_in_words(moved_on)}",
        due_on=contract_due_on(starts_on=starts_on, hired_on=moved_on),
        owed_by=DIRECTOR,
        owed_to=EMPLOYEE,
        consequence="The contract is late, and no other pay may begin without it.",
        source=sources.CONTRACT_DUE,
        reading=READINGS[10],
        shown_from=moved_on,
    )


def notice_of_unsatisfactory_performance(*, year: int, found_on: date) -> Duty:
    """CO-REM-3, reading 6. Notice of performance found unsatisfactory on `found_on` is delivered by April 30.

    `year` is the fiscal year, named by the year it starts in. Owed only where it was found.
    """
    return Duty(
        code="notice",
        rule="CO-REM-3",
        words="Give written notice of unsatisfactory performance",
        due_on=notice_last_safe_day(year),
        owed_by=DIRECTOR,
        owed_to=EMPLOYEE,
        consequence="Without notice in time nobody is separated on June 30 for performance (CO-REM-3).",
        source=sources.NOTICE_IN_TIME,
        reading=READINGS[6],
        shown_from=found_on,
    )


def appraisal_before_salary(*, ends_on: date) -> Duty:
    """CO-EVA-6. The appraisal of a term that ends on `ends_on` is complete before the next salary is decided.

    Our reading: the next contract is due on the last day of the term, so the appraisal is too. Good practice.
    """
    return Duty(
        code="appraisal-before-salary",
        rule="CO-EVA-6",
        words="Complete the appraisal",
        due_on=ends_on,
        owed_by=APPOINTING_AUTHORITY,
        owed_to=EMPLOYEE,
        consequence="The salary of the next contract is decided without the rating that it should rest on.",
        source=sources.FORM_SALARY,
        reading="Our reading: complete by the day on which the next contract is due.",
        is_advice=True,
    )


def evaluation_meeting(*, final_on: date) -> Duty:
    """CO-EVA-4, reading 13. Employee and rater meet about one week before the rating becomes final on `final_on`."""
    return Duty(
        code="evaluation-meeting",
        rule="CO-EVA-4",
        words="Meet about the evaluation",
        due_on=final_on - timedelta(days=MEETING_DAYS_BEFORE.on(final_on).value),
        owed_by=APPOINTING_AUTHORITY,
        owed_to=EMPLOYEE,
        consequence="The rating stays flagged as one without its meeting.",
        source=sources.ABOUT_ONE_WEEK,
        reading=READINGS[13],
    )


def copy_to_dpa(*, signed_on: date) -> Duty:
    """CO-CON-8, CO-REC-2. A copy of a contract signed on `signed_on` (or returned that day) goes to DPA/DHR."""
    return Duty(
        code="copy-to-dpa",
        rule="CO-CON-8",
        words="Send a copy of the contract to DPA/DHR",
        due_on=signed_on,
        owed_by=HR,
        owed_to=REVIEWER,
        consequence="DPA/DHR has no copy of a contract in force.",
        source=sources.CONTRACT_CONCLUDING,
        reading=_NO_DAY,
        shown_from=signed_on,
    )


def decision_notice(*, decided_on: date) -> Duty:
    """CO-NOM-6. Director and department HR are told of a decision on a nomination, on the day it is made."""
    return Duty(
        code="decision-notice",
        rule="CO-NOM-6",
        words="Tell the director and department HR of the decision",
        due_on=decided_on,
        owed_by=REVIEWER,
        owed_to=DIRECTOR,
        consequence="The department cannot set the date of placement of which it was not told.",
        source=sources.REVIEWING,
        reading=_NO_DAY,
        shown_from=decided_on,
    )


def position_review(*, opened_on: date) -> Duty:
    """CO-REM-1. A review of a position that was opened is settled: kept in the SES, or to be removed.

    Our reading: the guide sets no day; a review that is open for longer than 30 calendar days is late.
    """
    return Duty(
        code="position-review",
        rule="CO-REM-1",
        words="Settle the review of the position",
        due_on=thirty_days_after(opened_on),
        owed_by=PERSONNEL_DIRECTOR,
        owed_to=DIRECTOR,
        consequence="The position keeps its place while the doubt about it stays open.",
        source=sources.REVIEWING_POSITIONS,
        reading="Our reading: the guide sets no day; 30 calendar days are taken, as for a contract.",
        shown_from=opened_on,
    )


def job_description(*, dated_on: date) -> Duty:
    """CO-NOM-2. A job description dated `dated_on` is looked at again before it is a year old.

    Our reading: "current" means not older than a year.
    """
    current = JOB_DESCRIPTION_CURRENT_DAYS.on(max(dated_on, sources.IN_FORCE_FROM))
    return Duty(
        code="job-description",
        rule="CO-NOM-2",
        words="Look at the job description again and date it",
        due_on=dated_on + timedelta(days=current.value),
        owed_by=HR,
        owed_to=REVIEWER,
        consequence="The job description no longer counts as current.",
        source=current.source,
        reading=current.reading,
        is_advice=True,
    )


def quarterly_review(*, on: date) -> Duty:
    """CO-CON-12. A progress review in each quarter of the contract year: the quarter in which `on` falls."""
    ends = sorted(date(on.year, month, day) for month, day in QUARTER_ENDS)
    due_on = next(each for each in ends if on <= each)
    return Duty(
        code="quarterly-review",
        rule="CO-CON-12",
        words=f"Review progress in the quarter that ends on {day_in_words(due_on)}",
        due_on=due_on,
        owed_by=APPOINTING_AUTHORITY,
        owed_to=EMPLOYEE,
        consequence="None: nothing is invalid without it.",
        source=sources.PROGRESS,
        is_advice=True,
    )


def retention_end(*, kept_through: date) -> Duty:
    """CO-REC-1, reading 14. From the day after `kept_through` a completed form may be disposed of. Nobody has to."""
    return Duty(
        code="retention-end",
        rule="CO-REC-1",
        words=f"Decide whether to keep the form longer; it had to be kept through {day_in_words(kept_through)}",
        due_on=kept_through + timedelta(days=1),
        owed_by=HR,
        owed_to=EMPLOYEE,
        consequence="None: a form may be kept longer.",
        source=sources.FORM_SALARY,
        reading=READINGS[14],
        is_advice=True,
    )


def acting_authority_lapses(*, ends_on: date) -> Duty:
    """The last day of somebody's acting office. Our reading: an office is held from a day to a day, so it lapses."""
    return Duty(
        code="acting-authority-lapses",
        rule="CO-CON-4",
        words=f"Say who holds the office after {day_in_words(ends_on)}",
        due_on=ends_on,
        owed_by=ADMINISTRATOR,
        owed_to=DIRECTOR,
        consequence="From the next day nobody acts in that office: nothing can be signed in it.",
        source=sources.MEMBERSHIPS,
        reading="Our reading: an acting office ends with its last day.",
    )


def ceiling_of_the_coming_year(*, year: int) -> Duty:
    """CO-PAY-2. The ceiling of the fiscal year `year` is recorded before it starts; asked for from April 1."""
    starts_on = year_starts(year)
    month, day = CEILING_SHOWN_FROM.on(starts_on).value
    return Duty(
        code="ceiling",
        rule="CO-PAY-2",
        words=f"Record the ceiling of FY {fiscal_year_words(year)}",
        due_on=starts_on - timedelta(days=1),
        owed_by=REVIEWER,
        owed_to=DIRECTOR,
        consequence="No contract for that year can be judged, proposed or signed.",
        source=sources.PAY,
        reading=READINGS[1],
        shown_from=date(starts_on.year, month, day),
    )


def fte_count(*, year: int) -> Duty:
    """CO-CAP-2. The permanent FTE of a department is recorded for the fiscal year `year`.

    Our reading: the guide sets no day; the count of a year is owed by the end of its first month.
    """
    starts_on = year_starts(year)
    due_on = (starts_on + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return Duty(
        code="fte-count",
        rule="CO-CAP-2",
        words=f"Record the permanent FTE of FY {fiscal_year_words(year)}",
        due_on=due_on,
        owed_by=REVIEWER,
        owed_to=PERSONNEL_DIRECTOR,
        consequence="The allotment of the department is judged by an older count.",
        source=sources.ALLOTMENT,
        reading="Our reading: the guide sets no day; the end of the year's first month is taken.",
        shown_from=starts_on,
    )


def separation(*, year: int) -> Duty:
    """CO-REM-3, CO-REM-5. After notice in time, the separation is carried out on June 30 of the fiscal year."""
    return Duty(
        code="separation",
        rule="CO-REM-5",
        words="Carry out the separation",
        due_on=year_ends(year),
        owed_by=DIRECTOR,
        owed_to=EMPLOYEE,
        consequence="Notice was given in time: the person separates on June 30 and the position stays, vacant.",
        source=sources.NOTICE,
        reading=READINGS[7],
    )


def removal_to_confirm(*, takes_effect_on: date) -> Duty:
    """CO-REM-4, reading 8. What July 1 brought about is confirmed, or the contract signed in time is recorded."""
    return Duty(
        code="removal-to-confirm",
        rule="CO-REM-4",
        words="Confirm the removal, or record the contract that was signed in time",
        due_on=takes_effect_on,
        owed_by=REVIEWER,
        owed_to=DIRECTOR,
        consequence="The position left the SES by law, and the list of the 125 does not say so.",
        source=sources.LEAVING_ON_JULY_1,
        reading=READINGS[8],
        shown_from=takes_effect_on,
    )
