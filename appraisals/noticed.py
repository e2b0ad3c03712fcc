"""What the notices tell the contracts: who leaves on June 30, for whom no contract of the next year is concluded."""

from datetime import date
from typing import Any

from django.db.models import F

from accounts.models import User
from appraisals import notice_validators as validators
from appraisals.models import Notice
from contracts.noticed import Noticed, answered_by


def in_time(plan: str, *, user: User | None, on: date, **about: Any) -> list[Noticed]:
    """The notices that bring a separation, the first delivered first. Whose appointment ended before that day is
    not in here, nor who was appointed again: a notice is about one appointment."""
    rows = Notice.unscoped.all() if user is None else Notice.objects.visible_to(user, on=on)
    rows = rows.filter(plan=plan, state__in=["delivered", "separated"], delivered_on__lte=on, **about)
    found = rows.annotate(left_on=F("incumbency__ends_on")).order_by("delivered_on", "pk")
    told = []
    for notice in found:
        day = validators.separation_day(notice)
        if validators.is_in_time(notice) and (notice.left_on is None or notice.left_on >= day):
            told.append(Noticed(notice.incumbency_id, notice.position_id, notice.employee_id, notice.delivered_on, day))
    return told


def answer() -> None:
    """Tell the contracts who knows of notices."""
    answered_by(in_time)
