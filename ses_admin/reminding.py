"""Asking whoever something waits for: one mail a day for each row and person, whoever presses the button."""

from dataclasses import dataclass
from datetime import date

from accounts.models import User
from accounts.templatetags.words import day
from records import mail
from ses_admin import open_words
from ses_admin.reminders import Holders
from ses_admin.waiting import Item


def may_ask(user: User, *, on: date) -> bool:
    """Whether this person may have others reminded: everybody but who only reads."""
    offices = {membership.office for membership in user.memberships_on(on)}
    return offices != {"auditor"}


@dataclass(frozen=True)
class Told:
    """How many people a row waits for, and to how many of them a mail is written now: the others got theirs today."""

    people: int
    now: int


def ask(item: Item, *, by: User, on: date) -> Told:
    """Write to everybody whom `item` waits for, but not to who asks, and to nobody twice on the day `on`."""
    people = User.objects.filter(pk__in=_waited_for(item, on=on), is_active=True).exclude(pk=by.pk).order_by("pk")
    key = f"asked/{item.key}/{on.isoformat()}"
    known = mail.already_told(key, people)
    subject, text = _words(item, by=by, on=on)
    letters = [
        mail.Letter(to=person, subject=subject, text=text, key=key, path=item.url)
        for person in people
        if person.pk not in known
    ]
    mail.send_messages(letters)
    return Told(len(people), len(letters))


def _words(item: Item, *, by: User, on: date) -> tuple[str, str]:
    """Subject and text; of a notice or separation the neutral line, with nobody's name but that of who asks."""
    due = "was due" if item.due_on and item.due_on < on else "is due"
    by_when = f"It {due} by {day(item.due_on)}." if item.due_on else "The law sets no day."
    if item.rule in open_words.NEUTRAL_RULES:
        return open_words.A_LETTER, f"{by.name} asks you to open a letter that waits for you.\n\n{by_when}"
    return f"Waits for you: {item.what}", f"{by.name} asks you: {item.what}.\n\n{by_when} Rule {item.rule}."


def _waited_for(item: Item, *, on: date) -> set[int]:
    """The person, or whoever holds one of the offices; nobody is asked about what concerns themselves."""
    if item.asked is None:
        return set()
    if item.asked.person is not None:
        return {item.asked.person}
    holders = Holders.on(on)
    people = {person for office in item.asked.offices for person in holders.of(office, item.asked.department)}
    return people - {item.asked.but_not}
