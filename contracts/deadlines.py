"""What is owed about contracts on a day: the contract itself, the copy for DPA/DHR, the ceiling, the end of keeping."""

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType, ModuleType

from django.db.models import BigIntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast

import law
from contracts import retention_deadlines
from contracts.models import Contract, ContractCopy, PayCeiling
from law.dated import NotInForce
from law.duties import Duty
from positions.models import Incumbency, Placement
from positions.owing import Owing, ended_later
from records.models import Event

NOBODY: Mapping[int, date] = MappingProxyType({})


def owing(plan: str, *, leaving: Mapping[int, date] = NOBODY, on: date) -> Iterator[Owing]:
    """Everything owed about contracts that is spoken of on the day `on`. Nine queries, whatever the size.

    `leaving`: by appointment, the last day of who is to be separated after notice, though nobody has done it yet.
    """
    yield from _contracts(plan, leaving, on=on)
    yield from _copies(plan)
    yield from _ceilings(plan, on=on)
    yield from retention_deadlines.owing(plan, on=on)


def _contracts(plan: str, leaving: Mapping[int, date], *, on: date) -> Iterator[Owing]:
    """The contract of this year and of the next, for everybody who holds a position in the SES.

    Two incumbents of one position follow each other, so each has a duty of their own. Who only acts while the
    holder is away owes none, and who is to be separated none that begins later.
    """
    rules = law.plan(plan)
    this = rules.calendar.fiscal_year(on)
    first, last = rules.calendar.year_starts(this), rules.calendar.year_ends(this + 1)
    entered, signed = _entered_and_signed(plan, since=first)
    held = Incumbency.unscoped.filter(plan=plan, starts_on__lte=last).exclude(ends_on__lt=first)
    rows = list(held.select_related("position", "person").order_by("pk"))
    not_yet = ended_later(on=on)
    for row in rows:
        if row.pk in not_yet:
            row.ends_on = None
    for_good: dict[int, list[Incumbency]] = {}
    for row in rows:
        if not row.is_acting:
            for_good.setdefault(row.position_id, []).append(row)
    for row in rows:
        if row.is_acting and any(_holds(other, row.starts_on) for other in for_good.get(row.position_id, ())):
            continue
        for placed_on, left_on in entered.get(row.position_id, ()):
            came_on = max(row.starts_on, placed_on)
            gone_on = min((day for day in (row.ends_on, left_on, leaving.get(row.pk)) if day), default=None)
            for year in (this, this + 1):
                starts_on = max(came_on, rules.calendar.year_starts(year))
                duty = _duty(rules, starts_on=starts_on, came_on=came_on, year=year)
                if duty is None or not duty.is_open(on) or (gone_on is not None and gone_on < starts_on):
                    continue
                yield _contract(row, duty, signed.get((row.position_id, row.person_id), []), year=year, rules=rules)


def _holds(row: Incumbency, day: date) -> bool:
    return row.starts_on <= day and (row.ends_on is None or row.ends_on >= day)


def _duty(rules: ModuleType, *, starts_on: date, came_on: date, year: int) -> Duty | None:
    """The duty for a contract that starts on a day of that year; None for another year, or before the rules begin."""
    if rules.calendar.fiscal_year(starts_on) != year:
        return None
    try:
        due_on = rules.calendar.contract_due_on(starts_on=starts_on, hired_on=came_on)
        if due_on >= rules.calendar.year_starts(year):
            return rules.duties.contract_after_movement(moved_on=came_on, starts_on=starts_on)
        return rules.duties.contract_for_the_year(starts_on=starts_on)
    except NotInForce:
        return None


def _contract(row: Incumbency, duty: Duty, signed: list[tuple[date, date]], *, year: int, rules: ModuleType) -> Owing:
    met_on = min((day for starts, day in signed if rules.calendar.fiscal_year(starts) == year), default=None)
    return Owing(
        duty,
        "appointment",
        row.pk,
        about=f"{row.person}, {row.position.title}",
        department=row.department_id,
        position=row.position_id,
        person=row.person_id,
        met_on=met_on,
        met_how="The contract is signed by all.",
    )


def _entered_and_signed(
    plan: str, *, since: date
) -> tuple[dict[int, list[tuple[date, date | None]]], dict[tuple[int, int], list[tuple[date, date]]]]:
    """By position: from when to when it is in the SES, for placements not over before `since`. By position and
    employee: first day and legal day of the last signature, for terms that end after `since`. One query for both."""
    nobody = Cast(Value(None), BigIntegerField())
    placements = Placement.unscoped.filter(plan=plan).exclude(ends_on__lt=since).order_by().annotate(nobody=nobody)
    contracts = Contract.unscoped.filter(plan=plan, state="signed", ends_on__gte=since).order_by()
    rows = placements.values_list("position", "nobody", "starts_on", "ends_on").union(
        contracts.values_list("position", "employee", "starts_on", "signed_on"), all=True
    )
    entered: dict[int, list[tuple[date, date | None]]] = {}
    signed: dict[tuple[int, int], list[tuple[date, date]]] = {}
    for position, employee, first, last in rows:
        if employee is None:
            entered.setdefault(position, []).append((first, last))
        else:
            signed.setdefault((position, employee), []).append((first, last))
    return entered, signed


def _copies(plan: str) -> Iterator[Owing]:
    """Copies that DPA/DHR returned, until they are sent again. The first one goes with the last signature."""
    duties = law.plan(plan).duties
    returns = Event.unscoped.filter(kind=ContractCopy.kind, verb="return").order_by("-number")
    rows = (
        ContractCopy.unscoped.filter(~Q(state="received") | Q(pk__in=returns.order_by().values("thing_id")), plan=plan)
        .annotate(returned_on=Subquery(returns.filter(thing_id=OuterRef("pk")).values("on")[:1]))
        .select_related("contract__employee")
    )
    for copy in rows.order_by("pk"):
        yield Owing(
            duties.copy_to_dpa(signed_on=copy.returned_on or copy.sent_on),
            "copy",
            copy.pk,
            about=f"{copy.contract.employee}, {copy.contract.title}",
            department=copy.department_id,
            position=copy.contract.position_id,
            person=copy.contract.employee_id,
            met_on=None if copy.state == "returned" else copy.sent_on,
            met_how="The copy is with DPA/DHR.",
        )


def _ceilings(plan: str, *, on: date) -> Iterator[Owing]:
    """The ceiling of this year and of the coming one."""
    rules = law.plan(plan)
    this = rules.calendar.fiscal_year(on)
    recorded: dict[int, date | None] = {}
    rows = PayCeiling.objects.filter(plan=plan, fiscal_year__in=[this, this + 1])
    for year, recorded_on in rows.order_by("pk").values_list("fiscal_year", "recorded_on"):
        recorded.setdefault(year, recorded_on)
    for year in (this, this + 1):
        try:
            duty = rules.duties.ceiling_of_the_coming_year(year=year)
        except NotInForce:
            continue
        if duty.is_open(on):
            yield Owing(
                duty,
                "published",
                year,
                about=f"FY {rules.calendar.fiscal_year_words(year)}, statewide",
                # What came with the program was there before anybody asked.
                met_on=(recorded[year] or duty.opens_on) if year in recorded else None,
                met_how="The ceiling is recorded.",
            )
