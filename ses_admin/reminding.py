"""Asking whoever something waits for: one mail a day for each row and person, whoever presses the button."""

from datetime import date

from accounts.models import User
from accounts.templatetags.words import day
from records import mail
from ses_admin.reminders import Holders
from ses_admin.waiting import Item


def may_ask(user: User, *, on: date) -> bool:
    """Whether this person may have others reminded: everybody but who only reads."""
    offices = {membership.office for membership in user.memberships_on(on)}
    return offices != {"auditor"}


def ask(item: Item, *, by: User, on: date) -> int:
    """Write to everybody whom `item` waits for, but not to who asks. How many people those are."""
    people = User.objects.filter(pk__in=_waited_for(item, on=on), is_active=True).exclude(pk=by.pk).order_by("pk")
    by_when = f"It is due by {day(item.due_on)}." if item.due_on else "The law sets no day."
    letters = [
        mail.Letter(
            to=person,
            subject=f"Waits for you: {item.what}",
            text=f"{by.name} asks you: {item.what}.\n\n{by_when} Rule {item.rule}.",
            key=f"asked/{item.key}/{on.isoformat()}",
            path=item.url,
        )
        for person in people
    ]
    mail.send_messages(letters)
    return len(letters)


def _waited_for(item: Item, *, on: date) -> set[int]:
    """The person, or whoever holds one of the offices; nobody is asked about what concerns themselves."""
    if item.asked is None:
        return set()
    if item.asked.person is not None:
        return {item.asked.person}
    holders = Holders.on(on)
    people = {person for office in item.asked.offices for person in holders.of(office, item.asked.department)}
    return people - {item.asked.but_not}
