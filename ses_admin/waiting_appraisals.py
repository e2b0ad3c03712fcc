"""Whose turn it is with what follows a signed contract: its copy, its progress reviews, its appraisal."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import (
    Case,
    CharField,
    DateField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.urls import reverse

import law
from accounts.acting import offices_among
from accounts.models import Membership, User
from appraisals.models import Appraisal, ProgressReview
from contracts.models import APPOINTING_OFFICES, Contract, ContractCopy
from ses_admin import waiting
from ses_admin.desk_rows import Asked, Item, Many

OVER = ("final", "withdrawn")
BEFORE_THE_END = timedelta(days=45)
"""How long before the last day of a contract HR is asked to open its appraisal."""


class Row(NamedTuple):
    """What is read of an appraisal, a progress review, a copy, or a contract whose appraisal is not open: all in one.

    `rater` is whoever is appointing authority in it; `rater_left` is 1 where they hold that office no more.
    """

    kind: str
    pk: int
    contract: int
    state: str
    since: date
    employee: int
    employee_name: str
    rater: int
    rater_name: str
    department: int
    lines_answered: int
    rater_left: int


def copy_and_appraisal_items(user: User, *, on: date) -> Iterator[Item]:
    """A row for each copy that DPA/DHR has not received, for each appraisal under way of this person and of the
    departments in which they hold an office, for each review to acknowledge, and one for HR when contracts near their
    end have no appraisal. One query: a desk has few."""
    others = [_reviews(user, on=on), _copies(user, on=on)]
    if prepared := {held.department_id for held in user.memberships_on(on) if held.office == "hr"}:
        others.append(_unopened(user, prepared, on=on))
    found = _appraisals(user, on=on).union(*others, all=True)
    rows = sorted((Row(*each) for each in found), key=lambda row: (row.since, row.pk))
    yield from (_copy(row, user, on=on) for row in rows if row.kind == ContractCopy.kind)
    appraised = [row for row in rows if row.kind == Appraisal.kind]
    for row in appraised:
        yield from _appraisal(row, user, on=on)
    known = {row.contract for row in appraised if row.rater_left}
    for row in rows:
        if row.kind == ProgressReview.kind:
            yield from _review(row, user, known)
    number = sum(row.kind == Contract.kind for row in rows)
    if number:
        words = f"Open the appraisals of {number} contract{'' if number == 1 else 's'} that end soon"
        yield Item(words, reverse("appraisals:unopened"), "Open", "CO-EVA-6")


def _as_rows(found: QuerySet, kind: str, **columns: Any) -> QuerySet:
    """These rows as a Row reads them."""
    named = {f"as_{name}": value for name, value in columns.items()}
    kind_of = Value(kind, output_field=CharField())
    order = [f"as_{name}" for name in Row._fields]
    return found.order_by().annotate(as_kind=kind_of, as_pk=F("pk"), **named).values_list(*order)


def _appraisals(user: User, *, on: date) -> QuerySet:
    near = Q(employee=user) | Q(department__in=user.departments_held(on))
    rows = Appraisal.objects.visible_to(user, on=on).filter(near).exclude(state__in=OVER).with_standing()
    return _as_rows(
        rows.select_related(None),
        Appraisal.kind,
        contract=F("contract_id"),
        state=F("state"),
        since=Case(
            When(state="released", then=F("released_on")),
            When(state="rating", handed_in_on__isnull=False, then=F("handed_in_on")),
            default=F("opened_on"),
            output_field=DateField(),
        ),
        employee=F("employee_id"),
        employee_name=F("employee__name"),
        rater=F("rater_id"),
        rater_name=F("rater__name"),
        department=F("department_id"),
        lines_answered=F("lines_answered"),
        rater_left=Case(When(_is_in_office(on=on), then=0), default=1, output_field=IntegerField()),
    )


def _is_in_office(*, on: date) -> Exists:
    """Whether the rater of an appraisal or of a progress review holds an office in which to rate."""
    held = Membership.unscoped.filter(user=OuterRef("rater"), department=OuterRef("department"))
    return Exists(held.filter(office__in=APPOINTING_OFFICES).held_on(on))


def _reviews(user: User, *, on: date) -> QuerySet:
    other_side = Q(contract__employee=user, by_employee=False) | Q(rater=user, by_employee=True)
    prepared = {held.department_id for held in user.memberships_on(on) if held.office == "hr"}
    if prepared:  # who answers for the department is told of those that wait in vain
        other_side |= Q(department__in=prepared, by_employee=True) & ~_is_in_office(on=on)
    rows = ProgressReview.objects.visible_to(user, on=on).filter(other_side, state="recorded")
    return _as_rows(
        rows,
        ProgressReview.kind,
        contract=F("contract_id"),
        state=F("state"),
        since=F("recorded_on"),
        employee=F("contract__employee_id"),
        employee_name=F("contract__employee__name"),
        rater=F("rater_id"),
        rater_name=F("rater__name"),
        department=F("department_id"),
        lines_answered=Value(0, output_field=IntegerField()),
        rater_left=Value(0, output_field=IntegerField()),
    )


def _unopened(user: User, departments: set[int | None], *, on: date) -> QuerySet:
    """Contracts signed here, not on paper before, that end soon, in these departments, whose HR this person is."""
    ending = Contract.objects.visible_to(user, on=on).filter(
        department__in=departments, state="signed", brought_over="", ends_on__range=(on, on + BEFORE_THE_END)
    )
    missing = ending.exclude(Exists(Appraisal.unscoped.standing().filter(contract=OuterRef("pk")))).exclude(
        employee=user
    )
    return _as_rows(
        missing,
        Contract.kind,
        contract=F("pk"),
        state=F("state"),
        since=F("ends_on"),
        employee=F("employee_id"),
        employee_name=F("employee__name"),
        rater=F("appointing_authority_id"),
        rater_name=F("appointing_authority__name"),
        department=F("department_id"),
        lines_answered=Value(0, output_field=IntegerField()),
        rater_left=Value(0, output_field=IntegerField()),
    )


def copy_items(user: User, *, on: date, only: int) -> Iterator[Item]:
    """The row of one copy alone, by its key. One query."""
    yield from (_copy(Row(*each), user, on=on) for each in _copies(user, on=on).filter(pk=only))


def _copies(user: User, *, on: date) -> QuerySet:
    rows = ContractCopy.objects.visible_to(user, on=on).filter(state__in=waiting.COPIES)
    return _as_rows(
        rows,
        ContractCopy.kind,
        contract=F("contract_id"),
        state=F("state"),
        since=F("sent_on"),
        employee=F("contract__employee_id"),
        employee_name=F("contract__employee__name"),
        rater=F("contract__appointing_authority_id"),
        rater_name=F("contract__appointing_authority__name"),
        department=F("department_id"),
        lines_answered=Value(0, output_field=IntegerField()),
        rater_left=Value(0, output_field=IntegerField()),
    )


def _copy(row: Row, user: User, *, on: date) -> Item:
    contract = Contract(pk=row.contract, employee_id=row.employee, appointing_authority_id=row.rater)
    copy = ContractCopy(pk=row.pk, contract=contract, department_id=row.department, state=row.state, sent_on=row.since)
    return waiting.copy_item(copy, row.employee_name, user, on=on)


def _appraisal(row: Row, user: User, *, on: date) -> Iterator[Item]:
    """Whose turn it is; and who has to be named where the rater left before their part was done."""
    thing = Appraisal(pk=row.pk, employee_id=row.employee, rater_id=row.rater, department_id=row.department)
    held = offices_among(user.memberships_on(on), user, thing)
    line = _whose_line(thing, row)
    if row.rater_left and line in RATED_BEFORE:
        yield _to_name(row, thing, is_mine=bool({"hr", "director"} & held.keys()) and row.employee != user.pk)
    if not row.rater_left or line != "appointing_authority":
        yield _in_turn(row, thing, line, user, is_mine=line in held)


RATED_BEFORE = ("employee", "appointing_authority")
"""The lines at whose turn the rater still has to rate or to sign."""


def _to_name(row: Row, thing: Appraisal, *, is_mine: bool) -> Item:
    return Item(
        what=f"Name who rates {row.employee_name}: {row.rater_name} has left office",
        url=thing.get_absolute_url(),
        button="Name who rates" if is_mine else "Open",
        rule="CO-EVA-3",
        since=row.since,
        is_mine=is_mine,
        waits_for=law.offices()["hr"].name,
        asked=Asked(None, ("hr",), row.department, but_not=row.employee),
    )


def _in_turn(row: Row, thing: Appraisal, line: str, user: User, *, is_mine: bool) -> Item:
    who, own = row.employee_name, row.employee == user.pk
    mine = is_mine and (line == "employee" or not own)
    what, button, page, rule, many = {
        "open": (f"{who}’s own account of the year", "Write", "account", "CO-EVA-5", "{} executives’ own accounts"),
        "rating": (f"Rate {who}", "Rate", "rate", "CO-EVA-3", "Rate {} executives"),
        "released": (f"Sign the evaluation of {who}", "Read and sign", "sign", "CO-EVA-3", "Sign {} evaluations"),
    }[row.state]
    if own and line == "employee":
        what = "Write your own account of the year" if page == "account" else "Read your evaluation, comment and sign"
    named = {"employee": row.employee_name, "appointing_authority": row.rater_name}
    office = law.offices()[line].name
    return Item(
        what=what,
        url=reverse(f"appraisals:{page}", args=[row.pk]) if mine else thing.get_absolute_url(),
        button=button if mine else "Open",
        rule=rule,
        since=row.since,
        is_mine=mine,
        waits_for=f"{named[line]} ({office.lower()})" if line in named else office,
        asked=Asked(thing.parties().get(line), (line,), row.department),
        many=Many(many, f"{reverse('appraisals:appraisals')}?state={row.state}"),
    )


def _whose_line(thing: Appraisal, row: Row) -> str:
    """The office that acts next."""
    signers = law.plan(thing.plan).offices.SIGNERS
    if row.state == "open":
        return signers[0]
    return signers[1] if row.state == "rating" else signers[min(row.lines_answered, len(signers) - 1)]


def _review(row: Row, user: User, known: set[int]) -> Iterator[Item]:
    """For the other side, to acknowledge; for HR where it waits for somebody who left, unless that is said already."""
    url = reverse("appraisals:reviews", args=[row.contract])
    if user.pk in (row.employee, row.rater):
        what = f"Acknowledge the progress review of {row.employee_name}"
        yield Item(what=what, url=url, button="Open", rule="CO-CON-12", since=row.since)
    elif row.contract not in known:
        what = f"Name who rates {row.employee_name}: a progress review waits for {row.rater_name}, who has left office"
        yield Item(what=what, url=url, button="Open", rule="CO-CON-12", since=row.since)
