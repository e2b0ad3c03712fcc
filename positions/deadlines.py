"""What is owed about positions on a day: counts, job descriptions, reviews, removals, and offices that lapse."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import chain, groupby

from django.db.models import BigIntegerField, CharField, FilteredRelation, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast

import law
from accounts.models import Department, Membership
from law.dated import NotInForce
from positions.models import (
    AllotmentReview,
    FteCount,
    JobDescription,
    Letter,
    Nomination,
    Placement,
    Position,
    Removal,
)
from positions.offices_held import LOOKED_AT
from positions.owing import Owing
from records.models import Event


def owing(plan: str, held: Iterable[Membership], *, since: date, on: date) -> Iterator[Owing]:
    """Everything owed about positions that is spoken of on the day `on`. Four queries, whatever the size.

    `held` are the offices, as offices_held reads them; `since` is the first night for which the job has run.
    """
    yield from _counts(plan, on=on)
    yield from _job_descriptions(plan, on=on)
    yield from _reviews(plan)
    yield from _lapsing(plan, held, on=on)
    yield from _decisions(plan, since=since, on=on)


def _counts(plan: str, *, on: date) -> Iterator[Owing]:
    """The FTE count of this fiscal year, for every principal department."""
    rules = law.plan(plan)
    year = rules.calendar.fiscal_year(on)
    try:
        duty = rules.duties.fte_count(year=year)
    except NotInForce:
        return
    told = Event.unscoped.filter(kind=FteCount.kind, verb="record", thing_id=OuterRef("of_year__pk")).order_by("number")
    of_year = Q(fte_counts__plan=plan, fte_counts__fiscal_year=year)
    departments = Department.objects.filter(is_principal=True).annotate(
        of_year=FilteredRelation("fte_counts", condition=of_year),
        recorded_on=Subquery(told.values("on")[:1]),
    )
    first: dict[tuple[int, str], date | None] = {}
    rows = departments.order_by("name", "of_year__pk").values_list("pk", "name", "of_year__pk", "recorded_on")
    for pk, name, count, recorded_on in rows:
        # What came with the program was there before anybody asked.
        first.setdefault((pk, name), recorded_on or (duty.opens_on if count else None))
    for (pk, name), met_on in first.items():
        yield Owing(
            duty,
            FteCount.kind,
            pk,
            about=name,
            department=pk,
            met_on=met_on,
            met_how="The count is recorded.",
        )


def _job_descriptions(plan: str, *, on: date) -> Iterator[Owing]:
    """The job description of every position in the SES, once it is near a year old. A newer one meets the duty."""
    duties = law.plan(plan).duties
    in_ses = Placement.unscoped.in_force(on).filter(plan=plan).values("position")
    dated = JobDescription.unscoped.filter(position__in=in_ses, dated_on__lte=on).order_by("position", "dated_on", "pk")
    rows = dated.values_list("position", "position__department", "position__title", "position__number", "dated_on")
    for (pk, department, title, number), versions in groupby(rows, key=lambda row: row[:4]):
        days = sorted({row[4] for row in versions})[-2:]
        for day, newer in zip(days, [*days[1:], None], strict=False):
            yield Owing(
                duties.job_description(dated_on=day),
                "position",
                pk,
                about=str(Position(title=title, number=number)),
                department=department,
                position=pk,
                met_on=newer,
                met_how="There is a newer job description.",
            )


def _reviews(plan: str) -> Iterator[Owing]:
    """Reviews that are open: of a department over its allotment, and of a position."""
    duties, by_rule = law.plan(plan).duties, law.plan(plan).positions.JULY_FIRST
    nothing = Cast(Value(None), BigIntegerField())
    reviews = AllotmentReview.unscoped.filter(plan=plan).order_by()
    removals = Removal.unscoped.filter(plan=plan).order_by()
    told = reviews.annotate(
        told_kind=_words(AllotmentReview.kind), cause=_words(), place=nothing, number=_words()
    ).values_list(
        "told_kind", "pk", "opened_on", "settled_on", "department", "place", "department__name", "number", "cause"
    )
    rows = told.union(
        removals.annotate(told_kind=_words(Removal.kind)).values_list(
            "told_kind",
            "pk",
            "opened_on",
            "decided_on",
            "department",
            "position",
            "position__title",
            "position__number",
            "cause",
        ),
        all=True,
    )
    for kind, pk, opened_on, met_on, department, position, title, number, cause in sorted(
        rows, key=lambda row: row[:2]
    ):
        by_law = cause == by_rule
        yield Owing(
            duties.removal_to_confirm(takes_effect_on=opened_on)
            if by_law
            else duties.position_review(opened_on=opened_on),
            kind,
            pk,
            about=str(Position(title=title, number=number)) if position else f"Allotment of {title}",
            department=department,
            position=position,
            met_on=met_on,
            met_how="It is confirmed or set aside." if by_law else "The review is settled.",
        )


def _words(words: str = "") -> Value:
    return Value(words, output_field=CharField())


def _lapsing(plan: str, offices_held: Iterable[Membership], *, on: date) -> Iterator[Owing]:
    """Acting offices that end, with nobody who holds the office on the day after."""
    duties = law.plan(plan).duties
    last = on + LOOKED_AT
    held: dict[tuple[str, int | None], list[Membership]] = {}
    for each in offices_held:
        held.setdefault((each.office, each.department_id), []).append(each)
    for each in chain.from_iterable(held.values()):
        if not each.is_acting or each.ends_on is None or each.ends_on > last:
            continue
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


def _decisions(plan: str, *, since: date, on: date) -> Iterator[Owing]:
    """Notice of every decision on a nomination: the letter goes with the decision itself. One that is decided and
    waits to be placed, or was denied, owes it whenever it was decided; a placed one since the job began to look."""
    duties = law.plan(plan).duties
    letters = Letter.unscoped.filter(thing_kind=Nomination.kind, letter_kind="nomination decision").order_by("sent_on")
    decided = (
        Nomination.unscoped.filter(plan=plan, decided_on__lte=on)
        .filter(Q(decided_on__gte=since) | Q(state__in=["approved", "denied"]))
        .annotate(sent_on=Subquery(letters.filter(thing_id=OuterRef("pk")).values("sent_on")[:1]))
    )
    rows = decided.order_by("pk").values_list(
        "pk", "department", "position", "position__title", "decided_on", "sent_on"
    )
    for pk, department, position, title, decided_on, sent_on in rows:
        yield Owing(
            duties.decision_notice(decided_on=decided_on),
            Nomination.kind,
            pk,
            about=f"Nomination of {title}",
            department=department,
            position=position,
            met_on=sent_on,
            met_how="The letter went to the director and department HR.",
        )
