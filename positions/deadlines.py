"""What is owed about positions on a day: counts, job descriptions, reviews, removals, and offices that lapse."""

from collections.abc import Iterator
from datetime import date, timedelta

import law
from accounts.models import Department, Membership
from law.dated import NotInForce
from positions.models import AllotmentReview, JobDescription, Placement, Position, Removal
from positions.owing import Owing
from records.models import Event

LOOKED_AT = timedelta(days=60)
"""How far back and ahead acting offices are looked at; further than any of them is spoken of."""


def owing(plan: str, *, on: date) -> Iterator[Owing]:
    """Everything owed about positions that is spoken of on the day `on`. Eight queries, whatever the size."""
    yield from _counts(plan, on=on)
    yield from _job_descriptions(plan, on=on)
    yield from _reviews(plan)
    yield from _lapsing(plan, on=on)


def _counts(plan: str, *, on: date) -> Iterator[Owing]:
    """The FTE count of this fiscal year, for every principal department."""
    rules = law.plan(plan)
    year = rules.calendar.fiscal_year(on)
    try:
        duty = rules.duties.fte_count(year=year)
    except NotInForce:
        return
    recorded = Event.unscoped.filter(kind="fte_count", verb="record", facts__year=year, on__lte=on).order_by("-number")
    met = dict(recorded.values_list("department", "on"))
    counted = set(
        Department.objects.filter(fte_counts__plan=plan, fte_counts__fiscal_year=year).values_list("pk", flat=True)
    )
    for department in Department.objects.filter(is_principal=True).order_by("name"):
        met_on = met.get(department.pk) or (duty.opens_on if department.pk in counted else None)
        yield Owing(
            duty,
            "fte_count",
            department.pk,
            about=department.name,
            department=department.pk,
            met_on=met_on,
            met_how="The count is recorded.",
        )


def _job_descriptions(plan: str, *, on: date) -> Iterator[Owing]:
    """The job description of every position in the SES, once it is near a year old. A newer one meets the duty."""
    duties = law.plan(plan).duties
    versions: dict[int, list[date]] = {}
    dated = JobDescription.unscoped.filter(position__plan=plan, dated_on__lte=on).order_by("dated_on", "pk")
    for position, day in dated.values_list("position", "dated_on"):
        versions.setdefault(position, []).append(day)
    in_ses = Position.unscoped.filter(pk__in=Placement.unscoped.in_force(on).filter(plan=plan).values("position"))
    for position in in_ses.only("pk", "title", "number", "department").order_by("pk"):
        days = sorted(set(versions.get(position.pk, [])))
        for day, newer in list(zip(days, [*days[1:], None], strict=False))[-2:]:
            yield Owing(
                duties.job_description(dated_on=day),
                "position",
                position.pk,
                about=str(position),
                department=position.department_id,
                position=position.pk,
                met_on=newer,
                met_how="There is a newer job description.",
            )


def _reviews(plan: str) -> Iterator[Owing]:
    """Reviews that are open: of a department over its allotment, and of a position."""
    duties = law.plan(plan).duties
    rows = AllotmentReview.unscoped.filter(plan=plan).select_related("department")
    for review in rows.order_by("pk"):
        yield Owing(
            duties.position_review(opened_on=review.opened_on),
            review.kind,
            review.pk,
            about=f"Allotment of {review.department}",
            department=review.department_id,
            met_on=review.settled_on,
            met_how="The review is settled.",
        )
    for removal in Removal.unscoped.filter(plan=plan).select_related("position").order_by("pk"):
        yield Owing(
            duties.position_review(opened_on=removal.opened_on),
            removal.kind,
            removal.pk,
            about=str(removal.position),
            department=removal.department_id,
            position=removal.position_id,
            met_on=removal.decided_on,
            met_how="The review is settled.",
        )


def _lapsing(plan: str, *, on: date) -> Iterator[Owing]:
    """Acting offices that end, with nobody who holds the office on the day after."""
    duties = law.plan(plan).duties
    first, last = on - LOOKED_AT, on + LOOKED_AT
    acting = Membership.unscoped.standing().filter(is_acting=True, ends_on__gte=first, ends_on__lte=last)
    held: dict[tuple[str, int | None], list[Membership]] = {}
    everybody = Membership.unscoped.standing().exclude(ends_on__lt=first)
    for each in everybody:
        held.setdefault((each.office, each.department_id), []).append(each)
    for each in acting.select_related("user", "department").order_by("pk"):
        day_after = each.ends_on + timedelta(days=1)
        followed = any(
            other.starts_on <= day_after and (other.ends_on is None or other.ends_on >= day_after)
            for other in held[(each.office, each.department_id)]
        )
        yield Owing(
            duties.acting_authority_lapses(ends_on=each.ends_on),
            "membership",
            each.pk,
            about=f"{each.user}, {each.title}, {each.department}" if each.department else f"{each.user}, {each.title}",
            department=each.department_id,
            person=each.user_id,
            met_on=min(on, each.ends_on) if followed else None,
            met_how="Somebody holds the office from the next day on.",
        )
