"""Telling whoever owes something: on the days ahead, on the day, once it is late, and then those above them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.urls import reverse

import law
from accounts.models import MailOptOut, Membership, User
from accounts.templatetags.words import day
from positions import offices_held
from positions.models import Flag, Reminder
from records import mail, together
from ses_admin import open_words

DAYS_AHEAD = (45, 30, 14, 7, 3, 1, 0)
NEAR = 7
LATE = "late"
"""The occasion on which whoever owes it is told that its day has passed."""
ABOVE_A_DEPARTMENT = (("director", 3), ("reviewer", 7))
ABOVE = {"reviewer": (("personnel_director", 7),)}
ABOVE_THE_STATE = (("reviewer", 7),)
"""Offices above whoever owes something, and from how many days late on they are told, once each: of what a department
owes, of what an office of the state owes, and of what the other offices of the state owe. Directors cannot do what the
state owes, so they are not told of it."""
OCCASIONS = {"director": "late: director", "reviewer": "late: reviewer", "personnel_director": "late: state director"}
PREPARES = "hr"
NOTICE = "notice"
MAIL_KIND = Case(
    When(occasion__in=[str(days) for days in DAYS_AHEAD if days > NEAR], then=Value("ahead")),
    When(occasion__in=[str(days) for days in DAYS_AHEAD if 0 < days <= NEAR], then=Value("near")),
    default=Value(""),
)
"""The kind of mail that a person may not want; empty for the day itself and what is late, which everybody gets."""


@dataclass(frozen=True)
class Holders:
    """Who holds which office on a day, read once."""

    by_office: dict[tuple[str, int | None], list[int]]

    @classmethod
    def on(cls, moment: date) -> "Holders":
        """In force on that day, of people who can sign in."""
        return cls.among(offices_held.read(on=moment), on=moment)

    @classmethod
    def among(cls, held: Iterable[Membership], *, on: date) -> "Holders":
        """Of these offices those in force on the day `on`, of people who can sign in."""
        found: dict[tuple[str, int | None], list[int]] = {}
        for each in offices_held.of_the_day(held, on=on):
            if each.user.is_active:
                found.setdefault((each.office, each.department_id), []).append(each.user_id)
        return cls(found)

    def of(self, office: str, department: int | None) -> list[int]:
        """The holders of an office: of the state, or in that department."""
        return self.by_office.get((office, None if self.is_of_the_state(office) else department), [])

    @staticmethod
    def is_of_the_state(office: str) -> bool:
        """Whether it is held once for the whole state."""
        return law.offices()[office].where == "state"

    def owing(self, flag: Flag) -> list[int]:
        """Whoever owes it; and department HR, who prepares what the department owes."""
        if self.is_of_the_state(flag.owed_by):
            return self.of(flag.owed_by, None)
        own = [flag.owed_by_person_id] if flag.owed_by_person_id else self.of(flag.owed_by, flag.department_id)
        return [*own, *self.of(PREPARES, flag.department_id)]


def remind(plan: str, held: Iterable[Membership], *, on: date, again: bool = False) -> int:
    """Note whom to tell on the day `on` of what is open: each person once for each occasion. How many were noted.

    Nobody is told of advice before or after its day, and no executive of what is not yet said to them. What is late
    goes to whoever owes it, then to each office above, once. `held` are the offices. `again`: this night was run
    before.
    """
    holders = Holders.among(held, on=on)
    known = set(Reminder.objects.filter(told_on=on).values_list("flag", "to", "occasion")) if again else set()
    new = {
        (flag.pk, person, occasion): Reminder(flag=flag, to_id=person, occasion=occasion, told_on=on)
        for flag in _spoken_of(plan, on=on)
        for person, occasion in _told(flag, holders, on=on)
        if (flag.pk, person, occasion) not in known and not (flag.is_confidential and person == flag.person_id)
    }
    together.insert(list(new.values()))
    return len(new)


def ladder(owed_by: str) -> list[tuple[str, int]]:
    """The offices that are told of what this office owes once it is late, and from how many days late on."""
    if not Holders.is_of_the_state(owed_by):
        return [step for step in ABOVE_A_DEPARTMENT if step[0] != owed_by]
    return list(ABOVE.get(owed_by, ABOVE_THE_STATE))


def _steps() -> dict[tuple[str, int], list[str]]:
    """Each step of the ladders, and whose duties it is a step of."""
    steps: dict[tuple[str, int], list[str]] = {}
    for owed_by in law.offices():
        for step in ladder(owed_by):
            steps.setdefault(step, []).append(owed_by)
    return steps


def _spoken_of(plan: str, *, on: date) -> QuerySet[Flag]:
    """Open flags on one of the days ahead, and late ones of which whoever owes them, or somebody above, was not told;
    each `told_late`, and of each office above whether it is `known_to` it."""
    told = {
        name: Exists(Reminder.objects.filter(flag=OuterRef("pk"), occasion=occasion))
        for name, occasion in [("told_late", LATE), *((f"known_to_{each}", OCCASIONS[each]) for each in OCCASIONS)]
    }
    wanted = Q(due_on__in=[on + timedelta(days=days) for days in DAYS_AHEAD])
    wanted |= Q(due_on__lt=on, told_late=False)
    for (office, days), owed_by in _steps().items():
        late = Q(owed_by__in=owed_by, due_on__lte=on - timedelta(days=days))
        wanted |= late & Q(**{f"known_to_{office}": False})
    return (
        Flag.unscoped.open()
        .annotate(**told)
        .filter(wanted, plan=plan, is_advice=False)
        .select_related("owed_by_person")
        .order_by("due_on", "pk")
    )


def _told(flag: Flag, holders: Holders, *, on: date) -> Iterator[tuple[int, str]]:
    """Whom to tell of this flag on the day `on`, and on which occasion: whoever owes it first, and nobody twice."""
    owing = holders.owing(flag)
    if flag.due_on >= on:
        yield from ((person, str((flag.due_on - on).days)) for person in owing)
        return
    if not flag.told_late:
        yield from ((person, LATE) for person in owing)
    for office, days in ladder(flag.owed_by):
        hidden = flag.is_confidential and holders.is_of_the_state(office)
        if flag.days_late(on) >= days and not getattr(flag, f"known_to_{office}") and not hidden:
            above = holders.of(office, flag.department_id)
            yield from ((person, OCCASIONS[office]) for person in above if person not in owing)


def write_digests(*, since: date | None, on: date) -> int:
    """One mail for each person with everything noted in the nights after `since` up to `on`. How many were written."""
    rows = Reminder.objects.filter(told_on__lte=on).select_related("to", "flag__owed_by_person")
    rows = rows.order_by("to", "flag__due_on", "flag")
    if since is not None:
        rows = rows.filter(told_on__gt=since)
    unwanted = MailOptOut.objects.filter(user=OuterRef("to"), mail_kind=OuterRef("mail_kind"))
    rows = rows.filter(flag__settled_on=None).annotate(mail_kind=MAIL_KIND).exclude(Exists(unwanted))
    by_person: dict[User, dict[int, Flag]] = {}
    for row in rows:
        by_person.setdefault(row.to, {})[row.flag_id] = row.flag
    mail.send_messages(
        mail.Letter(
            to=person,
            subject=_subject(list(flags.values()), on=on),
            text="\n\n".join(_line(flag, on=on) for flag in flags.values()),
            key=f"digest/{on.isoformat()}",
            path=reverse("desk"),
        )
        for person, flags in by_person.items()
    )
    return len(by_person)


def _subject(flags: list[Flag], *, on: date) -> str:
    """What the mail is about, the late first."""
    late = sum(flag.due_on < on for flag in flags)
    if late:
        return f"{late} of {len(flags)} deadlines passed" if len(flags) > 1 else "A deadline has passed"
    first = day(min(flag.due_on for flag in flags))
    return f"{len(flags)} deadlines, the first on {first}" if len(flags) > 1 else f"A deadline on {first}"


def _line(flag: Flag, *, on: date) -> str:
    """One deadline as a person reads it, with who owes it. No salary, no rating and no judgement is in it."""
    left = (flag.due_on - on).days
    when = f"{-left} days late" if left < -1 else "1 day late" if left == -1 else "today" if left == 0 else "tomorrow"
    when = f"in {left} days" if left > 1 else when
    sentences = [f"By {day(flag.due_on)}, {when}.", f"Owed by: {_owed_by(flag)}.", *open_words.why(flag)]
    if left == -1 and flag.duty == NOTICE and _is_disputed(flag, on=on):
        sentences.append(f"Delivered today, {day(on)}, it is still accepted, as disputed until DPA/DHR settles it.")
    return f"{open_words.what(flag)}\n{' '.join(sentences)}"


def _is_disputed(flag: Flag, *, on: date) -> bool:
    """Whether notice that is delivered on the day `on` is neither in time nor late (reading 6)."""
    rules = law.plan(flag.plan)
    standing = rules.notices.notice_standing(delivered_on=on, year=rules.calendar.fiscal_year(flag.due_on))
    return standing is rules.notices.Standing.DISPUTED


def _owed_by(flag: Flag) -> str:
    """The office, and the person where it is owed by name."""
    office = law.offices()[flag.owed_by].name
    return f"{flag.owed_by_person} ({office.lower()})" if flag.owed_by_person else office
