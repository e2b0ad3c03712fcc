"""The administrator's acts on people: who they are, which office they hold from when to when, who may sign in.

They stand here and not in accounts/, because every one of them writes an event, and accounts/ lies below records/.
"""

from datetime import date

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Q

import law
from accounts.acting import StepRefused, ready
from accounts.models import Department, Membership, User
from records import events
from records.acts import begin, move
from records.mail import send_message

HELD_BY_ONE = ("director", "personnel_director")
"""Offices that one person holds at a time, but for somebody acting."""


@transaction.atomic
def add_person(*, name: str, email: str, by: User, on: date) -> User:
    """Enter a person, who has no password until they choose one by a mailed link, and no office.

    Raises StepRefused: not the administrator, or the mail address is taken.
    """
    office = _administrator(by, on=on)
    email = email.strip().lower()
    if User.objects.filter(email__iexact=email).exists():
        raise StepRefused(f"There is already a person with the mail address {email}.")
    person = User.objects.create_user(email, name=" ".join(name.split()))
    events.record(person, "add", by=by, office=office, on=on, words=f"Entered {person.name}", facts={"email": email})
    return person


@transaction.atomic
def correct_person(person: User, *, name: str, email: str, by: User, on: date) -> None:
    """Change the name that is printed from now on, or the mail address that a person signs in with.

    What is printed already keeps the name it had. A new mail address signs the person out everywhere.
    Raises StepRefused: not the administrator, oneself, nothing is changed, or the mail address is taken.
    """
    office = _administrator(by, on=on)
    _not_oneself(person, by)
    name, email = " ".join(name.split()), email.strip().lower()
    before = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    if (name, email) == (before.name, before.email):
        raise StepRefused("Nothing is changed: the name and the mail address are these already.")
    if User.objects.filter(email__iexact=email).exclude(pk=person.pk).exists():
        raise StepRefused(f"There is already a person with the mail address {email}.")
    person.name, person.email = name, email
    person.save(update_fields=["name", "email"])
    if email != before.email:
        person.end_sessions()
    words = f"Corrected {before.name}, {before.email} to {name}, {email}"
    facts = {"name": [before.name, name], "email": [before.email, email]}
    events.record(person, "correct", by=by, office=office, on=on, words=words, facts=facts)


@transaction.atomic
def disable(person: User, *, by: User, on: date) -> None:
    """Nobody signs in as this person any more, from the next request on. What they did and hold stays on record.

    Raises StepRefused: not the administrator, oneself, or disabled already.
    """
    office = _administrator(by, on=on)
    _not_oneself(person, by)
    if User.objects.filter(pk=person.pk, is_active=True).update(is_active=False) != 1:
        raise StepRefused(f"{person} is disabled already.")
    person.is_active = False
    person.end_sessions()
    events.record(person, "disable", by=by, office=office, on=on, words=f"Disabled the sign-in of {person.name}")


@transaction.atomic
def enable(person: User, *, by: User, on: date) -> None:
    """This person may sign in again, with the password they had. Raises StepRefused as `disable` does."""
    office = _administrator(by, on=on)
    _not_oneself(person, by)
    if User.objects.filter(pk=person.pk, is_active=False).update(is_active=True) != 1:
        raise StepRefused(f"{person} can sign in already.")
    person.is_active = True
    events.record(person, "enable", by=by, office=office, on=on, words=f"Enabled the sign-in of {person.name}")


@transaction.atomic
def remove_second_factor(person: User, *, by: User, on: date) -> None:
    """For somebody who has lost the app and the recovery codes: the password alone signs in again.

    Signs them out everywhere. Raises StepRefused: not the administrator, oneself, or there is none.
    """
    office = _administrator(by, on=on)
    _not_oneself(person, by)
    removed, _kinds = Authenticator.objects.filter(user=person).delete()
    if not removed:
        raise StepRefused(f"{person} has no second step at sign-in.")
    person.end_sessions()
    words = f"Removed the second step at sign-in of {person.name}"
    events.record(person, "remove second factor", by=by, office=office, on=on, words=words)


@transaction.atomic
def record_office(
    person: User,
    *,
    office: str,
    department: Department | None,
    starts_on: date,
    ends_on: date | None = None,
    is_acting: bool = False,
    by: User,
    on: date,
) -> Membership:
    """Record that `person` holds `office` from `starts_on` to `ends_on`, both inclusive; acting if it says so.

    Raises StepRefused: not the administrator, one's own office, a department missing or too many, the person
    holds it already on one of these days, or somebody else does and it is held by one.
    """
    where = law.offices()[office].where
    membership = Membership(
        user=person,
        office=office,
        department=department if where == "department" else None,
        starts_on=starts_on,
        ends_on=ends_on,
        is_acting=is_acting,
        state="",
    )
    step = ready(membership, "record", by=by, on=on)
    _not_oneself(person, by)
    if where == "party":
        raise StepRefused("Nobody is given this office: it comes with a contract or a position.")
    if where == "state" and department is not None:
        raise StepRefused("This office is held for the whole state: choose no department.")
    if where == "department" and department is None:
        raise StepRefused("This office is held in a department: choose which.")
    if ends_on is not None and ends_on < starts_on:
        raise StepRefused("The last day cannot be before the first day.")
    # Two administrators at once: the second sees the first's row
    User.objects.select_for_update(no_key=True).get(pk=person.pk)
    _refuse_overlap(membership)
    until = f" to {_day(ends_on)}" if ends_on else ""
    begin(
        membership,
        step,
        by=by,
        on=on,
        words=f"Recorded {person.name} as {membership} from {_day(starts_on)}{until}",
        facts={"office": office, "starts_on": str(starts_on), "ends_on": str(ends_on or ""), "acting": is_acting},
    )
    person.forget_offices()
    send_message(
        to=person,
        subject=f"Your office: {membership}",
        text=f"The administrator has recorded that you are {membership} from {_day(starts_on)}{until}.",
        key=f"office/{membership.pk}/recorded",
    )
    return membership


@transaction.atomic
def end_office(membership: Membership, *, ends_on: date, by: User, on: date) -> None:
    """Set the last day (inclusive) of an office, and sign its holder out everywhere.

    A last day in the past takes the office away at once. Raises StepRefused: not the administrator, one's own,
    ended already, or before its first day.
    """
    step = ready(membership, "end", by=by, on=on)
    _not_oneself(membership.user, by)
    if ends_on < membership.starts_on:
        raise StepRefused(
            f"This office begins on {_day(membership.starts_on)}; its last day cannot be before. "
            "If it has not begun, withdraw it."
        )
    if membership.ends_on is not None and ends_on > membership.ends_on:
        raise StepRefused(f"This office ends on {_day(membership.ends_on)} already. To prolong it, record it anew.")
    words = f"Ended the office of {membership.user.name} as {membership}: last day {_day(ends_on)}"
    move(membership, step, by=by, on=on, words=words, facts={"ends_on": str(ends_on)}, ends_on=ends_on)
    _sign_out(membership)


@transaction.atomic
def withdraw_office(membership: Membership, *, by: User, on: date) -> None:
    """Take back an office that was recorded by mistake and has not begun before the day `on`.

    Raises StepRefused: not the administrator, one's own, or it has been held.
    """
    step = ready(membership, "withdraw", by=by, on=on)
    _not_oneself(membership.user, by)
    if membership.starts_on < on:
        raise StepRefused(f"This office has been held since {_day(membership.starts_on)}. Set its last day instead.")
    words = f"Withdrew the office of {membership.user.name} as {membership} before it began"
    move(membership, step, by=by, on=on, words=words)
    _sign_out(membership)


def _administrator(by: User, *, on: date) -> str:
    """The office in which `by` acts, as it is printed; the same that may record offices."""
    return ready(Membership(user=by, state=""), "record", by=by, on=on).title


def _not_oneself(person: User, by: User) -> None:
    if person.pk == by.pk:
        raise StepRefused("Nobody does this to themselves. Another administrator can.")


def _sign_out(membership: Membership) -> None:
    membership.user.forget_offices()
    membership.user.end_sessions()


def _refuse_overlap(membership: Membership) -> None:
    same = Membership.unscoped.standing().filter(office=membership.office, department=membership.department)
    same = same.filter(Q(ends_on=None) | Q(ends_on__gte=membership.starts_on)).select_related("user", "department")
    if membership.ends_on is not None:
        same = same.filter(starts_on__lte=membership.ends_on)
    if held := same.filter(user=membership.user).first():
        raise StepRefused(
            f"{held.user} is {held} from {_day(held.starts_on)} already. Set "
            "the last day of that first, or withdraw it if it has not begun."
        )
    if membership.office not in HELD_BY_ONE or membership.is_acting:
        return
    if held := same.filter(is_acting=False).first():
        raise StepRefused(
            f"{held.user} is {held} on some of these days. Set a last day there, or record this office as acting."
        )


def _day(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


@transaction.atomic
def first_administrator(*, name: str, email: str, on: date) -> User:
    """Enter the person who enters everybody else, from the day `on`. Only while nobody holds that office.

    Raises StepRefused: somebody is administrator already, or the mail address is taken.
    """
    if Membership.unscoped.held_on(on).filter(office="administrator").exists():
        raise StepRefused("Somebody is administrator already. They enter people and offices in the site.")
    email = email.strip().lower()
    if User.objects.filter(email__iexact=email).exists():
        raise StepRefused(f"There is already a person with the mail address {email}.")
    person = User.objects.create_user(email, name=" ".join(name.split()))
    membership = Membership.unscoped.create(user=person, office="administrator", starts_on=on)
    events.record(
        membership,
        "record",
        by=None,
        office="Set-up",
        on=on,
        words=f"Entered {person.name} as the first administrator",
        end=membership.state,
        facts={"email": email},
    )
    return person
