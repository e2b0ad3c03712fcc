"""A contract year of 366 nights over the demonstration: every flag, reminder and digest on its own day, and no other.

What is expected is counted out here from dates, offices and acts; nothing of the nightly job is asked for it.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.models import Membership, User
from appraisals import notices, releasing, workflow
from appraisals.models import Appraisal, Notice
from contracts.models import Contract, ContractCopy, PayCeiling
from positions.models import Flag, Incumbency, NightlyRun, Placement, Reminder, Removal
from records.models import Message
from ses_admin import nightly
from ses_admin.demonstration import state
from tests.appraisals import scenes
from tests.factories import at

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2027, 7, 1), date(2028, 6, 30)
"""A fiscal year with a February 29."""
NIGHTS = [FIRST + timedelta(days=ahead) for ahead in range(366)]
AHEAD = (45, 30, 14, 7, 3, 1, 0)
QUARTERS = (date(2027, 9, 30), date(2027, 12, 31), date(2028, 3, 31), date(2028, 6, 30))
PLACES = {"Agriculture": 2, "Law": 2, "Treasury": 1, "Natural Resources": 4, "Revenue": 4}
SIGNED_LATE_BY = (None, 5, 12)
"""Of the contracts of 2028-29: nobody's, or signed so many days before June 30, in turn."""
UNSATISFACTORY, APPRAISED = 3, 6
"""Of those who hold a position, in order: whose year goes wrong, and whose is appraised to the end."""


@dataclass
class Expected:
    """A flag: when it is raised and settled, who owes it, and who above is told a week after its day, on which
    occasion. All of it counted out by the test."""

    duty: str
    kind: str
    thing: int
    due_on: date
    raised_on: date
    owed_by: tuple[int, ...] = ()
    above: tuple[int, str] | None = None
    settled_on: date | None = None
    is_met: bool = True

    def row(self) -> tuple:
        is_met = self.settled_on is not None and self.is_met
        return (self.duty, self.kind, self.thing, self.due_on, self.raised_on, self.settled_on, is_met)

    def told(self) -> list[tuple[int, str, date]]:
        """To whom, on which occasion, and on which night."""
        days = [(person, str(days), self.due_on - timedelta(days=days)) for days in AHEAD for person in self.owed_by]
        late = [(person, "late", self.due_on + timedelta(days=1)) for person in self.owed_by]
        if self.above:
            late.append((*self.above, self.due_on + timedelta(days=7)))
        return [
            (person, words, night)
            for person, words, night in (days + late if self.owed_by else [])
            if self.raised_on <= night <= LAST and (self.settled_on is None or night < self.settled_on)
        ]


class Town:
    """A small demonstration state, and what happens in it during the year."""

    def __init__(self) -> None:
        self.state = state.build(today=FIRST)
        self.acts: dict[date, list] = {}
        self.expected: list[Expected] = []
        self._counts()
        self._ceilings()
        self._contracts()
        self._hire()
        self._acting_office()

    def happen(self, day: date) -> None:
        for act in self.acts.get(day, ()):
            act()

    def _offices(self, department) -> state.Offices:
        return self.state.offices[department.name]

    def _counts(self) -> None:
        """Nobody records an FTE count of 2027-28."""
        for name in self.state.offices:
            department = self.state.departments[name]
            self._expect(
                "fte-count",
                "fte_count",
                department.pk,
                due_on=date(2027, 7, 31),
                raised_on=FIRST,
                owed_by=(self.state.reviewer.pk,),
                above=(self.state.personnel_director.pk, "late: state director"),
            )

    def _ceilings(self) -> None:
        """That of 2027-28 is there from the start; that of 2028-29 comes on June 10."""
        common = {"owed_by": (self.state.reviewer.pk,)}
        due_on, recorded_on = date(2027, 6, 30), date(2027, 4, 17)
        self._expect("ceiling", "published", 2027, due_on=due_on, raised_on=FIRST, settled_on=recorded_on, **common)
        recorded_on = date(2028, 6, 10)
        due_on = date(2028, 6, 30)
        raised_on = date(2028, 4, 1)
        self._expect("ceiling", "published", 2028, due_on=due_on, raised_on=raised_on, settled_on=recorded_on, **common)
        self.acts.setdefault(recorded_on, []).append(
            lambda: PayCeiling.objects.create(fiscal_year=2028, amount=19000, source="x", recorded_on=recorded_on)
        )

    def _contracts(self) -> None:
        """Everybody has one of 2027-28. Of 2028-29 nobody signs, or all do so many days before June 30, in turn."""
        held = Incumbency.unscoped.in_force(FIRST).select_related("department", "position", "person").order_by("pk")
        for place, incumbency in enumerate(held):
            contract = Contract.unscoped.get(position=incumbency.position, employee=incumbency.person, starts_on=FIRST)
            self._expect(
                "contract-for-the-year",
                "appointment",
                incumbency.pk,
                due_on=date(2027, 6, 30),
                raised_on=FIRST,
                settled_on=contract.signed_on,
            )
            self._reviews(contract, QUARTERS)
            if place == UNSATISFACTORY:
                self._unsatisfactory(incumbency, contract)
                continue
            self._contract_of_the_year(incumbency, contract, SIGNED_LATE_BY[place % len(SIGNED_LATE_BY)])
            if place == APPRAISED:
                self._appraised(incumbency, contract)
            else:
                self._appraisal_owed(contract)

    def _appraisal_owed(self, contract: Contract, **settled) -> None:
        days = {"due_on": date(2028, 6, 30), "raised_on": date(2028, 5, 16)}
        self._expect("appraisal-before-salary", "contract", contract.pk, **days, **settled)

    def _appraised(self, incumbency: Incumbency, contract: Contract) -> None:
        """Met on May 18, shown on May 22, signed by all on June 2: nobody is reminded of the meeting."""
        met_on, released_on, final_on = date(2028, 5, 18), date(2028, 5, 22), date(2028, 6, 2)
        offices = self._offices(incumbency.department)
        signers = (incumbency.person, offices.superior, offices.director)
        self._on(released_on, lambda: release(contract, offices, overall=3, met_on=met_on, on=released_on))
        self._on(final_on, lambda: sign_appraisal(contract, signers, on=final_on))
        meeting = {"due_on": date(2028, 6, 23), "raised_on": released_on, "settled_on": met_on}
        self._expect("evaluation-meeting", "contract", contract.pk, **meeting)
        self._appraisal_owed(contract, settled_on=final_on)

    def _unsatisfactory(self, incumbency: Incumbency, contract: Contract) -> None:
        """Shown the lowest rating on April 3, without a meeting; noticed in April; separated in June, as of June 30.

        What is owed only to who stays falls away with the separation; a contract for the next year never was.
        """
        released_on, begun_on, signed_on = date(2028, 4, 3), date(2028, 4, 10), date(2028, 4, 12)
        delivered_on, separated_on = date(2028, 4, 18), date(2028, 6, 12)
        offices, who = self._offices(incumbency.department), incumbency.person
        self._on(released_on, lambda: release(contract, offices, overall=1, met_on=None, on=released_on))
        self._on(begun_on, lambda: notices.start(incumbency, grounds="x", by=offices.hr, on=begun_on))
        self._on(
            signed_on, lambda: notices.sign(notice(), revision=0, by=offices.director, on=signed_on, at=at(signed_on))
        )
        self._on(delivered_on, lambda: notices.acknowledge(notice(), by=who, on=delivered_on))
        self._on(
            separated_on, lambda: notices.separate(notice(), by=offices.director, on=separated_on, at=at(separated_on))
        )
        of_director = {"owed_by": (offices.director.pk, offices.hr.pk)}
        of_rater = {"owed_by": (offices.superior.pk, offices.hr.pk)}
        over = {"settled_on": separated_on, "is_met": False}
        april_30, may_16, june_30 = date(2028, 4, 30), date(2028, 5, 16), date(2028, 6, 30)
        key = ("appointment", incumbency.pk)
        self._expect("notice", *key, due_on=april_30, raised_on=released_on, settled_on=delivered_on, **of_director)
        self._expect("separation", *key, due_on=june_30, raised_on=may_16, settled_on=separated_on, **of_director)
        days = {"due_on": date(2028, 6, 23), "raised_on": date(2028, 5, 9)}
        self._expect("evaluation-meeting", "contract", contract.pk, **days, **over, **of_rater)
        self._appraisal_owed(contract, **over)

    def _on(self, day: date, act) -> None:
        self.acts.setdefault(day, []).append(act)

    def _contract_of_the_year(self, incumbency: Incumbency, contract: Contract, days_before: int | None) -> None:
        signed_on = date(2028, 6, 30) - timedelta(days=days_before) if days_before is not None else None
        offices = self._offices(incumbency.department)
        self._expect(
            "contract-for-the-year",
            "appointment",
            incumbency.pk,
            due_on=date(2028, 6, 30),
            raised_on=date(2028, 5, 16),
            owed_by=(offices.director.pk, offices.hr.pk),
            settled_on=signed_on,
        )
        if signed_on:
            self._on(signed_on, lambda: sign_next(contract, signed_on))

    def _reviews(self, contract: Contract, quarters: tuple[date, ...]) -> None:
        """Nobody records a progress review: each is spoken of from 45 days before, and no longer once the next ends."""
        for place, due_on in enumerate(QUARTERS):
            over = QUARTERS[place + 1] + timedelta(days=1) if place < 2 else None
            if due_on in quarters:
                raised_on = due_on - timedelta(days=45)
                self._expect(
                    "quarterly-review",
                    "contract",
                    contract.pk,
                    due_on=due_on,
                    raised_on=raised_on,
                    settled_on=over,
                    is_met=False,
                )

    def _hire(self) -> None:
        """Somebody takes office on September 10; the contract is signed on the 28th of the 30 days."""
        in_force = Placement.unscoped.in_force(FIRST)
        vacant = in_force.exclude(position__in=Incumbency.unscoped.in_force(FIRST).values("position"))
        placement = vacant.select_related("position", "department").get()
        hired, signed_on = date(2027, 9, 10), date(2027, 10, 8)
        incumbency = Incumbency.unscoped.create(
            position=placement.position,
            department=placement.department,
            person=self.state.everybody.next(),
            state="current",
            starts_on=hired,
            method="selection",
            merit_basis="x",
        )
        offices = self._offices(placement.department)
        owed_by = (offices.director.pk, offices.hr.pk)
        self._expect(
            "contract-after-movement",
            "appointment",
            incumbency.pk,
            due_on=date(2027, 10, 10),
            raised_on=hired,
            owed_by=owed_by,
            settled_on=signed_on,
        )
        like = Contract.unscoped.filter(department=placement.department, starts_on=FIRST).first()
        like.position, like.employee = incumbency.position, incumbency.person
        contract = copied(like, starts_on=hired, ends_on=date(2028, 6, 30), signed_on=signed_on, state="draft")
        self.acts.setdefault(signed_on, []).append(
            lambda: Contract.unscoped.filter(pk=contract.pk).update(state="signed", signed_on=signed_on)
        )
        self._contract_of_the_year(incumbency, contract, None)
        self._reviews(contract, QUARTERS[1:])
        self._appraisal_owed(contract)

    def _acting_office(self) -> None:
        """An acting office of a department without others ends on the leap day, and nobody follows."""
        department = next(each for each in self.state.departments.values() if not each.is_principal)
        held = Membership.unscoped.create(
            user=self.state.everybody.next(),
            office="director",
            department=department,
            is_acting=True,
            starts_on=FIRST,
            ends_on=date(2028, 2, 29),
        )
        self._expect(
            "acting-authority-lapses",
            "membership",
            held.pk,
            due_on=date(2028, 2, 29),
            raised_on=date(2028, 1, 15),
            owed_by=(self.state.administrator.pk,),
            above=(self.state.reviewer.pk, "late: reviewer"),
            settled_on=date(2028, 4, 30),
            is_met=False,
        )

    def _expect(self, duty: str, kind: str, thing: int, **days) -> None:
        self.expected.append(Expected(duty, kind, thing, **days))


def copied(contract: Contract, **changed) -> Contract:
    """One more contract like it."""
    contract.pk = contract._state.adding = None
    for name, value in changed.items():
        setattr(contract, name, value)
    contract.save(force_insert=True)
    return contract


def sign_next(contract: Contract, signed_on: date) -> None:
    """The contract of the year after, signed by all on that day."""
    terms = {"starts_on": date(2028, 7, 1), "ends_on": date(2029, 6, 30), "due_on": date(2028, 6, 30)}
    made = copied(Contract.unscoped.get(pk=contract.pk), signed_on=signed_on, **terms)
    ContractCopy.unscoped.create(
        contract=made, department=made.department, state="received", sent_on=signed_on, received_on=signed_on
    )


def release(contract: Contract, offices: state.Offices, *, overall: int, met_on: date | None, on: date) -> None:
    """An appraisal from its opening to the day on which its ratings are shown."""
    begun = on - timedelta(days=20)
    appraisal = workflow.open_appraisal(contract, by=offices.hr, on=begun)
    scenes.account(appraisal, by=contract.employee, on=begun, accounts={"projects-1": "x"})
    workflow.hand_in(appraisal, by=contract.employee, on=begun)
    scenes.rate(appraisal, by=offices.superior, on=begun, overall=overall)
    appraisal = scenes.fresh(appraisal)
    if met_on:
        releasing.record_meeting(appraisal, met_on=met_on, notes="x", by=offices.superior, on=met_on, at=at(met_on))
    releasing.release(appraisal, by=offices.superior, on=on, at=at(on))


def sign_appraisal(contract: Contract, signers: tuple[User, ...], *, on: date) -> None:
    """All three sign what was shown."""
    for who in signers:
        scenes.sign(Appraisal.unscoped.get(contract=contract), who, on=on)


def notice() -> Notice:
    """The only one there is."""
    return Notice.unscoped.get()


@pytest.fixture
def town(monkeypatch, db):
    monkeypatch.setattr(state, "PLACED", PLACES)
    return Town()


def flags() -> list[tuple]:
    rows = Flag.unscoped.order_by("duty", "thing_kind", "thing_id", "due_on")
    return list(rows.values_list("duty", "thing_kind", "thing_id", "due_on", "raised_on", "settled_on", "is_met"))


def reminders() -> list[tuple]:
    rows = Reminder.objects.values_list(
        "flag__duty", "flag__thing_kind", "flag__thing_id", "flag__due_on", "to", "occasion", "told_on"
    )
    return sorted(rows)


def everything() -> list:
    return [list(model.objects.order_by("pk").values()) for model in (Reminder, NightlyRun)] + [
        list(model.unscoped.order_by("pk").values()) for model in (Flag, Message)
    ]


def at_night(day: date, minute: int = 5):
    """The world at five past midnight in Denver."""
    moment = timezone.make_aware(timezone.datetime(day.year, day.month, day.day, 0, minute))
    return time_machine.travel(moment, tick=False)


def live(town: Town, nights: list[date], *, twice: bool = False) -> None:
    """Every day of the year happens; the job runs on those nights only."""
    for day in NIGHTS:
        town.happen(day)
        if day in nights:
            with at_night(day):
                nightly.catch_up()
                if twice:
                    before = everything() if day.day in (1, 16, 30) else None
                    nightly.run(day, at=timezone.now())
                    assert nightly.catch_up() == 0
                    assert before is None or everything() == before


def test_every_flag_reminder_and_digest_of_a_year_has_its_own_day(town):
    live(town, NIGHTS, twice=True)
    assert flags() == sorted(each.row() for each in town.expected)
    told = [(each, *rest) for each in town.expected for rest in each.told()]
    assert reminders() == sorted(
        (each.duty, each.kind, each.thing, each.due_on, person, words, night) for each, person, words, night in told
    )
    mails = Counter((person, night) for _each, person, _words, night in told)
    sent = Message.unscoped.filter(key__startswith="digest/").values_list("to", "key")
    assert sorted((to, key.split("/")[1]) for to, key in sent) == sorted(
        (person, night.isoformat()) for person, night in mails
    )
    assert NightlyRun.objects.count() == 366
    assert not NightlyRun.objects.exclude(proposed=0).exists()
    unsigned = [
        each for each in town.expected if each.due_on == date(2028, 6, 30) and each.duty == "contract-for-the-year"
    ]
    with at_night(LAST + timedelta(days=1)):
        nightly.catch_up()
        nightly.catch_up()
    assert NightlyRun.objects.get(day=LAST + timedelta(days=1)).proposed == sum(
        not each.settled_on for each in unsigned
    )
    assert Removal.unscoped.count() == sum(not each.settled_on for each in unsigned)


def test_ten_nights_skipped_again_and_again_end_in_the_same_state(town):
    live(town, [*NIGHTS[::11], LAST])
    assert flags() == sorted(each.row() for each in town.expected)
    told = [(each, *rest) for each in town.expected for rest in each.told()]
    assert reminders() == sorted(
        (each.duty, each.kind, each.thing, each.due_on, person, words, night) for each, person, words, night in told
    )
    assert NightlyRun.objects.count() == 366
