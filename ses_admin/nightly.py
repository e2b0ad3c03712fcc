"""The nightly job: what the law has owed on each night, flagged, told and proposed. It decides nothing."""

import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils import timezone

import law
from accounts.models import Membership
from appraisals import deadlines as about_appraisals
from appraisals import july_first
from contracts import deadlines as about_contracts
from positions import deadlines as about_positions
from positions import offices_held
from positions.models import NightlyRun, Roster
from positions.owing import Owing, keep
from records.today import today, training_day
from ses_admin import reminders

SEPARATION = "separation"
"""The duty of an appointment that ends on June 30 after notice: it owes no contract that begins later (reading 7)."""
MISSED_AFTER = timedelta(hours=26)
"""So long after the midnight with which its day began, a night is the last one only if the job is not running."""
DAY_AND_NIGHT = timedelta(days=1)
MOST_MADE_UP = 400  # nights; a site that slept longer begins anew


def owing(plan: str, held: list[Membership], *, since: date, on: date) -> Iterator[Owing]:
    """Everything that is spoken of on the day `on`, from the three apps. `since`: the first night ever run."""
    yield from about_positions.owing(plan, held, since=since, on=on)
    of_appraisals = list(about_appraisals.owing(plan, since=since, on=on))
    yield from of_appraisals
    leaving = {each.thing_id: each.duty.due_on for each in of_appraisals if each.duty.code == SEPARATION}
    yield from about_contracts.owing(plan, leaving=leaving, on=on)


@transaction.atomic(savepoint=False)
def run(on: date, *, at: datetime) -> NightlyRun:
    """The night of `on`, whole or not at all. Done before, it only looks again: nothing is raised or told twice.

    `at` is the moment by the real clock, also where a training clock says which night it is.
    """
    began = time.monotonic()
    raised = settled = reminded = proposed = 0
    for plan in law.PLANS:
        Roster.lock(plan)  # two workers that begin the same night: the second finds it done
        nights = NightlyRun.objects.aggregate(first=Min("day"), done=Count("pk", filter=Q(day=on)))
        held = offices_held.read(on=on)
        proposed += july_first.propose(plan, held, on=on)
        kept = keep(plan, owing(plan, held, since=min(on, nights["first"] or on), on=on), on=on)
        raised, settled = raised + kept.raised, settled + kept.settled
        reminded += reminders.remind(plan, held, on=on, again=bool(nights["done"]))
    if nights["done"]:
        return NightlyRun.objects.get(day=on)
    # Under the lock above, so nobody else writes this night meanwhile.
    return NightlyRun.objects.create(
        day=on,
        ran_at=at,
        seconds=time.monotonic() - began,
        raised=raised,
        settled=settled,
        reminded=reminded,
        proposed=proposed,
    )


def catch_up(*, until: date | None = None) -> int:
    """Run every night that is missing, in order, up to today; then one mail for each person. How many were run.

    A night is a transaction of its own, the last one together with the mail: killed in the middle, the next call goes
    on where it stopped.
    """
    until = until or today()
    nights = NightlyRun.objects.aggregate(
        last=Max("day"), told=Max("day", filter=Q(mailed=True)), untold=Count("pk", filter=Q(mailed=False))
    )
    last = nights["last"]
    first = max(last + timedelta(days=1), until - timedelta(days=MOST_MADE_UP)) if last else until
    missing = [first + timedelta(days=ahead) for ahead in range((until - first).days + 1)]
    for night in missing[:-1]:
        run(night, at=timezone.now())
    with transaction.atomic():
        for night in missing[-1:]:
            run(night, at=timezone.now())
        if missing or nights["untold"]:
            _mail(since=nights["told"], on=until)
    return len(missing)


def _mail(*, since: date | None, on: date) -> None:
    """Write the digests and note that the nights up to `on` are told, together."""
    reminders.write_digests(since=since, on=on)
    NightlyRun.objects.filter(day__lte=on, mailed=False).update(mailed=True)


def last_night() -> date | None:
    """The last night that was run; None if there was none yet."""
    return NightlyRun.objects.aggregate(last=Max("day"))["last"]


def lately(*, at: datetime) -> QuerySet[NightlyRun]:
    """The runs that show that the job is not behind at the moment `at` of the site's clock.

    Judged by the night, which stands still and jumps with a training clock as the site does. Where the real clock
    holds, the job also has to have run in the 26 hours before; but not where a training clock was ahead of it, since
    those nights are not run again.
    """
    at = timezone.localtime(at)
    runs = NightlyRun.objects.filter(day__gte=(at - MISSED_AFTER + DAY_AND_NIGHT).date())
    if training_day() is None:
        runs = runs.filter(Q(ran_at__gte=at - MISSED_AFTER) | Q(day__gt=at.date()))
    return runs


def is_missing(*, at: datetime) -> bool:
    """Whether nights up to the moment `at` of the site's clock are missing: the job does not run, or never has."""
    return not lately(at=at).exists()
