"""Notices of unsatisfactory performance: a draft, one on its way, one in time, one of May 1, and last year's appeal."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

import law
from appraisals import board, notices
from appraisals.models import Appraisal, Notice
from positions.models import Incumbency, Placement, Removal
from ses_admin.demonstration.state import State, appoint, paper_contracts

DEPARTMENT = "Natural Resources"
ELSEWHERE = "Public Safety"
GROUNDS = (
    "Contract, special project 1: the milestone of the winter was to be met in March and was not begun. Contract, core "
    "area: three of four budget reports came more than a month late, after two reviews had spoken of it."
)


def tell(state: State) -> None:
    """Three of this year in the department of the sign-ins, a disputed one and one of last year elsewhere."""
    held = Incumbency.unscoped.in_force(state.today).filter(department=state.departments[DEPARTMENT], ends_on=None)
    held = held.filter(is_acting=False, starts_on__lt=state.today - timedelta(days=90))
    held = held.exclude(person__in=Appraisal.unscoped.values("employee"))
    held = held.exclude(position__in=Removal.unscoped.unfinished().values("position"))
    chosen = held.select_related("position", "person", "department").order_by("position")
    for until, incumbency in zip(("delivered", "draft", "signed"), chosen, strict=False):
        _give(state, incumbency, until=until, begun=state.today - timedelta(days=15))
    _disputed(state)
    _separated(state)


def _give(state: State, incumbency: Incumbency, *, until: str, begun: date) -> Notice:
    offices = state.offices[incumbency.department.name]
    notice = notices.start(incumbency, grounds=GROUNDS, by=offices.hr, on=begun)
    if until != "draft":
        signed_on = begun + timedelta(days=3)
        notices.sign(notice, revision=notice.revision, by=offices.director, on=signed_on, at=_at(signed_on))
    if until == "delivered":
        notices.acknowledge(notice, by=incumbency.person, on=begun + timedelta(days=4))
    return notice


def _disputed(state: State) -> None:
    """Delivered on the last May 1, a day too late to be safe: DPA/DHR settles whether it was in time."""
    may_1 = law.plan(state.plan).calendar.notice_last_safe_day(state.fiscal_year) + timedelta(days=1)
    if may_1 > state.today:
        may_1 = law.plan(state.plan).calendar.notice_last_safe_day(state.fiscal_year - 1) + timedelta(days=1)
    begun = may_1 - timedelta(days=4)
    held = Incumbency.unscoped.in_force(state.today).filter(department=state.departments[ELSEWHERE], ends_on=None)
    held = held.filter(is_acting=False, starts_on__lt=begun - timedelta(days=90))
    held = held.exclude(position__in=Removal.unscoped.unfinished().values("position"))
    chosen = held.select_related("position", "person", "department").order_by("position").first()
    if chosen is not None:
        _give(state, chosen, until="delivered", begun=begun)


@transaction.atomic  # what is brought over is written as one act
def _separated(state: State) -> None:
    """In a position that is vacant since: noticed in April, separated on June 30, appealed to the Board in July."""
    first, last = state.year_starts(state.fiscal_year - 1), state.year_starts(state.fiscal_year) - timedelta(days=1)
    filled = Incumbency.unscoped.filter(starts_on__gte=first).values("position")
    placements = Placement.unscoped.in_force(state.today).filter(starts_on__lt=first, ends_on=None)
    since_then = Incumbency.unscoped.in_force(first).values("position")
    vacant = placements.exclude(position__in=filled).exclude(position__in=since_then)
    placement = vacant.select_related("position", "department").order_by("pk").first()
    filed_on = last + timedelta(days=8)
    if placement is None or filed_on > state.today:
        return
    left = appoint(state, placement, first, None, placement.pk)
    left.ends_on = last  # for the contracts only: the separation below is what ends the appointment
    paper_contracts(state, left, placement.pk)
    left.refresh_from_db()
    offices = state.offices[placement.department.name]
    notice = _give(state, left, until="delivered", begun=date(last.year, 4, 12))
    carried_out_on = date(last.year, 6, 2)
    notices.separate(notice, by=offices.director, on=carried_out_on, at=_at(carried_out_on))
    left.refresh_from_db()
    board.record(
        left,
        against="separation",
        to_board=True,
        filed_on=filed_on,
        case_number=f"{last.year}B008",
        by=offices.hr,
        on=filed_on,
    )


def _at(day: date) -> datetime:
    """Mid-morning in Denver."""
    return timezone.make_aware(datetime.combine(day, time(10, 40)))
