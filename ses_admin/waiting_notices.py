"""Whose turn it is with a notice of unsatisfactory performance: to sign, deliver, settle, or carry out."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse

import law
from accounts.models import User
from accounts.templatetags.words import day as in_words
from appraisals import notice_validators as validators
from appraisals.models import Notice
from contracts.noticed import Noticed
from positions.models import Incumbency
from ses_admin.desk_rows import Asked, Item

RULE = "CO-REM-3"


def notices(user: User, *, on: date, only: int | None = None) -> list[Notice]:
    """The notices that wait: to this person, and of the departments in which they hold an office; for the statewide
    offices what DPA/DHR has to settle. One query. `only`: one notice alone, by its key."""
    near = Q(employee=user) | Q(department__in=user.departments_held(on))
    if user.sees_everything(on):
        near |= Q(state="delivered", found_in_time=None)
    ended = Q(employee=user, state="separated") | Q(state="reversed", incumbency__ended_by="separation")
    waits = Q(state__in=["draft", "signed", "delivered"]) | ended
    rows = Notice.objects.visible_to(user, on=on).filter(near, waits).with_kept().with_appeal()
    if only is not None:
        rows = rows.filter(pk=only)
    return list(rows.select_related("employee", "department", "incumbency").order_by("pk"))


def leaving(found: Iterable[Notice], *, on: date) -> Iterator[Noticed]:
    """Of these notices those that bring a separation on June 30: they were delivered in time."""
    for notice in found:
        if notice.state == "delivered" and _is_to_be_carried_out(notice, on=on):
            about = (notice.incumbency_id, notice.position_id, notice.employee_id)
            yield Noticed(*about, notice.delivered_on, validators.separation_day(notice))


def notice_items(found: Iterable[Notice], user: User, *, on: date) -> Iterator[Item]:
    """A row for each of these notices."""
    for notice in found:
        if notice.state == "separated":
            yield from _to_appeal(notice, on=on)
        elif notice.state == "reversed":
            if _is_near(notice, user, on=on):
                yield _to_reopen(notice, user, on=on)
        elif notice.state != "delivered":
            yield _on_its_way(notice, user, on=on)
            if notice.state == "signed" and user.pk != notice.employee_id:
                yield _to_be_received(notice)
        elif validators.is_disputed(notice):
            yield _disputed(notice, user, on=on)
        elif _is_to_be_carried_out(notice, on=on) and _is_near(notice, user, on=on):
            yield _to_carry_out(notice, user, on=on)


def _is_to_be_carried_out(notice: Notice, *, on: date) -> bool:
    """In time; after June 30 only while no contract of the next year has kept the position."""
    return validators.is_in_time(notice) and not (notice.was_kept and on > _year_ends(notice))


def _is_near(notice: Notice, user: User, *, on: date) -> bool:
    return user.pk != notice.employee_id and notice.department_id in user.departments_held(on)


def _on_its_way(notice: Notice, user: User, *, on: date) -> Item:
    """Not delivered yet: to be signed, then to be received or attested."""
    own, who = notice.employee_id == user.pk, notice.employee.name
    office = "director" if notice.state == "draft" else "hr"
    if own:
        what, button = f"Confirm that the notice signed on {in_words(notice.signed_on)} has reached you", "Read"
    elif notice.state == "draft":
        what, button = f"Sign the notice of unsatisfactory performance to {who}", "Read and sign"
    else:
        what, button = f"Deliver the notice to {who}", "Open"
    return Item(
        what=what,
        url=notice.get_absolute_url(),
        button=button,
        rule=RULE,
        due_on=law.plan(notice.plan).calendar.notice_last_safe_day(notice.fiscal_year),
        since=notice.signed_on or notice.started_on,
        is_mine=own or _acts(notice, office, user, on=on),
        waits_for=law.offices()[office].name,
        asked=_asked(notice, office),
    )


def _to_be_received(notice: Notice) -> Item:
    """Signed, and open to the executive to read: it is delivered once they say on screen that it has reached them."""
    return Item(
        what=f"Confirm the receipt of the notice signed on {in_words(notice.signed_on)}",
        url=notice.get_absolute_url(),
        button="Open",
        rule=RULE,
        due_on=law.plan(notice.plan).calendar.notice_last_safe_day(notice.fiscal_year),
        since=notice.signed_on,
        is_mine=False,
        waits_for=f"{notice.employee.name} (employee)",
        asked=Asked(notice.employee_id),
    )


def _asked(notice: Notice, office: str) -> Asked:
    """Whoever holds the office, and never the executive whom the notice is about."""
    return Asked(None, (office,), notice.department_id, but_not=notice.employee_id)


def _disputed(notice: Notice, user: User, *, on: date) -> Item:
    """Given on May 1: nobody is separated before DPA/DHR has settled it."""
    return Item(
        what=f"Settle whether the notice to {notice.employee.name} of {in_words(notice.delivered_on)} was in time",
        url=notice.get_absolute_url(),
        button="Settle",
        rule=RULE,
        due_on=_year_ends(notice),
        since=notice.delivered_on,
        is_mine=user.pk != notice.employee_id and user.holds("reviewer", on=on),
        waits_for=law.offices()["reviewer"].name,
        asked=_asked(notice, "reviewer"),
    )


def _to_carry_out(notice: Notice, user: User, *, on: date) -> Item:
    """In time: the separation on June 30 is the director's to carry out."""
    return Item(
        what=f"Separate {notice.employee.name} on {in_words(_year_ends(notice))}",
        url=notice.get_absolute_url(),
        button="Open",
        rule="CO-REM-5",
        due_on=_year_ends(notice),
        since=notice.delivered_on,
        is_mine=_acts(notice, "director", user, on=on),
        waits_for=law.offices()["director"].name,
        asked=_asked(notice, "director"),
    )


def _to_appeal(notice: Notice, *, on: date) -> Iterator[Item]:
    """For the executive, until it is filed or the days have passed: how long the separation can be appealed."""
    last_day = validators.appeal_last_day(notice.plan, _year_ends(notice), given=notice.separated_on)
    if notice.is_appealed or on > last_day:
        return
    yield Item(
        what=f"Last day to appeal to the State Personnel Board: {in_words(last_day)}",
        url=reverse("appraisals:rights", args=[notice.incumbency_id]),
        button="Read your rights",
        rule="CO-REM-6",
        due_on=last_day,
        since=notice.separated_on,
    )


def _to_reopen(notice: Notice, user: User, *, on: date) -> Item:
    """The Board reversed the separation: the appointment is reopened by HR or the director."""
    return Item(
        what=f"Reopen the appointment of {notice.employee.name}: the State Personnel Board reversed the separation",
        url=reverse("appraisals:rights", args=[notice.incumbency_id]),
        button="Open",
        rule="CO-REM-6",
        is_mine=_acts(notice, "hr", user, on=on) or _acts(notice, "director", user, on=on),
        waits_for=law.offices()["hr"].name,
        asked=_asked(notice, "hr"),
    )


def _acts(notice: Notice, office: str, user: User, *, on: date) -> bool:
    return user.pk != notice.employee_id and user.holds(office, on=on, department_id=notice.department_id)


def _year_ends(notice: Notice) -> date:
    return law.plan(notice.plan).calendar.year_ends(notice.fiscal_year)


def own_appointment(user: User, *, on: date) -> Incumbency | None:
    """The last appointment of somebody who holds no office of a whole department or of the state."""
    if user.departments_seen(on) or user.sees_everything(on) or user.holds("administrator", on=on):
        return None
    return Incumbency.objects.visible_to(user, on=on).filter(person=user).order_by("-starts_on").first()
