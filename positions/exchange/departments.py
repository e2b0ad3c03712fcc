"""Departments from a file: their names, and whether each is a principal department."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.text import slugify

from accounts.models import Department
from positions.exchange import values
from positions.exchange.rows import ADD, CHANGE, SAME, Asking, Column, Departments, Given, Outcome, once
from positions.exchange.told import About, Taking
from records.models import Event

NAME, CODE, PRINCIPAL = "Department", "Code", "Principal department"
COLUMNS = (
    Column(NAME, "The name as it is printed, such as Agriculture.", "Agriculture", is_needed=True, also=("Name",)),
    Column(
        CODE,
        "A short name for addresses: small letters, digits and hyphens. Made from the name if empty.",
        "agriculture",
    ),
    Column(PRINCIPAL, "Yes or no. Only a principal department has an allotment. Empty means yes.", "yes"),
)


@dataclass
class Row:
    """A department as a row has it, and the one that is known already."""

    name: str
    code: str
    is_principal: bool
    known: Department | None


def judge(lines: list[Given], asking: Asking) -> list[Outcome]:
    """What each row would do."""
    known = Departments()
    outcomes = [_judge(given, known) for given in lines]
    once(outcomes, lambda each: each.makes.name.casefold(), thing="department")
    once(outcomes, lambda each: each.makes.code, thing="code")
    return outcomes


def _judge(given: Given, known: Departments) -> Outcome:
    name = given.text(NAME, most=120, is_needed=True)
    code = given.text(CODE, most=40).lower()
    principal = given.ask(PRINCIPAL, values.yes_or_no)
    if code and code != slugify(code):
        given.wrong(
            CODE, f"says “{code}”. Write small letters, digits and hyphens only, such as {slugify(code) or 'x'}."
        )
    by_name, by_code = known.known.get(name.casefold()), known.known.get(code) if code else None
    if by_name and by_code and by_name.pk != by_code.pk:
        given.wrong(CODE, f"“{code}” belongs to {by_code}, and the name to another department.")
    found = by_code or by_name
    code = code or (found.code if found else slugify(name)[:40])
    if name and not code:
        given.wrong(CODE, "is needed here, because none can be made from this name.")
    if found is not None and code != found.code:
        given.wrong(CODE, f"says “{code}”; {found} has “{found.code}”, which does not change. Leave it empty.")
    if given.troubles:
        return given.cannot()
    is_principal = (found.is_principal if found else True) if principal is None else principal
    row = Row(name, code, is_principal, found)
    if found is None:
        return Outcome(
            given.line, ADD, f"{name} is entered{'' if is_principal else ', not a principal department'}.", row
        )
    changes = [f"{found.name} becomes {name}"] if found.name != name else []
    if found.is_principal != is_principal:
        changes.append(f"{name} {'becomes' if is_principal else 'is no longer'} a principal department")
    if changes:
        return Outcome(given.line, CHANGE, f"{'; '.join(changes)}.", row)
    return Outcome(given.line, SAME, f"{name} is known like this.", row)


def save(outcomes: list[Outcome], taking: Taking) -> Iterator[Event]:
    """Save the good rows; give the event of each."""
    new = [each for each in outcomes if each.what == ADD]
    made = Department.objects.bulk_create(
        Department(code=each.makes.code, name=each.makes.name, is_principal=each.makes.is_principal) for each in new
    )
    changed = [each for each in outcomes if each.what == CHANGE]
    for each in changed:
        each.makes.known.name, each.makes.known.is_principal = each.makes.name, each.makes.is_principal
    Department.objects.bulk_update((each.makes.known for each in changed), ["name", "is_principal"], batch_size=200)
    pairs = [*zip(made, new, strict=True), *((each.makes.known, each) for each in changed)]
    for department, outcome in pairs:
        about = About("department", department.pk, department.pk)
        yield taking.told(about, outcome.words, outcome, facts={"name": department.name, "code": department.code})
