"""Who holds which position, from a file: appointments that were made before the program knew of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from accounts.acting import procedure
from accounts.models import User
from accounts.templatetags.words import day as in_words
from positions import validators
from positions.exchange import values
from positions.exchange.rows import ADD, SAME, Asking, Column, Given, Outcome
from positions.exchange.told import Taking
from positions.models import Incumbency, Placement, Position
from positions.one_position import in_both
from records.models import Event

NUMBER, MAIL, FIRST, LAST = "Position number", "Mail address", "First day", "Last day"
ACTING, METHOD, MERIT, BEFORE = "Acting", "Method of filling", "Merit and fitness basis", "Held it before the SES"
CERTIFIED, CLASS = "Certified", "Previously certified class"
COLUMNS = (
    Column(NUMBER, "The number of the position, which is in the SES.", "AG-0012", is_needed=True, also=("Number",)),
    Column(MAIL, "The mail address of the person, who is known.", "rosa.whitehorse@example.org", True, ("Email",)),
    Column(FIRST, "The first day in the position.", "07/01/2026", is_needed=True),
    Column(LAST, "The last day, if one is set.", "06/30/2027"),
    Column(ACTING, "Yes or no. Empty means no.", "no"),
    Column(
        METHOD,
        "How it was filled, as the page of appointing calls it.",
        "Selection from a referral list",
        is_needed=True,
    ),
    Column(MERIT, "What the appointment rests on.", "Comparative analysis of June 2026", is_needed=True),
    Column(BEFORE, "Yes or no: held the position before it entered the SES. Empty means no.", "no"),
    Column(CERTIFIED, "Yes or no; empty when nobody knows.", "yes"),
    Column(CLASS, "The class in which the person was certified before.", "Management"),
)


@dataclass
class Known:
    """What is there, read once."""

    positions: dict[str, Position]
    people: dict[str, User]
    placed: dict[int, list[tuple[date, date | None]]]
    held: dict[tuple[int, bool], list[tuple[date, date | None, int, str]]]
    of_person: dict[int, list[tuple[Position, date, date | None]]]
    methods: dict[str, str]
    called: str
    states: dict[bool, str]

    @classmethod
    def read(cls, plan: str) -> "Known":
        """Four queries, however many rows."""
        positions = Position.unscoped.filter(plan=plan).select_related("department")
        steps = procedure(Incumbency(plan=plan))
        now = next(step.end for step in steps.steps if step.verb == "appoint")
        known = cls(
            {each.number.casefold(): each for each in positions},
            {each.email.casefold(): each for each in User.objects.only("pk", "name", "email")},
            {},
            {},
            {},
            {said.casefold(): code for code, words in validators.methods(plan) for said in (code, words)},
            "; ".join(words for _code, words in validators.methods(plan)),
            {False: now, True: next(step.end for step in steps.steps if step.verb == "end")},
        )
        placed = Placement.unscoped.filter(plan=plan).values_list("position_id", "starts_on", "ends_on")
        for position, starts_on, ends_on in placed:
            known.placed.setdefault(position, []).append((starts_on, ends_on))
        held = Incumbency.unscoped.filter(plan=plan).values_list(
            "position_id", "is_acting", "starts_on", "ends_on", "person_id", "person__name"
        )
        by_key = {each.pk: each for each in positions}
        for position, is_acting, *span in held:
            known.held.setdefault((position, is_acting), []).append(tuple(span))
            if not is_acting:
                known.of_person.setdefault(span[2], []).append((by_key[position], span[0], span[1]))
        return known


def judge(lines: list[Given], asking: Asking) -> list[Outcome]:
    """What each row would do. Rows of one position may not overlap each other either."""
    known = Known.read(asking.plan)
    return [_judge(given, asking, known) for given in lines]


def _judge(given: Given, asking: Asking, known: Known) -> Outcome:
    held = _incumbency(given, asking, known)
    if given.troubles or held is None:
        return given.cannot()
    there = known.held.setdefault((held.position_id, held.is_acting), [])
    if (held.starts_on, held.ends_on, held.person_id, held.person.name) in there:
        return Outcome(given.line, SAME, f"{held.person} is recorded in {held.position} like this.", held)
    for starts_on, ends_on, _person, name in there:
        if starts_on <= (held.ends_on or date.max) and held.starts_on <= (ends_on or date.max):
            until = f"to {in_words(ends_on)}" if ends_on else "with no last day"
            return given.cannot(
                f"“{FIRST}” is {in_words(held.starts_on)}, and {name} holds {held.position} from "
                f"{in_words(starts_on)} {until}. Two people never hold one position on one day. (CO-APT-1)"
            )
    if (words := _held_besides(held, known)) is not None:
        return given.cannot(words)
    findings = [found for found in validators.appointment_findings(held) if found.stops]
    if findings:
        return given.cannot(" ".join(f"{found.words} ({found.code})" for found in findings))
    there.append((held.starts_on, held.ends_on, held.person_id, held.person.name))
    if not held.is_acting:
        known.of_person.setdefault(held.person_id, []).append((held.position, held.starts_on, held.ends_on))
    until = f" to {in_words(held.ends_on)}" if held.ends_on else ""
    words = f"{held.person} is recorded in {held.position} from {in_words(held.starts_on)}{until}."
    return Outcome(given.line, ADD, words, held)


def _held_besides(held: Incumbency, known: Known) -> str | None:
    """Why the person cannot hold this position for good on these days: another one of the SES, held or in the file."""
    if held.is_acting:
        return None
    own, placed = (held.starts_on, held.ends_on), known.placed.get(held.position_id, [])
    for position, starts_on, ends_on in known.of_person.get(held.person_id, []):
        if position.pk == held.position_id:
            continue
        days = in_both(own, placed, (starts_on, ends_on), known.placed.get(position.pk, []))
        if days is not None:
            return (
                f"{held.person} holds another SES position, {position}, on {in_words(days[0])}. Nobody holds two for "
                f"good on one day: check “{FIRST}” and “{LAST}”. A move from one to the other is a transfer. (CO-APT-3)"
            )
    return None


def _incumbency(given: Given, asking: Asking, known: Known) -> Incumbency | None:
    position = _one(given, NUMBER, known.positions, "no position has this number. Bring in the positions first")
    person = _one(given, MAIL, known.people, "nobody is known by it. Bring in the people first")
    first, last = given.day(FIRST, is_needed=True), given.day(LAST)
    is_acting, method = given.ask(ACTING, values.yes_or_no), _method(given, known)
    merit = given.text(MERIT, most=4000, is_needed=True)
    before, certified = given.ask(BEFORE, values.yes_or_no), given.ask(CERTIFIED, values.yes_or_no)
    certified_class = given.text(CLASS, most=120)
    if person is not None and person.pk == asking.by.pk:
        given.wrong(MAIL, "is your own. Nobody appoints themselves. (CO-APT-1)")
    _check_days(given, asking, first, last)
    if position is None or person is None or first is None or given.troubles:
        return None
    _check_placed(given, position, first, known)
    return Incumbency(
        plan=asking.plan,
        position=position,
        department=position.department,
        person=person,
        state=known.states[last is not None],
        starts_on=first,
        ends_on=last,
        is_acting=bool(is_acting),
        method=method,
        merit_basis=merit,
        is_encumbered=bool(before),
        is_certified=certified,
        previously_certified_class="" if certified_class.casefold() in values.NOTHING else certified_class,
    )


def _one(given: Given, heading: str, known: dict, otherwise: str):
    said = given.text(heading, most=254, is_needed=True)
    found = known.get(said.casefold()) if said else None
    if said and found is None:
        given.wrong(heading, f"says “{said}”, and {otherwise}.")
    return found


def _method(given: Given, known: Known) -> str:
    said = given.text(METHOD, most=120, is_needed=True)
    if said and said.casefold() not in known.methods:
        given.wrong(METHOD, f"says “{said}”. Write one of: {known.called}.")
    return known.methods.get(said.casefold(), "")


def _check_days(given: Given, asking: Asking, first: date | None, last: date | None) -> None:
    if first is not None and first > asking.on:
        given.wrong(FIRST, f"is {in_words(first)}, still to come. The director makes an appointment. (CO-APT-1)")
    if first is not None and last is not None and last < first:
        given.wrong(LAST, f"is {in_words(last)}, before “{FIRST}”, {in_words(first)}.")


def _check_placed(given: Given, position: Position, first: date, known: Known) -> None:
    spans = known.placed.get(position.pk, [])
    if not any(starts_on <= first and (ends_on is None or first <= ends_on) for starts_on, ends_on in spans):
        given.wrong(FIRST, f"is {in_words(first)}, and {position} is not in the SES on that day. (CO-NOM-7)")


def save(outcomes: list[Outcome], taking: Taking) -> Iterator[Event]:
    """Save the good rows; give the event of each."""
    good = [each for each in outcomes if each.what == ADD]
    made = Incumbency.unscoped.bulk_create((each.makes for each in good), batch_size=500)
    for held, outcome in zip(made, good, strict=True):
        yield taking.told(held, outcome.words, outcome, end=held.state, facts={"number": held.position.number})
