"""What is owed once performance was found unsatisfactory: notice by April 30, and the separation on June 30."""

from collections.abc import Iterator
from datetime import date
from types import ModuleType

import law
from appraisals import notice_validators
from appraisals.models import Appraisal, Notice, Overall
from appraisals.models.appraisal import SHOWN
from law.duties import Duty
from positions.models import Incumbency
from positions.owing import Owing
from records.models import Event
from records.today import today


def owing(plan: str, *, on: date) -> Iterator[Owing]:
    """Notices and separations of this fiscal year and the one before it. Three queries, whatever the size; four in a
    night that is made up.

    Until it is delivered nobody but the director and HR is told of a notice, least of all the executive.
    """
    rules = law.plan(plan)
    first = rules.calendar.fiscal_year(on) - 1
    later = _given_up_later(on=on)
    notices = (
        (Notice.unscoped.standing() | Notice.unscoped.filter(pk__in=later))
        .filter(plan=plan, fiscal_year__gte=first, started_on__lte=on)
        .select_related("incumbency__person", "incumbency__position")
        .with_kept()
        .with_appeal()
        .order_by("pk")
    )
    known = set()
    for notice in notices:
        known.add((notice.incumbency_id, notice.fiscal_year))
        duty = rules.duties.notice_of_unsatisfactory_performance(year=notice.fiscal_year, found_on=notice.started_on)
        yield _owed(duty, notice.incumbency, met_on=notice.delivered_on, met_how="Notice was delivered.", is_told=False)
        in_time = notice_validators.standing(notice, still_stood=notice.pk in later) is rules.notices.Standing.IN_TIME
        was_kept = notice.was_kept and notice.separated_on is None and on > notice_validators.separation_day(notice)
        if in_time and not was_kept:
            duty, met_on = rules.duties.separation(year=notice.fiscal_year), notice.separated_on
            yield _owed(duty, notice.incumbency, met_on=met_on, met_how="The separation is carried out.", is_told=True)
    yield from _found(plan, rules, known, first=first, on=on)


def _given_up_later(*, on: date) -> set[int]:
    """Notices withdrawn or taken back after the day `on`. A night that is made up takes them as standing, so that it
    finds what it would have found on its own day. No query on the day itself: nothing is recorded later."""
    if on >= today():
        return set()
    later = Event.unscoped.filter(kind=Notice.kind, end__in=["withdrawn", "rescinded"], on__gt=on)
    return set(later.values_list("thing_id", flat=True))


def _found(plan: str, rules: ModuleType, known: set[tuple[int, int]], *, first: int, on: date) -> Iterator[Owing]:
    """Executives whose released or final appraisal says so, and to whom nobody has begun a notice of that year.

    Found after the last safe day, notice is owed by that of the next year.
    """
    worst = Overall.unscoped.filter(part="", level=rules.appraisals.LOWEST).values("appraisal")
    shown = Appraisal.unscoped.filter(plan=plan, pk__in=worst, state__in=SHOWN, released_on__lte=on)
    since = rules.calendar.year_starts(first)
    found: dict[tuple[int, int], list[tuple[date, date]]] = {}
    rows = shown.filter(released_on__gte=since).order_by("pk")
    columns = ("employee", "contract__position", "contract__ends_on", "released_on")
    for employee, position, ends_on, released_on in rows.values_list(*columns):
        found.setdefault((employee, position), []).append((ends_on, released_on))
    if not found:
        return
    held = Incumbency.unscoped.in_force(on).filter(plan=plan, person__in={employee for employee, _position in found})
    for incumbency in held.select_related("person", "position").order_by("pk"):
        for ends_on, released_on in found.get((incumbency.person_id, incumbency.position_id), ()):
            year = rules.calendar.fiscal_year(released_on)
            if released_on > rules.calendar.notice_last_safe_day(year):
                year += 1
            if {(incumbency.pk, year), (incumbency.pk, rules.calendar.fiscal_year(ends_on))} & known:
                continue
            duty = rules.duties.notice_of_unsatisfactory_performance(year=year, found_on=released_on)
            yield _owed(duty, incumbency, met_on=None, met_how="", is_told=False)


def _owed(duty: Duty, incumbency: Incumbency, *, met_on: date | None, met_how: str, is_told: bool) -> Owing:
    return Owing(
        duty,
        "appointment",
        incumbency.pk,
        about=f"{incumbency.person}, {incumbency.position.title}",
        department=incumbency.department_id,
        position=incumbency.position_id,
        person=incumbency.person_id,
        met_on=met_on,
        met_how=met_how,
        is_confidential=not is_told,
    )
