"""People from a file: how they are called, and the mail address by which they are known."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from accounts.models import User
from positions.exchange import values
from positions.exchange.rows import ADD, CHANGE, SAME, Asking, Column, Given, Outcome, once
from positions.exchange.told import Taking
from records.models import Event

NAME, MAIL = "Name", "Mail address"
COLUMNS = (
    Column(NAME, "The full name, as it is printed on contracts and letters.", "Rosa Whitehorse", is_needed=True),
    Column(
        MAIL,
        "They are known by it, and sign in with it once they are invited.",
        "rosa.whitehorse@example.org",
        is_needed=True,
        also=("Email", "E-mail", "Mail"),
    ),
)


@dataclass
class Row:
    """A person as a row has them, and the one that is known already."""

    name: str
    email: str
    known: User | None


def judge(lines: list[Given], asking: Asking) -> list[Outcome]:
    """What each row would do."""
    known = {each.email.casefold(): each for each in User.objects.only("pk", "name", "email")}
    may_correct = asking.by.holds("administrator", on=asking.on)
    outcomes = [_judge(given, asking, known, may_correct=may_correct) for given in lines]
    once(outcomes, lambda each: each.makes.email, thing="mail address")
    return outcomes


def _judge(given: Given, asking: Asking, known: dict[str, User], *, may_correct: bool) -> Outcome:
    name = given.text(NAME, most=120, is_needed=True)
    email = given.ask(MAIL, values.mail, is_needed=True)
    if given.troubles or not email:
        return given.cannot()
    found = known.get(email)
    row = Row(name, email, found)
    if found is None:
        return Outcome(given.line, ADD, f"{name} is entered, without an office and without a password yet.", row)
    if found.name == name:
        return Outcome(given.line, SAME, f"{name} is known with this mail address.", row)
    if found.pk == asking.by.pk:
        return given.cannot(f"This is your own mail address. Somebody else corrects your name, {found.name}.")
    if not may_correct:
        return given.cannot(f"{email} belongs to {found.name}. Only the administrator corrects a name.")
    return Outcome(given.line, CHANGE, f"{found.name}, {email}, is corrected to {name}.", row)


def save(outcomes: list[Outcome], taking: Taking) -> Iterator[Event]:
    """Save the good rows; give the event of each."""
    new = [each for each in outcomes if each.what == ADD]
    people = [User(name=each.makes.name, email=each.makes.email, password=make_password(None)) for each in new]
    for person, outcome in zip(User.objects.bulk_create(people, batch_size=500), new, strict=True):
        facts = {"email": person.email}
        yield taking.told(person, f"Entered {person.name}", outcome, verb="add", facts=facts)
    changed = [each for each in outcomes if each.what == CHANGE]
    facts_of = {each.line.number: {"name": [each.makes.known.name, each.makes.name]} for each in changed}
    for each in changed:
        each.makes.known.name = each.makes.name
    User.objects.bulk_update((each.makes.known for each in changed), ["name"], batch_size=200)
    for each in changed:
        yield taking.told(each.makes.known, each.words, each, verb="correct", facts=facts_of[each.line.number])
