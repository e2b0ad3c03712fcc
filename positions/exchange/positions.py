"""Positions from a file, with the places they hold in the SES already."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Q

import law
from accounts.models import Department
from accounts.templatetags.words import day as in_words
from positions.exchange import caps, values
from positions.exchange.rows import ADD, CHANGE, SAME, Asking, Column, Departments, Given, Outcome, once
from positions.exchange.told import About, Taking
from positions.models import Nomination, Placement, Position, Removal
from records.models import Event

NUMBER, TITLE, DEPARTMENT, DIVISION = "Position number", "Title", "Department", "Division"
CLASS, STATUTE = "Management class", "Made SES by statute"
SINCE, UNTIL = "In the SES since", "Last day in the SES"
COLUMNS = (
    Column(NUMBER, "The number of the position. Small and large letters are the same.", "AG-0012", True, ("Number",)),
    Column(TITLE, "The title, as it stands on contracts.", "Deputy Commissioner", is_needed=True, also=("Position",)),
    Column(DEPARTMENT, "The name or the code of the department.", "Agriculture", is_needed=True),
    Column(DIVISION, "The division, if there is one.", "Markets"),
    Column(CLASS, "Yes or no: in the Management class. Empty means yes.", "yes"),
    Column(STATUTE, "The statute that makes it an SES position, if one does.", "C.R.S. 35-65-403(1)"),
    Column(
        SINCE, "The first day in the SES, for a position that is in it already. Empty: not in the SES.", "07/01/2026"
    ),
    Column(UNTIL, "The last day in the SES, if one is set.", "06/30/2027"),
)


@dataclass
class Row:
    """A position as a row has it."""

    number: str
    title: str
    department: Department
    division: str
    is_management_class: bool | None
    statutory_source: str
    starts_on: date | None
    ends_on: date | None
    known: Position | None = None


@dataclass
class Known:
    """The positions that are there, read once."""

    plan: str
    departments: Departments = field(default_factory=Departments)

    def __post_init__(self) -> None:
        positions = Position.unscoped.filter(plan=self.plan).select_related("department")
        self.positions = {each.number.casefold(): each for each in positions}
        self.placements: dict[int, list[tuple[date, date | None]]] = {}
        self.left: dict[int, date] = {}
        ordered = Removal.unscoped.filter(placement=OuterRef("pk"), last_day__isnull=False)
        placed = Placement.unscoped.filter(plan=self.plan).annotate(was_ordered=Exists(ordered)).order_by("starts_on")
        columns = ("position_id", "starts_on", "ends_on", "was_ordered")
        for position, starts_on, ends_on, was_ordered in placed.values_list(*columns):
            self.placements.setdefault(position, []).append((starts_on, ends_on))
            if was_ordered and ends_on:
                self.left[position] = ends_on
        unfinished = Q(pk__in=Nomination.unscoped.unfinished().values("pk"))
        known = Nomination.unscoped.filter(unfinished | Q(state="denied"), plan=self.plan).order_by("decided_on")
        self.nominated: set[int] = set()
        self.denied: dict[int, date] = {}
        for position, state, decided_on in known.values_list("position_id", "state", "decided_on"):
            if state == "denied":
                self.denied[position] = decided_on
            else:
                self.nominated.add(position)


def judge(lines: list[Given], asking: Asking) -> list[Outcome]:
    """What each row would do. The caps are judged over all rows together."""
    known = Known(asking.plan)
    outcomes = [_judge(given, asking, known) for given in lines]
    once(outcomes, lambda each: each.makes.number.casefold(), thing="position number")
    places = [
        caps.Place(each, each.makes.department, each.makes.starts_on, each.makes.ends_on)
        for each in outcomes
        if each.what in (ADD, CHANGE) and each.makes.starts_on
    ]
    caps.refuse_over(places, asking)
    return outcomes


def _judge(given: Given, asking: Asking, known: Known) -> Outcome:
    row = _row(given, asking, known)
    if given.troubles or row is None:
        return given.cannot()
    found = known.positions.get(row.number.casefold())
    if found is not None and (found.department_id != row.department.pk or asking.is_elsewhere(found.department)):
        return given.cannot(f"“{NUMBER}” {row.number} is taken. Check the number and the department.")
    row.known = found
    if found is None:
        _check_class(given, row, asking)
    if given.troubles:
        return given.cannot()
    if found is None:
        return Outcome(given.line, ADD, f"{row.title} ({row.number}) is entered{_placed(row)}.", row)
    _compare(given, row, found)
    spans = known.placements.get(found.pk, [])
    if row.starts_on is None or (row.starts_on, row.ends_on) in spans:
        return given.cannot() if given.troubles else Outcome(given.line, SAME, f"{found} is known like this.", row)
    _check_place(given, row, spans, is_nominated=found.pk in known.nominated)
    _check_decided(given, row, known)
    _check_class(given, row, asking)
    if given.troubles:
        return given.cannot()
    return Outcome(given.line, CHANGE, f"{found} is known, and gets its place{_placed(row)}.", row)


def _row(given: Given, asking: Asking, known: Known) -> Row | None:
    number = given.text(NUMBER, most=30, is_needed=True)
    title = given.text(TITLE, most=150, is_needed=True)
    department = known.departments.find(given, DEPARTMENT)
    division = given.text(DIVISION, most=150)
    management = given.ask(CLASS, values.yes_or_no)
    statute = given.text(STATUTE, most=150)
    since, until = given.day(SINCE), given.day(UNTIL)
    if department is None:
        return None
    if asking.is_elsewhere(department):
        given.wrong(DEPARTMENT, f"names {department}; you bring in positions of {asking.department} only.")
    _check_days(given, asking, department, since, until)
    division, statute = ("" if said.casefold() in values.NOTHING else said for said in (division, statute))
    return Row(number, title, department, division, management, statute, since, until)


def _check_days(given: Given, asking: Asking, department: Department, since: date | None, until: date | None) -> None:
    if since is None:
        if until is not None:
            given.wrong(UNTIL, f"is filled and “{SINCE}” is not. Fill in both, or neither.")
        return
    if until is not None and until < since:
        given.wrong(UNTIL, f"is {in_words(until)}, before “{SINCE}”, {in_words(since)}.")
    first = law.plan(asking.plan).positions.STATEWIDE_MOST.entries[0].start
    if since >= asking.on:
        when = "is today" if since == asking.on else f"is {in_words(since)}, still to come"
        given.wrong(
            SINCE,
            f"{when}. Only a place that was held before is brought in; a position enters the SES by an approved "
            "nomination. (CO-NOM-7)",
        )
    if since < first:
        given.wrong(
            SINCE,
            f"is {in_words(since)}, and the rules begin on {in_words(first)}. Write that day for a position that was "
            "in the SES before. (CO-CAP-1)",
        )
    if not department.is_principal:
        given.wrong(SINCE, f"is filled, and {department} is not a principal department: it has no places. (CO-CAP-2)")
    if asking.department is not None:
        given.wrong(SINCE, "is filled. DPA/DHR brings in the places that are held; leave it empty. (CO-CAP-1)")


def _compare(given: Given, row: Row, found: Position) -> None:
    """A file does not rewrite what is recorded: that changes from a day on, on the position's page."""
    how = "What is recorded changes on the position's page, from a day on; write it here as it is recorded"
    if row.title != found.title:
        given.wrong(TITLE, f"says “{row.title}”, and “{found.title}” is recorded. {how}.")
    if row.division and row.division != found.division:
        given.wrong(DIVISION, f"says “{row.division}”, and “{found.division or 'none'}” is recorded. {how}, or not.")
    if row.is_management_class not in (None, found.is_management_class):
        given.wrong(CLASS, f"differs from what is recorded: {'yes' if found.is_management_class else 'no'}.")
    if row.statutory_source and row.statutory_source != found.statutory_source:
        given.wrong(STATUTE, f"differs from what is recorded: {found.statutory_source or 'none'}.")


def _check_place(given: Given, row: Row, spans: list[tuple[date, date | None]], *, is_nominated: bool) -> None:
    if is_nominated:
        given.wrong(SINCE, "is filled, and its nomination is not finished. Place it by the nomination. (CO-NOM-7)")
    for starts_on, ends_on in spans:
        if starts_on <= (row.ends_on or date.max) and row.starts_on <= (ends_on or date.max):
            until = f"to {in_words(ends_on)}" if ends_on else "with no last day"
            given.wrong(
                SINCE,
                f"is {in_words(row.starts_on)}, and it is recorded in the SES from {in_words(starts_on)} {until}. "
                "A day that is recorded wrongly is corrected on the position's page. One position holds one place. "
                "(CO-CAP-1)",
            )
            return


def _check_decided(given: Given, row: Row, known: Known) -> None:
    """A file does not undo what was decided here: a nomination denied, or a position taken out of the SES."""
    for decided, what in (
        (known.denied, "its nomination was denied on"),
        (known.left, "it was taken out of the SES by"),
    ):
        day = decided.get(row.known.pk)
        if day is not None and row.starts_on >= day:
            given.wrong(
                SINCE,
                f"is {in_words(row.starts_on)}, and {what} {in_words(day)}. It enters by a new nomination. (CO-NOM-4)",
            )


def _check_class(given: Given, row: Row, asking: Asking) -> None:
    """CO-CRIT-1, for a row that takes a place. The other criteria were judged when the position entered."""
    known = row.known
    is_in_class = known.is_management_class if known else row.is_management_class is not False
    is_statutory = known.is_statutory if known else bool(row.statutory_source)
    if row.starts_on is None:
        return
    findings = law.plan(asking.plan).positions.check_criteria(
        management_class=is_in_class, answers={}, statutory=is_statutory, on=asking.on
    )
    if any(found.field == "management_class" for found in findings):
        given.wrong(
            CLASS,
            f"{'is recorded as' if known else 'says'} no, and “{SINCE}” is filled. Only positions in the Management "
            "class can be in the SES: correct the class, or leave the day empty. (CO-CRIT-1)",
        )


def _placed(row: Row) -> str:
    if row.starts_on is None:
        return ", not in the SES"
    return f", in the SES since {in_words(row.starts_on)}" + (f" to {in_words(row.ends_on)}" if row.ends_on else "")


def save(outcomes: list[Outcome], taking: Taking) -> Iterator[Event]:
    """Save the good rows; give the event of each position and of each place."""
    plan = taking.asking.plan
    new = [each for each in outcomes if each.what == ADD]
    made = Position.unscoped.bulk_create((_position(each.makes, plan) for each in new), batch_size=500)
    for position, outcome in zip(made, new, strict=True):
        outcome.makes.known = position
        about = About("position", position.pk, position.department_id)
        yield taking.told(about, f"Entered {position}", outcome, facts={"number": position.number})
    placed = [each for each in outcomes if each.what in (ADD, CHANGE) and each.makes.starts_on]
    placements = [
        Placement(
            plan=plan,
            position=each.makes.known,
            department=each.makes.department,
            starts_on=each.makes.starts_on,
            ends_on=each.makes.ends_on,
        )
        for each in placed
    ]
    for placement, outcome in zip(Placement.unscoped.bulk_create(placements, batch_size=500), placed, strict=True):
        about = About("placement", placement.pk, placement.department_id)
        yield taking.told(about, f"{outcome.makes.known}{_placed(outcome.makes)}", outcome)


def _position(row: Row, plan: str) -> Position:
    return Position(
        plan=plan,
        department=row.department,
        number=row.number,
        title=row.title,
        division=row.division,
        is_management_class=row.is_management_class is not False,
        statutory_source=row.statutory_source,
    )
