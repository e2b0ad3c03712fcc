"""What a nomination and a placement in the SES need. The subject "positions" begins here.

How many positions there can be is in caps.py, what a position has to be in criteria.py, and how a person
comes to it in appointments.py. All of it is offered here, so that positions have one address.
"""

from datetime import date

from law.colorado import sources
from law.colorado.appointments import (
    METHODS,
    PROMOTION,
    WITH_POSITION,
    check_acting,
    check_appointment,
    check_transfer,
    check_transfer_day,
)
from law.colorado.caps import (
    DEPARTMENT_MOST,
    FTE_PER_POSITION,
    STATEWIDE_MOST,
    allotment,
    allowance,
    check_department_cap,
    check_good_cause,
    check_over_allotment,
    check_statewide_cap,
)
from law.colorado.criteria import LIMBS, QUESTIONS, RESOURCES, Question, check_criteria
from law.colorado.departures import CAUSES, WAYS, check_ending
from law.colorado.descriptions import JOB_DESCRIPTION_CURRENT_DAYS, check_description_age
from law.colorado.far_days import FAR_DAYS, check_authorized_in_the_past, check_far_day
from law.colorado.layoff import check_layoff, reinstatement_privilege
from law.colorado.removal import (
    JULY_FIRST,
    NO_SUPPORT,
    REMOVAL_CAUSES,
    REVIEW,
    check_authorized_days,
    check_confirm,
    check_conversion_day,
    check_conversion_salary,
    check_decided_apart,
    check_low_conversion_salary,
    check_set_aside,
)
from law.colorado.review import RECOMMENDATIONS, REVIEW_ANSWERS, check_review, check_review_followed
from law.colorado.words import day_in_words
from law.findings import Finding, Weight

__all__ = [
    "JULY_FIRST",
    "NO_SUPPORT",
    "REMOVAL_CAUSES",
    "REVIEW",
    "check_authorized_days",
    "check_authorized_in_the_past",
    "check_confirm",
    "check_conversion_day",
    "check_conversion_salary",
    "check_decided_apart",
    "CAUSES",
    "FAR_DAYS",
    "WAYS",
    "check_acting",
    "check_ending",
    "check_far_day",
    "check_layoff",
    "check_transfer_day",
    "reinstatement_privilege",
    "check_description_age",
    "DEPARTMENT_MOST",
    "FTE_PER_POSITION",
    "JOB_DESCRIPTION_CURRENT_DAYS",
    "LIMBS",
    "METHODS",
    "PROMOTION",
    "QUESTIONS",
    "RECOMMENDATIONS",
    "RESOURCES",
    "REVIEW_ANSWERS",
    "STATEWIDE_MOST",
    "WITH_POSITION",
    "Question",
    "allotment",
    "allowance",
    "check_appointment",
    "check_criteria",
    "check_department_cap",
    "check_good_cause",
    "check_low_conversion_salary",
    "check_nomination",
    "check_over_allotment",
    "check_placement_day",
    "check_review",
    "check_review_followed",
    "check_separation_of_duties",
    "check_set_aside",
    "check_statewide_cap",
    "check_transfer",
]


def check_nomination(
    *, rationale: str, has_job_description: bool, job_description_on: date | None, on: date
) -> list[Finding]:
    """CO-NOM-2. A nomination is in writing, with its rationale and a current job description.

    "Current" is not defined. Our reading: a description older than a year is flagged, as is one without
    a date or with a later one. `job_description_on` is the day on the description; `on` is the day of
    the nomination. Raises NotInForce before May 1, 2004.
    """
    aged = check_description_age(dated_on=job_description_on, on=on) if has_job_description else []
    findings = []
    if not rationale.strip():
        findings.append(
            Finding(
                "CO-NOM-2",
                "The nomination has no rationale. Write down why this position belongs in the SES.",
                Weight.FORBIDS,
                sources.NOMINATING,
                field="rationale",
            )
        )
    if not has_job_description:
        findings.append(
            Finding(
                "CO-NOM-2",
                "The nomination has no job description. Attach the current one.",
                Weight.FORBIDS,
                sources.NOMINATING,
                field="job_description",
            )
        )
    return [*findings, *aged]


def check_separation_of_duties(*, took_part_for_department: bool, reviewed: bool = False, on: date) -> list[Finding]:
    """CO-NOM-3, CO-NOM-4. Who reviews or decides a nomination took no part in it before.

    Our reading: the guide has the nomination made by one office, reviewed by a second and decided by a
    third, so one person who holds several offices acts in only one of them. `reviewed`: a decision is asked
    of somebody who reviewed the case. `on` is the day of the act.
    """
    if took_part_for_department:
        words = (
            "You took part in this nomination for the department, so you cannot review or decide it. "
            "Somebody else who holds the office has to."
        )
    elif reviewed:
        words = (
            "You reviewed this nomination for DPA/DHR, so you cannot decide it too. "
            "Somebody else who holds the office has to."
        )
    else:
        return []
    return [
        Finding(
            "CO-NOM-4",
            words,
            Weight.FORBIDS,
            sources.DUTIES_APART,
            reading="Our reading: nominating, reviewing and deciding are done by different people.",
        )
    ]


def check_placement_day(*, placed_on: date | None, approved_on: date, on: date) -> list[Finding]:
    """CO-NOM-7. The nominating department sets the day on which an approved position enters the SES.

    The guide does not speak of earlier days. Our reading: not before the approval; the day of
    approval itself is allowed. `on` is the day on which the date is set.
    """
    if placed_on is None:
        words = "Enter the day on which the position enters the SES. The nominating department chooses it."
    elif placed_on < approved_on:
        words = (
            f"The position was approved on {day_in_words(approved_on)} and cannot enter the SES on "
            f"{day_in_words(placed_on)}. Choose {day_in_words(approved_on)} or a later day."
        )
    else:
        return []
    return [
        Finding(
            "CO-NOM-7",
            words,
            Weight.FORBIDS,
            sources.PLACING,
            reading="Our reading: the day of placement is not before the day of approval.",
            field="placed_on",
        )
    ]
