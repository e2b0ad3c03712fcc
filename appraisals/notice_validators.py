"""Gathers facts about notices, June 30 and July 1, asks the law, and gives its findings: to pages and to acts alike."""

from datetime import date
from typing import Any

import law
from appraisals.models import BoardAppeal, Notice
from law.findings import Finding, heaviest_first
from positions.models import Incumbency
from records.models import Event

ENDED = ("withdrawn", "rescinded", "reversed")
"""States in which a notice is a ground for nothing any more."""


def standing(notice: Notice, *, still_stood: bool = False) -> Any:
    """How the notice stands for the separation on June 30: none in force, in time, disputed, or late.

    `still_stood`: on the day that is looked at it was not taken back yet, whatever became of it since.
    """
    rules = law.plan(notice.plan).notices
    counts = notice.delivered_on if still_stood or notice.state in ("delivered", "separated") else None
    return rules.notice_standing(year=notice.fiscal_year, delivered_on=counts, found_in_time=notice.found_in_time)


def notice_findings(notice: Notice, *, on: date) -> list[Finding]:
    """What the law says of this notice as it stands on the day `on`: CO-REM-3. Of one that is ended, nothing."""
    if notice.state in ENDED:
        return []
    rules = law.plan(notice.plan).notices
    return heaviest_first(
        rules.check_notice(
            grounds=notice.grounds,
            year=notice.fiscal_year,
            signed_on=notice.signed_on,
            delivered_on=notice.delivered_on,
            found_in_time=notice.found_in_time,
            on=on,
        )
    )


def separation_findings(notice: Notice, *, last_day: date, on: date) -> list[Finding]:
    """What the law says of separating on `last_day` because of this notice: CO-REM-3, CO-REM-5."""
    rules = law.plan(notice.plan).notices
    was_kept = on > separation_day(notice) and Notice.unscoped.with_kept().get(pk=notice.pk).was_kept
    return heaviest_first(
        rules.check_separation(
            standing=standing(notice), year=notice.fiscal_year, last_day=last_day, was_kept=was_kept, on=on
        )
    )


def appeal_findings(appeal: BoardAppeal, *, to_board: bool, on: date) -> list[Finding]:
    """What the law says of recording this appeal: CO-REM-6, and which appeals do not exist."""
    rules = law.plan(appeal.plan).notices
    return heaviest_first(
        rules.check_appeal(
            against=appeal.against,
            to_board=to_board,
            filed_on=appeal.filed_on,
            action_on=appeal.action_on,
            given_on=given_on(appeal.incumbency),
            on=on,
        )
    )


def in_time_findings(appeal: BoardAppeal, *, given: date | None) -> list[Finding]:
    """Whether a recorded appeal was filed within its days, counted from its action, or from `given` where later."""
    rules = law.plan(appeal.plan).notices
    return rules.check_appeal_in_time(
        against=appeal.against,
        filed_on=appeal.filed_on,
        action_on=appeal.action_on,
        given_on=given,
        on=appeal.recorded_on,
    )


def given_on(incumbency: Incumbency) -> date | None:
    """The day on which the separation that ended this appointment was decided and its letter given; None of others."""
    if incumbency.ended_by != "separation":
        return None
    told = Event.unscoped.filter(kind=Incumbency.kind, thing_id=incumbency.pk, verb="separate").order_by("-number")
    return told.values_list("on", flat=True).first()


def appeal_last_day(plan: str, action_on: date, *, given: date | None = None) -> date:
    """The last day (inclusive) on which an appeal of an action of that day, told on `given`, is in time: CO-REM-6."""
    return law.plan(plan).notices.appeal_last_day(action_on, given_on=given)


def how_to_appeal(plan: str) -> str:
    """Where an appeal is filed, and what the guide says of it: CO-REM-6."""
    return law.plan(plan).notices.HOW_TO_APPEAL


def appeal_days(plan: str, *, on: date) -> int:
    """In how many calendar days after the action an appeal is in time: CO-REM-6."""
    return law.plan(plan).notices.APPEAL_DAYS.on(on).value


def appeals(plan: str) -> tuple[tuple[str, str, bool], ...]:
    """What somebody may want to appeal: code, words, and whether the law gives an appeal."""
    return law.plan(plan).notices.APPEALS


def notice_of(incumbency: Incumbency, *, year: int) -> Notice | None:
    """The notice to this person of that fiscal year that stands; None without one."""
    return Notice.unscoped.standing().filter(incumbency=incumbency, fiscal_year=year).first()


def separation_day(notice: Notice) -> date:
    """The June 30 on which the separation after this notice is."""
    return law.plan(notice.plan).calendar.year_ends(notice.fiscal_year)


def is_disputed(notice: Notice) -> bool:
    """Whether it was given on May 1 and nobody has settled it."""
    return standing(notice) is law.plan(notice.plan).notices.Standing.DISPUTED


def is_in_time(notice: Notice) -> bool:
    """Whether it was given in time, or DPA/DHR settled that it was: a ground for the separation on June 30."""
    return standing(notice) is law.plan(notice.plan).notices.Standing.IN_TIME
