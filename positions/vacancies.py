"""Vacant classified positions outside the SES: recorded by the departments, read in a layoff (CO-LAY-2)."""

from datetime import date

from django.db import transaction

import law
from accounts.acting import ready
from accounts.models import Department, User
from accounts.templatetags.words import day as in_words
from law.steps import NOT_YET
from positions.models import Placement, Position, Vacancy
from records.acts import begin, move


def unrecorded(department: Department, *, plan: str = law.DEFAULT_PLAN) -> Vacancy:
    """A vacancy of this department that is not recorded yet."""
    return Vacancy(plan=plan, department=department, state=NOT_YET)


@transaction.atomic
def record(
    department: Department,
    *,
    number: str,
    title: str,
    job_class: str,
    vacant_from: date,
    by: User,
    on: date,
    plan: str = law.DEFAULT_PLAN,
) -> Vacancy:
    """Record that a classified position outside the SES is vacant from a day on. HR or the director.

    The position is entered if its number is new. Raises StepRefused: the number belongs to another department, the
    position is in the SES that day, or it is recorded as vacant already.
    """
    vacancy = unrecorded(department, plan=plan)
    step = ready(vacancy, "record", by=by, on=on)
    for text, words in (
        (number, "Write the position number."),
        (title, "Write the title."),
        (job_class, "Write the class."),
    ):
        step.require_words(text, words)
    described = {"title": title.strip(), "job_class": " ".join(job_class.split())}
    position, is_new = Position.unscoped.get_or_create(
        plan=plan,
        number__iexact=number.strip(),
        defaults={"number": number.strip(), "department": department, "is_management_class": False, **described},
    )
    if position.department_id != department.pk:
        raise step.refused(f"Position number {number} is taken. Check the number.")
    Position.unscoped.select_for_update().get(pk=position.pk)
    if Placement.unscoped.in_force(vacant_from).filter(position=position).exists():
        raise step.refused(f"{position} is in the SES on {in_words(vacant_from)}; the list is of positions outside it.")
    if Vacancy.unscoped.filter(position=position, filled_on=None).exists():
        raise step.refused(f"{position} is recorded as vacant already.")
    if not is_new:
        Position.unscoped.filter(pk=position.pk).update(job_class=described["job_class"])
        position.refresh_from_db(fields=["job_class"])
    vacancy.position, vacancy.vacant_from = position, vacant_from
    begin(
        vacancy,
        step,
        by=by,
        on=on,
        words=f"Recorded {position}, class {position.job_class}, as vacant from {in_words(vacant_from)}",
    )
    return vacancy


@transaction.atomic
def fill(vacancy: Vacancy, *, filled_on: date, by: User, on: date) -> None:
    """Record the first day on which the position is no longer vacant. HR or the director.

    Raises StepRefused: that day is before the vacancy, or it is filled already.
    """
    step = ready(vacancy, "fill", by=by, on=on)
    if filled_on < vacancy.vacant_from:
        raise step.refused(f"It is vacant from {in_words(vacancy.vacant_from)}. Choose that day or a later one.")
    move(
        vacancy,
        step,
        by=by,
        on=on,
        words=f"{vacancy.position} is no longer vacant from {in_words(filled_on)}",
        filled_on=filled_on,
    )
