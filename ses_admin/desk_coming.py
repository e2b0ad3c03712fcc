"""What comes, for a desk: deadlines of whom it is about and of who rates them, offices that end, what begins."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse

import law
from accounts.models import Membership, User
from contracts.models import Contract
from positions.models import Flag
from positions.models.flag import CONTRACTS
from ses_admin import department_year
from ses_admin.compliance import NAMES
from ses_admin.department_year import Books
from ses_admin.desk_rows import Asked, Item, Many

SOON = timedelta(days=45)
APPRAISALS = ("appraisal-before-salary", "evaluation-meeting")


def deadlines(user: User, known: Iterable[Item], *, on: date) -> Iterator[Item]:
    """A row for each contract, appraisal and meeting that is owed within 45 days, or late, of which a row of `known`
    does not tell: this person's own, and those of whom they rate; for a department the appraisals and meetings. One
    query; none for a statewide office, whose desk counts every deadline."""
    if user.sees_everything(on):
        return
    told = {(item.person, item.due_on) for item in known if item.person}
    leaving = {item.position for item in known if item.position}
    own = Q(person=user) | Q(owed_by_person=user)
    here = user.departments_seen(on)
    contracts = Q(duty__in=CONTRACTS) & (own | ~Q(department__in=here))
    near = own | Q(department__in=user.departments_held(on))  # an administrator sees the flags of all
    still_due = Q(due_on__gte=on) | Q(is_advice=False)
    rows = Flag.objects.visible_to(user, on=on).open()
    rows = rows.filter(near, contracts | Q(duty__in=APPRAISALS), still_due, due_on__lte=on + SOON)
    for flag in rows.select_related("position", "owed_by_person").order_by("due_on", "pk"):
        is_told = flag.duty in CONTRACTS and (flag.person_id, flag.due_on) in told
        if not is_told and flag.position_id not in leaving:
            yield _deadline(flag, user)


def _deadline(flag: Flag, user: User) -> Item:
    by_name = flag.owed_by_person_id is not None
    office = law.offices()[flag.owed_by].name
    words = flag.words[0].lower() + flag.words[1:]
    return Item(
        what=f"Your own: {words}" if flag.person_id == user.pk else f"{flag.words}: {flag.about}",
        url=Contract(pk=flag.thing_id).get_absolute_url() if flag.thing_kind == Contract.kind else _position(flag),
        button="Open",
        rule=flag.rule,
        due_on=flag.due_on,
        since=flag.opens_on,
        is_mine=by_name and flag.owed_by_person_id == user.pk,
        waits_for=f"{flag.owed_by_person} ({office.lower()})" if by_name else office,
        asked=Asked(flag.owed_by_person_id, (flag.owed_by,), flag.department_id),
        many=Many(f"{NAMES.get(flag.duty, flag.words)}: {{}} executives", _listed(flag), "Deadlines"),
        person=flag.person_id,
    )


def _position(flag: Flag) -> str:
    return flag.position.get_absolute_url() if flag.position else reverse("deadlines")


def _listed(flag: Flag) -> str:
    return f"{reverse('deadlines')}?rule={flag.rule}" + ("&advice=too" if flag.is_advice else "")


def beginnings(books: Books) -> Iterator[Item]:
    """Positions that enter the SES, and people who take office, soon."""
    for placement in books.placements:
        if books.on < placement.starts_on <= books.on + SOON:
            words, rule = f"{placement.position} enters the SES", "CO-NOM-7"
            yield Item(words, placement.position.get_absolute_url(), "Open", rule, due_on=placement.starts_on)
    for incumbency in books.incumbencies:
        if books.on < incumbency.starts_on <= books.on + SOON:
            words = f"{incumbency.person} takes office as {incumbency.position.title}"
            url = incumbency.position.get_absolute_url()
            yield Item(words, url, "Open", "CO-CON-2", due_on=incumbency.starts_on)


def notice_day(books: Books, user: User) -> Iterator[Item]:
    """The last safe day for notice of unsatisfactory performance, for directors."""
    day = department_year.notice_day(books.plan, on=books.on)
    if day and books.on <= day <= books.on + SOON and user.holds("director", on=books.on):
        words = "Last safe day for written notice of unsatisfactory performance"
        yield Item(words, reverse("positions:positions"), "Positions", "CO-REM-3", due_on=day)


def offices_that_end(user: User, *, on: date) -> Iterator[Item]:
    """Offices whose last day is near: my own, and those of my departments or, for the administrator, all."""
    wide = user.departments_seen(on) or user.holds("administrator", on=on)
    held = user.memberships_on(on)
    if wide:
        held = Membership.objects.visible_to(user, on=on).held_on(on).select_related("user", "department")
        held = held.filter(ends_on__lte=on + SOON)
    url = reverse("accounts:offices") if user.holds("administrator", on=on) else reverse("accounts:me")
    for membership in held:
        if membership.ends_on and membership.ends_on <= on + SOON:
            whose = "Your office" if membership.user_id == user.pk else f"The office of {membership.user}"
            yield Item(f"{whose} as {membership} ends", url, "Offices", "", due_on=membership.ends_on)
