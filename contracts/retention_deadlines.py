"""Forms whose time is over (CO-REC-1): whoever keeps them decides whether to keep them longer. Nobody has to."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from types import ModuleType
from typing import NamedTuple

from django.db.models import BooleanField, OuterRef, Q, QuerySet, Subquery, Value

import law
from contracts import appraised
from contracts.models import Contract, RetentionHold
from positions.models import Incumbency
from positions.owing import Owing

SPOKEN_OF = timedelta(days=365)
"""For so long after the last day on which a form had to be kept it is spoken of; then it is simply kept."""


def owing(plan: str, *, on: date) -> Iterator[Owing]:
    """The forms that may soon be disposed of, or may be since this year. Three queries, whatever the size."""
    rules = law.plan(plan)
    held = RetentionHold.unscoped.filter(contract=OuterRef("pk")).in_force(on).values("reason")[:1]
    past = _past(plan)
    near = _candidates(plan, rules, past, on=on).annotate(held=Subquery(held))
    columns = ("pk", "department", "employee", "employee__name", "ends_on", "disposal__disposed_on", "held")
    rows = list(near.values_list(*columns))
    if not rows:
        return
    people = {row[2] for row in rows}
    left, forms = _left_and_forms(past, people, on=on)
    rated = appraised.final_on([row[0] for row in rows])
    for pk, department, employee, name, ends_on, disposed_on, reason in rows:
        complete = max(ends_on, rated.get(pk, ends_on))
        kept_through = rules.contracts.kept_through(completed_on=complete, left_on=left.get(employee))
        duty = rules.duties.retention_end(kept_through=kept_through)
        if not duty.is_open(on) or kept_through + SPOKEN_OF < on:
            continue
        forbids = rules.contracts.check_disposal(
            completed_on=complete,
            left_on=left.get(employee),
            newer_forms=sum(ends_on < day <= on for day in forms[employee]),
            held_because=reason or "",
            on=duty.due_on,
        )
        if not forbids:
            yield Owing(
                duty,
                "contract",
                pk,
                about=f"{name}, contract that ended on {ends_on:%B} {ends_on.day}, {ends_on.year}",
                department=department,
                person=employee,
                met_on=disposed_on,
                met_how="The files were disposed of.",
            )


class Span(NamedTuple):
    """An appointment, or the term of a signed contract (`is_form`)."""

    is_form: bool
    person: int
    starts_on: date
    ends_on: date | None


def _past(plan: str) -> list[Span]:
    """Every appointment and every signed contract. One query."""
    stays = Incumbency.unscoped.order_by().annotate(is_form=Value(value=False, output_field=BooleanField()))
    forms = Contract.unscoped.filter(plan=plan, state="signed").order_by()
    forms = forms.annotate(is_form=Value(value=True, output_field=BooleanField()))
    spans = stays.values_list("is_form", "person", "starts_on", "ends_on").union(
        forms.values_list("is_form", "employee", "starts_on", "ends_on"), all=True
    )
    return [Span(*row) for row in spans]


def _candidates(plan: str, rules: ModuleType, past: list[Span], *, on: date) -> QuerySet[Contract]:
    """Contracts whose own time, or whose person's, ends near the day `on`: all others need not be looked at."""
    kept_through = rules.contracts.kept_through

    def is_near(last: date) -> bool:
        return on - SPOKEN_OF <= last and rules.duties.retention_end(kept_through=last).is_open(on)

    signed = Contract.unscoped.filter(plan=plan, state="signed")
    days = {span.ends_on for span in past if span.ends_on is not None and span.ends_on < on}
    own = [day for day in days if is_near(kept_through(completed_on=day, left_on=None))]
    theirs = [day for day in days if is_near(kept_through(completed_on=day, left_on=day))]
    gone = Incumbency.unscoped.filter(plan=plan, ends_on__in=theirs).values("person")
    return signed.filter(Q(ends_on__in=own) | Q(employee__in=gone, ends_on__lt=on)).order_by("pk")


def _left_and_forms(past: list[Span], people: set[int], *, on: date) -> tuple[dict[int, date], dict[int, list[date]]]:
    """By person: the day on which they left their last position, for nobody who holds one; and the last day of every
    signed contract."""
    last: dict[int, date] = {}
    held = set()
    forms = defaultdict(list)
    for is_form, person, starts_on, ends_on in past:
        if person not in people:
            continue
        if is_form:
            forms[person].append(ends_on)
        elif starts_on <= on and (ends_on is None or ends_on >= on):
            held.add(person)
        elif starts_on <= on:
            last[person] = max(ends_on, last.get(person, ends_on))
    return {person: day for person, day in last.items() if person not in held}, forms
