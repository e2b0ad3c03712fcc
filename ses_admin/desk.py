"""My desk: what waits for me, by when and why; what comes; what I wait for; what was done lately."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils import timezone

import law
from accounts.acting import offices_among, procedure
from accounts.models import Department, User
from appraisals.models import ExecutedAppraisal, Notice
from contracts.models import ExecutedAmendment, ExecutedCopy, PayCeiling
from positions.models import FteCount, Incumbency, Nomination, Transfer
from records.models import Event, Message
from records.today import now
from ses_admin import (
    department_year,
    desk_coming,
    desk_flags,
    nightly,
    reminding,
    statewide,
    waiting,
    waiting_appraisals,
    waiting_notices,
)
from ses_admin.department_year import Books, Drawing, Line, Year
from ses_admin.desk_coming import SOON
from ses_admin.desk_flags import Flags
from ses_admin.desk_parts import Part
from ses_admin.desk_rows import Asked, Item, Many
from ses_admin.statewide import State
from ses_admin.waiting_amendments import amendment_items
from ses_admin.waiting_positions import PROPOSED, place_items, to_confirm

LATELY = 10
RAN = "nightly job"
CEILING = "ceiling "


@dataclass(frozen=True)
class Done:
    """Something that was done lately, as templates/_history.html shows it."""

    on: date
    words: str
    who: str
    office: str


@dataclass(frozen=True)
class Desk:
    """One person's desk on a day."""

    mine: Part
    coming: Part
    others: Part
    done: list[Done]
    years: list[Year]
    drawing: Drawing | None
    state: State | None
    next_day: Item | None
    flags: Flags | None = None
    job_is_missing: bool = False
    to_sign: int = 0
    to_acknowledge: int = 0
    own_appointment: Incumbency | None = None
    may_remind: bool = False


def gather(user: User, *, on: date) -> Desk:
    """Everything on the desk of `user` on the day `on`. The number of queries does not grow with what is there."""
    cases = waiting.nominations(user, on=on)
    notices = waiting_notices.notices(user, on=on)
    books = _books(user, notices, on=on)
    state = _state(user, cases, on=on)
    counted = _counted(user, on=on, shows_flags=bool(books or state))
    items = [
        *waiting.nomination_items(cases, user, on=on),
        *waiting.contract_items(user, on=on, books=books),
        *waiting_appraisals.copy_and_appraisal_items(user, on=on),
        *place_items(user, on=on, standings=state.places.standings if state else ()),
        *amendment_items(user, on=on),
        *waiting_notices.notice_items(notices, user, on=on),
        *_published(user, state, counted, on=on),
        *_trouble(counted),
    ]
    coming = [*desk_coming.offices_that_end(user, on=on)]
    if books is not None:
        missing = [*_missing(books, user, to_confirm(items))]
        items += [item for item in missing if item.due_on is None or item.due_on - on <= SOON]
        coming += [item for item in missing if item.is_mine and item not in items]
        items += _vacancies(books, user)
        coming += [*desk_coming.beginnings(books), *desk_coming.notice_day(books, user)]
    for item in desk_coming.deadlines(user, items, on=on):
        (items if item.is_late(on) else coming).append(item)
    return Desk(
        mine=Part.of((item for item in items if item.is_mine), on=on),
        coming=Part.of(coming, on=on),
        others=Part.of((item for item in items if not item.is_mine), on=on),
        may_remind=reminding.may_ask(user, on=on),
        done=[
            Done(event.on, event.words, event.actor_name, event.office)
            for event in Event.objects.visible_to(user, on=on).order_by("-on", "-number")[:LATELY]
        ],
        years=_years(books) if books else [],
        drawing=department_year.draw(on=on) if books else None,
        state=state,
        next_day=_next_day(on=on),
        flags=desk_flags.shown(counted) if books or state else None,
        job_is_missing=(state is not None or user.holds("administrator", on=on)) and not counted[RAN],
        to_sign=sum(item.is_mine and item.page == waiting.SIGNING for item in items),
        to_acknowledge=sum(item.is_mine and item.page == waiting.RECEIVING for item in items),
        own_appointment=waiting_notices.own_appointment(user, on=on),
    )


def _books(user: User, notices: list[Notice], *, on: date) -> Books | None:
    """The boards of the departments of which this person sees everything; None for who sees none so."""
    here = user.departments_seen(on)
    return Books(user, here, on=on, with_paper=False, leaving=waiting_notices.leaving(notices, on=on)) if here else None


def _state(user: User, cases: list[Nomination], *, on: date) -> State | None:
    """The whole state, for who may see it."""
    if not user.sees_everything(on):
        return None
    years = department_year.years_looked_at(law.plan(law.DEFAULT_PLAN), on=on)
    return statewide.gather(user, cases, year=years[-1], on=on)


def _years(books: Books) -> list[Year]:
    """The contract year that matters most, whole; in the season also what is left of the year before it."""
    latest, *before = (books.year(number) for number in reversed(books.years))
    return [latest, *(year.unfinished() for year in before if year.unfinished().lines)]


def _missing(books: Books, user: User, leaving: dict[int, Item]) -> Iterator[Item]:
    """Contracts that nobody has begun, for who holds an SES position: for HR to prepare.

    Of positions in `leaving`, whose removal July 1 has brought about, only one that was signed by then is recorded.
    """
    for number in books.years:
        year = books.year(number)
        for line in year.lines:
            if line.is_missing:
                removal = leaving.get(line.placement.position_id)
                item = _prepare(line, user, removal, year=year, on=books.on)
                if item.is_mine or removal is None:  # else the row of the removal says it all
                    yield item


def _prepare(line: Line, user: User, leaving: Item | None, *, year: Year, on: date) -> Item:
    department = line.placement.position.department
    item = Item(
        what=f"Prepare the contract of {line.incumbency.person} for {year.words}",
        url=line.url,
        button="Begin",
        rule="CO-CON-2" if line.starts_on == line.incumbency.starts_on else "CO-CON-1",
        due_on=line.due_on,
        is_mine=user.holds("hr", on=on, department_id=department.pk),
        waits_for=law.offices()["hr"].name,
        asked=Asked(None, ("hr",), department.pk),
        many=Many(
            f"Prepare {{}} contracts of {department} for {year.words}",
            reverse("contracts:board", args=[department.code, year.number]),
            "Board",
        ),
        person=line.incumbency.person_id,
    )
    if leaving is None or line.due_on is None or line.due_on >= on:
        return item
    words = (
        f"Removal proposed: record the contract of {line.incumbency.person} for {year.words}, if it was signed in time"
    )
    listed = f"{reverse('positions:removals')}?state={PROPOSED}"
    many = Many(f"Removals proposed: record {{}} contracts for {year.words}, if they were signed in time", listed)
    return replace(item, what=words, url=leaving.url, button="Open", rule=leaving.rule, many=many, is_red=True)


def _vacancies(books: Books, user: User) -> list[Item]:
    """Positions that nobody holds and nobody is to move into, for the director to fill."""
    vacant = [
        placement
        for placement in books.vacant()
        if user.holds("director", on=books.on, department_id=placement.department_id)
    ]
    asked_for = Transfer.objects.visible_to(user, on=books.on).filter(state="requested") if vacant else []
    filled = {transfer.position_id for transfer in asked_for}
    return [
        Item(
            what=f"Fill the vacant position {placement.position}",
            url=reverse("positions:appoint", args=[placement.position_id]),
            button="Appoint",
            rule="CO-APT-1",
            many=Many("Fill {} vacant positions", f"{reverse('positions:positions')}?standing=vacant"),
        )
        for placement in vacant
        if placement.position_id not in filled
    ]


def _published(user: User, state: State | None, counted: Counter[str], *, on: date) -> Iterator[Item]:
    """Figures that have to be recorded: the ceiling of the year, in the season of the next year too, and FTE counts."""
    code = law.DEFAULT_PLAN
    step = procedure(PayCeiling(plan=code)).step("record", start="")
    if not offices_among(user.memberships_on(on), user, PayCeiling()).keys() & set(step.offices):
        return
    calendar = law.plan(code).calendar
    year = calendar.fiscal_year(on)
    wanted = [year]
    if calendar.year_ends(year) - on <= department_year.SEASON:
        wanted.append(year + 1)
    for missing in wanted:
        if not counted[f"{CEILING}{missing}"]:
            words = (
                f"Record the ceiling of FY {calendar.fiscal_year_words(missing)}; without it no contract can be signed"
            )
            due_on = calendar.year_ends(missing - 1)
            yield Item(words, reverse("contracts:ceilings"), "Record", "CO-PAY-2", due_on=due_on)
    uncounted = state.places.uncounted if state else _uncounted(code, year)
    if uncounted:
        of = "1 department" if uncounted == 1 else f"{uncounted} departments"
        words = f"Record the permanent FTE of FY {calendar.fiscal_year_words(year)} for {of}"
        due_on = law.plan(code).duties.fte_count(year=year).due_on
        yield Item(words, reverse("positions:departments"), "Departments", "CO-CAP-2", due_on=due_on)


def _uncounted(code: str, year: int) -> int:
    """How many principal departments have no count of their FTE for this fiscal year."""
    counted = FteCount.objects.filter(plan=code, fiscal_year=year).values("department")
    return Department.objects.filter(is_principal=True).exclude(pk__in=counted).count()


def _counted(user: User, *, on: date, shows_flags: bool) -> Counter[str]:
    """Everything on the desk that is only counted, by kind, in one question.

    For the administrator what the program could not do by itself: "mail" that is not sent, each "paper" without a seal.
    Under RAN, for the administrator and who sees the whole state, whether the nightly job keeps up. CEILING with a
    year for each that is recorded. And open flags, as desk_flags reads them.
    """
    rows: list[Any] = []
    if user.holds("administrator", on=on):
        rows += [(Message.unscoped.waiting(now=timezone.now()).exclude(last_trouble=""), "mail")]
        papers = (ExecutedCopy, ExecutedAmendment, ExecutedAppraisal)
        rows += [(paper.unscoped.filter(sealed_at=None).exclude(last_trouble=""), "paper") for paper in papers]
    if user.sees_everything(on) or user.holds("administrator", on=on):
        rows += [(nightly.lately(at=now()), RAN)]
    each = [found.order_by().annotate(of=Value(kind, CharField()), number=Value(1)) for found, kind in rows]
    year = Concat(Value(CEILING), Cast("fiscal_year", CharField()), output_field=CharField())
    each += [PayCeiling.objects.filter(plan=law.DEFAULT_PLAN).order_by().annotate(of=year, number=Value(1))]
    each += [desk_flags.open_flags(user, on=on)] if shows_flags else []
    first, *rest = (found.values_list("of", "number") for found in each)
    counted: Counter[str] = Counter()
    for of, number in first.union(*rest, all=True) if rest else first:
        counted[of] += number
    return counted


def _trouble(found: Counter[str]) -> Iterator[Item]:
    """Rows for what was found."""
    unsent, pending = found["mail"], found["paper"]
    if unsent:
        yield Item(
            f"Look at mail that could not be sent yet ({unsent}); it is tried again", reverse("healthz"), "Health", ""
        )
    if pending:
        words = f"Look at signed papers that wait for their seal ({pending}); it is tried again"
        yield Item(words, reverse("healthz"), "Health", "CO-CON-8")


def _next_day(*, on: date) -> Item | None:
    """The next day of the law's calendar, for a desk on which nothing waits."""
    marks = [mark for mark in department_year.draw(on=on).marks if mark.rule and mark.on >= on]
    if not marks:
        return None
    mark = min(marks, key=lambda each: each.on)
    return Item(mark.words, reverse("law") + f"#{mark.rule}", "", mark.rule, due_on=mark.on)
