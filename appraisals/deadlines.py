"""What is owed about appraisals on a day: the appraisal itself, its meeting, and the review of the quarter."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, DateField, F, OuterRef, Subquery, When
from django.db.models.functions import Coalesce

import law
from appraisals import notice_deadlines
from appraisals.models import ProgressReview
from appraisals.models.appraisal import the_appraisal
from contracts.models import Contract
from law.dated import NotInForce
from law.duties import Duty
from positions.models import Incumbency
from positions.owing import Owing, ended_later


@dataclass(frozen=True, slots=True)
class Term:
    """A signed contract, what is known of its appraisal, and the last day of its employee in the position, if known."""

    contract: int
    department: int
    position: int
    employee: int
    name: str
    title: str
    starts_on: date
    ends_on: date
    left_on: date | None
    rater: int
    released_on: date | None
    met_on: date | None
    final_on: date | None

    def is_held(self, on: date) -> bool:
        """Whether the employee holds the position on a day from the start of the term on."""
        return self.left_on is None or self.left_on >= on


def owing(plan: str, *, since: date, on: date) -> Iterator[Owing]:
    """Everything owed about appraisals that is spoken of on the day `on`. Five queries, whatever the size.

    What was over before `since`, the first night for which the job has run, stays on paper: nobody is asked for it.
    """
    terms = _terms(plan, since=since, on=on)
    yield from _appraisals(plan, terms, on=on)
    yield from _reviews(plan, terms, since=since, on=on)
    yield from notice_deadlines.owing(plan, on=on)


def _terms(plan: str, *, since: date, on: date) -> list[Term]:
    """Of this fiscal year, of the one before it on its last day. A coming one has not begun."""
    calendar = law.plan(plan).calendar
    first = max(since, calendar.year_ends(calendar.fiscal_year(on) - 1))
    stay = Incumbency.unscoped.filter(
        position=OuterRef("position"), person=OuterRef("employee"), starts_on__lte=OuterRef("ends_on")
    )
    last_day = Case(When(pk__in=ended_later(on=on), then=None), default=F("ends_on"), output_field=DateField())
    rows = (
        Contract.unscoped.filter(plan=plan, state="signed", ends_on__gte=first, starts_on__lte=on)
        .annotate(left_on=Subquery(stay.order_by("-starts_on").values_list(last_day)[:1]))
        .order_by("pk")
    )
    columns = ("pk", "department", "position", "employee", "employee__name", "title", "starts_on", "ends_on", "left_on")
    rows = rows.annotate(appraisal=the_appraisal()).annotate(
        rated_by=Coalesce("appraisal__rater", "appointing_authority")
    )
    of_appraisal = ("rated_by", "appraisal__released_on", "appraisal__met_on", "appraisal__final_on")
    return [Term(*row) for row in rows.values_list(*columns, *of_appraisal)]


def _appraisals(plan: str, terms: list[Term], *, on: date) -> Iterator[Owing]:
    """Of every term that is about to end or ended in this fiscal year, for whoever stays and gets a next contract."""
    duties = law.plan(plan).duties
    by_day = {day: duties.appraisal_before_salary(ends_on=day) for day in {term.ends_on for term in terms}}
    for term in terms:
        if not term.is_held(term.ends_on + timedelta(days=1)):
            continue
        yield _owed(term, by_day[term.ends_on], met_on=term.final_on, met_how="The appraisal is final.")
        if term.released_on is not None and term.released_on <= on:
            # The last day on which it can become final in time; released after it, the day of the release.
            meeting = duties.evaluation_meeting(final_on=max(term.ends_on, term.released_on))
            yield _owed(term, meeting, met_on=term.met_on, met_how="The meeting is recorded.")


def _reviews(plan: str, terms: list[Term], *, since: date, on: date) -> Iterator[Owing]:
    """Of this quarter and of the one before it, for every contract that runs through the quarter's last weeks."""
    duties = law.plan(plan).duties
    try:
        this = duties.quarterly_review(on=on)
        before = duties.quarterly_review(on=_first_day(this) - timedelta(days=1))
    except NotInForce:
        return
    quarters = [duty for duty in (before, this) if duty.is_open(on) and duty.due_on >= since]
    met: dict[tuple[int, date], date] = {}
    rows = ProgressReview.unscoped.filter(plan=plan, met_on__gte=_first_day(before), met_on__lte=on)
    for contract, met_on in rows.order_by("-met_on").values_list("contract", "met_on"):
        met[contract, duties.quarterly_review(on=met_on).due_on] = met_on
    for duty in quarters:
        for term in terms:
            if term.starts_on <= duty.opens_on and duty.due_on <= term.ends_on and term.is_held(duty.due_on):
                reviewed_on = met.get((term.contract, duty.due_on))
                yield _owed(term, duty, met_on=reviewed_on, met_how="A progress review is recorded.")


def _first_day(quarter: Duty) -> date:
    """The first day of the quarter that ends on the day of this duty."""
    return (quarter.due_on.replace(day=1) - timedelta(days=45)).replace(day=1)


def _owed(term: Term, duty: Duty, *, met_on: date | None, met_how: str) -> Owing:
    return Owing(
        duty,
        "contract",
        term.contract,
        about=f"{term.name}, {term.title}",
        department=term.department,
        position=term.position,
        person=term.employee,
        owed_by_person=term.rater,
        met_on=met_on,
        met_how=met_how,
    )
