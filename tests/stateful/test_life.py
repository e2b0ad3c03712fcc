"""Random offices do random acts on advancing days. Whatever they do, what must never be is not.

Most acts are ones the person may take just then, so that stories get far; the others try what nobody should get.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from accounts.acting import StepRefused, open_steps, procedure
from accounts.models import Membership, User
from contracts import ceilings, copies, executed, signing
from contracts import workflow as contracting
from contracts.models import Contract, ContractCopy
from positions import allotments, appointments, leaving, transfers
from positions import workflow as nominating
from positions.models import Incumbency, Nomination, Position, Transfer
from records.models import Event
from tests.factories import ANSWERS, at, job_description
from tests.positions import scenes
from tests.stateful import town, truths

MOST_PROPOSALS = 2  # of one play: printing takes most of a second
MOST_SEALS = 1
SALARIES = [Decimal(each) for each in ("9500.50", "0", "10763.00", "10763.01")]
ASIDE = ("edit", "withdraw", "deny", "return", "comment", "counter", "decline", "revise")
ONWARD = 4  # times as likely as what goes aside
WORDS = "Because it is so."

COINS = st.lists(st.booleans(), min_size=16, max_size=16)
"""A seed. Not a number: among numbers Hypothesis mixes those it finds in whatever modules are loaded, so that the plays
would be others wherever other tests run before."""

TOWN: list[town.Town] = []
DONE: Counter[str] = Counter()
REFUSED: Counter[str] = Counter()


class Life(RuleBasedStateMachine):
    """One play of many acts. Everything it does is taken back at its end."""

    def __init__(self) -> None:
        super().__init__()
        self.play = transaction.atomic()
        self.play.__enter__()
        self.town = TOWN[0]
        self.today = town.FIRST_DAY
        self.numbers = iter(range(1, 1000))
        self.steps = self.proposals = self.seals = self.seen = 0
        self.ceilings = {2003: [Decimal("10500.00")], 2004: [Decimal("10763.00")]}
        self.stood = truths.everything_there_is()
        self.moves = {
            self.days_pass: 3,
            self.begin_a_nomination: 3,
            self.go_on_with_a_nomination: 14,
            self.authorize: 1,
            self.appoint: 3,
            self.ask_for_a_transfer: 1,
            self.go_on_with_a_transfer: 2,
            self.end_an_appointment: 1,
            self.begin_a_contract: 2,
            self.go_on_with_a_contract: 12,
            self.go_on_with_a_copy: 3,
            self.publish_a_ceiling: 1,
            self.somebody_acts_for_a_while: 1,
            self.print_executed_copies: 3,
        }

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.play.__exit__(None, None, None)

    @initialize(coins=COINS)
    def the_play_begins(self, coins: list[bool]) -> None:
        """What Hypothesis draws by itself is mostly small; from a seed, every choice is as likely as another.

        In one play of four somebody else took the last place of the state before anything happens.
        """
        self.seed = coins
        if Random(f"{coins}").random() < 1 / 4:
            town.take_the_last_place()

    @rule(coins=COINS)
    def something_happens(self, coins: list[bool]) -> None:
        """One move."""
        self.steps += 1
        self.random = Random(f"{self.seed}/{coins}/{self.steps}")
        (move,) = self.random.choices(list(self.moves), list(self.moves.values()))
        note(f"{self.today}: {move.__name__}")
        move()

    # --- how an act is tried

    def attempt(self, what: str, by: User, act: Callable[[], object]) -> None:
        """Do it or be refused."""
        note(f"    {by} tries to {what}")
        try:
            act()
        except StepRefused as refusal:
            note(f"    refused: {refusal.words}")
            REFUSED.update([finding.code for finding in refusal.findings] or ["in words only"])

    def mostly(self) -> bool:
        """Four times in five."""
        return self.random.random() < 0.8

    def anybody(self) -> User:
        return self.random.choice(self.town.people)

    def somebody_in(self, *offices: str, department=None) -> User:
        """Mostly somebody who holds one of these offices today, and sometimes anybody."""
        held = Membership.unscoped.filter(office__in=offices).held_on(self.today).order_by("pk")
        if department is not None:
            held = held.filter(department=department)
        holders = [membership.user for membership in held.select_related("user")]
        return self.random.choice(holders) if holders and self.mostly() else self.anybody()

    def position(self) -> Position:
        return self.random.choice(list(Position.unscoped.filter(department__in=self.town.departments).order_by("pk")))

    def salary(self) -> Decimal:
        return self.random.choice([SALARIES[0], self.random.choice(SALARIES)])

    def some_day(self, *, first: int = -3, last: int = 40) -> date:
        return self.today + timedelta(days=self.random.randint(first, last))

    def act_on(self, things: Iterable, acts: dict[str, Callable]) -> None:
        """Take a step of one of these things: mostly one that is open to somebody, and sometimes any by anybody."""
        known = list(things)
        if not known:
            return
        thing = self.random.choice(known)
        verb, by = self.random.choice(sorted(acts)), self.anybody()
        if self.mostly():
            verb, by = self.somebody_who_may(thing, acts) or (verb, by)
        self.attempt(f"{verb} {thing}", by, lambda: acts[verb](thing, by))

    def somebody_who_may(self, thing, acts: Iterable[str]) -> tuple[str, User] | None:
        """A step that leads on from where the thing stands, and a person to whom it is open."""
        verbs = [step.verb for step in procedure(thing).steps_from(thing.state) if step.verb in acts]
        if not verbs:
            return None
        (verb,) = self.random.choices(verbs, [1 if each in ASIDE else ONWARD for each in verbs])
        for person in self.random.sample(self.town.people, len(self.town.people)):
            if verb in [step.verb for step in open_steps(person, thing, on=self.today)]:
                return verb, person
        return None

    # --- nominations and appointments

    def begin_a_nomination(self) -> None:
        department = self.random.choice(self.town.departments)
        by = self.somebody_in("hr", "director", department=department)

        def begin():
            nomination = nominating.start_nomination(
                department, number=f"N-{next(self.numbers)}", title="Director", by=by, on=self.today
            )
            self.write_nomination(nomination, by)
            document = job_description(by=by)
            nominating.attach_job_description(nomination, document, dated_on=self.today, by=by, on=self.today)

        self.attempt("begin a nomination", by, begin)

    def write_nomination(self, nomination: Nomination, by: User) -> None:
        nominating.edit_nomination(
            nomination,
            revision=nomination.revision,
            rationale="It directs a large segment.",
            answers=ANSWERS,
            wanted_on=self.random.choice([None, self.some_day()]),
            title="Director",
            division="Programs",
            is_management_class=True,
            by=by,
            on=self.today,
        )

    def go_on_with_a_nomination(self) -> None:
        on = self.today
        nominations = Nomination.unscoped.order_by("pk")
        if self.mostly():
            nominations = nominations.exclude(state__in=["denied", "withdrawn", "placed"])
        self.act_on(
            nominations,
            {
                "edit": self.write_nomination,
                "submit": lambda thing, by: nominating.nominate(thing, by=by, on=on),
                "review": lambda thing, by: self.review(thing, by),
                "return": lambda thing, by: nominating.return_with_questions(
                    thing, questions=WORDS, by=by, on=on, at=at(on)
                ),
                "forward": lambda thing, by: self.forward(thing, by),
                "approve": lambda thing, by: nominating.decide(thing, approve=True, reason=WORDS, by=by, on=on),
                "deny": lambda thing, by: nominating.decide(thing, approve=False, reason=WORDS, by=by, on=on),
                "withdraw": lambda thing, by: nominating.withdraw(thing, reason=WORDS, by=by, on=on),
                "place": lambda thing, by: nominating.place(thing, placed_on=self.some_day(), by=by, on=on),
            },
        )

    def review(self, nomination: Nomination, by: User) -> None:
        """Keep a review, mostly a complete one that recommends to approve."""
        answer = "yes" if self.mostly() else self.random.choice(["no", "question", ""])
        scenes.review(nomination, by, on=self.today, recommends="approve", segments=answer)

    def forward(self, nomination: Nomination, by: User) -> None:
        """Forward it, mostly with a review made just before."""
        if self.mostly():
            self.review(nomination, by)
        nominating.forward(nomination, recommendation=WORDS, by=by, on=self.today)

    def authorize(self) -> None:
        by = self.somebody_in("personnel_director")
        number, starts_on = self.random.randint(0, 2), self.some_day()
        department = self.random.choice(self.town.departments)
        self.attempt(
            f"authorize {number} from {starts_on}",
            by,
            lambda: allotments.authorize(
                department, number=number, starts_on=starts_on, cause="Good cause.", by=by, on=self.today
            ),
        )

    def appoint(self) -> None:
        vacant = Position.unscoped.filter(department__in=self.town.departments, incumbencies=None).order_by("pk")
        position = self.random.choice(list(vacant)) if vacant and self.mostly() else self.position()
        by = self.somebody_in("director", department=position.department)
        person, starts_on, acting = self.anybody(), self.some_day(), self.random.random() < 0.2
        self.attempt(
            f"appoint {person} to {position}",
            by,
            lambda: appointments.appoint(
                position,
                person=person,
                starts_on=starts_on,
                method="acting" if acting else "selection",
                merit_basis="First on the list.",
                is_acting=acting,
                by=by,
                on=self.today,
            ),
        )

    def ask_for_a_transfer(self) -> None:
        vacant = Position.unscoped.filter(department__in=self.town.departments, incumbencies=None).order_by("pk")
        position = self.random.choice(list(vacant)) if vacant and self.mostly() else self.position()
        by = self.somebody_in("hr", "director", department=position.department)
        held = list(Incumbency.unscoped.in_force(self.today).order_by("pk").select_related("person"))
        person = self.random.choice(held).person if held and self.mostly() else self.anybody()
        starts_on = self.some_day(first=0)
        self.attempt(
            f"ask for {person} to come to {position}",
            by,
            lambda: transfers.request(position, person=person, starts_on=starts_on, by=by, on=self.today),
        )

    def go_on_with_a_transfer(self) -> None:
        on, known = self.today, list(Transfer.unscoped.order_by("pk"))
        if not known:
            return
        transfer, by = self.random.choice(known), self.somebody_in("director")
        verb = self.random.choice(["approve", "approve", "approve", "decline", "withdraw"])
        acts = {
            "approve": lambda: transfers.approve(transfer, by=by, on=on),
            "decline": lambda: transfers.decline(transfer, reason=WORDS, by=by, on=on),
            "withdraw": lambda: transfers.withdraw(transfer, reason=WORDS, by=by, on=on),
        }
        self.attempt(f"{verb} {transfer}", by, acts[verb])

    def end_an_appointment(self) -> None:
        held = self.random.choice(list(Incumbency.unscoped.order_by("pk").select_related("department")))
        by = self.somebody_in("hr", "director", department=held.department)
        way = self.random.choice(["resignation", "retirement", "acting_over", "layoff", "separation"])
        ends_on = self.some_day()
        self.attempt(
            f"end {held} by {way}",
            by,
            lambda: leaving.end(held, way=way, ends_on=ends_on, reason=WORDS, by=by, on=self.today),
        )

    # --- contracts

    def begin_a_contract(self) -> None:
        position = self.position()
        by = self.somebody_in("hr", "director", department=position.department)
        superior = self.somebody_in("appointing_authority", "director", department=position.department)
        next_year = date(self.today.year + (self.today.month >= 7), 7, 1)
        starts_on = self.random.choice([next_year, self.some_day()])

        def begin():
            contract = contracting.start(
                position,
                starts_on=starts_on,
                appointing_authority=superior,
                appointing_authority_title="Deputy",
                by=by,
                on=self.today,
            )
            self.write_contract(contract, by)

        self.attempt(f"begin a contract of {position} from {starts_on}", by, begin)

    def write_contract(self, contract: Contract, by: User) -> None:
        contracting.edit(
            contract,
            revision=contract.revision,
            monthly_salary=self.salary(),
            division="Programs",
            appointing_authority=contract.appointing_authority,
            appointing_authority_title="Deputy",
            understanding="discussion",
            planning_met_on=None,
            lines={},
            projects=[{"objective": "Open the two closed offices", "results": "Both open"}],
            factors=["market"],
            performance_basis="",
            by=by,
            on=self.today,
        )

    def propose(self, contract: Contract, by: User) -> None:
        contracting.propose(contract, by=by, on=self.today, at=at(self.today))
        self.proposals += 1

    def sign(self, contract: Contract, by: User) -> None:
        version = contract.proposed_version
        seen = version.sha256 if version else ""
        signing.sign(contract, seen_hash=seen, consent=signing.CONSENT, by=by, on=self.today, at=at(self.today))

    def ask(self, contract: Contract, by: User) -> None:
        contracting.counter(
            contract,
            monthly_salary=self.salary(),
            lines={},
            projects=[],
            note=WORDS,
            by=by,
            on=self.today,
            at=at(self.today),
        )

    def go_on_with_a_contract(self) -> None:
        on = self.today
        acts = {
            "edit": self.write_contract,
            "propose": self.propose,
            "sign": self.sign,
            "comment": lambda thing, by: contracting.comment(thing, text=WORDS, by=by, on=on, at=at(on)),
            "counter": self.ask,
            "decline": lambda thing, by: contracting.decline(thing, reason=WORDS, by=by, on=on),
            "revise": lambda thing, by: contracting.revise(thing, by=by, on=on),
            "withdraw": lambda thing, by: contracting.withdraw(thing, by=by, on=on),
        }
        if self.proposals == MOST_PROPOSALS:
            del acts["propose"]
        contracts = Contract.unscoped.order_by("pk")
        self.act_on(contracts.exclude(state__in=["signed", "withdrawn"]) if self.mostly() else contracts, acts)

    def go_on_with_a_copy(self) -> None:
        on = self.today
        self.act_on(
            ContractCopy.unscoped.order_by("pk"),
            {
                "acknowledge": lambda thing, by: copies.acknowledge(thing, by=by, on=on),
                "return": lambda thing, by: copies.return_copy(thing, reason=WORDS, by=by, on=on),
                "send": lambda thing, by: copies.send_again(thing, by=by, on=on),
            },
        )

    def publish_a_ceiling(self) -> None:
        by = self.somebody_in("reviewer", "administrator")
        year, amount = self.random.randint(2003, 2005), self.random.choice(SALARIES[1:])

        def publish():
            ceilings.record_ceiling(fiscal_year=year, amount=amount, source="A letter", by=by, on=self.today)
            self.ceilings.setdefault(year, []).append(amount)

        self.attempt(f"publish {amount} for {year}", by, publish)

    # --- the world turns

    def days_pass(self) -> None:
        self.today = self.some_day(first=1, last=15)

    def somebody_acts_for_a_while(self) -> None:
        Membership.unscoped.create(
            user=self.anybody(),
            office=self.random.choice(["director", "hr", "appointing_authority"]),
            department=self.random.choice(self.town.departments),
            starts_on=self.today,
            ends_on=self.some_day(first=0),
            is_acting=True,
        )

    def print_executed_copies(self) -> None:
        if self.seals < MOST_SEALS:
            self.seals += executed.print_waiting()
            truths.seals_hold()

    # --- what is true after every step

    @invariant()
    def what_must_never_be_is_not(self) -> None:
        new = list(Event.unscoped.filter(number__gt=self.seen).select_related("actor").order_by("number"))
        stands = truths.everything_there_is()
        changed = {key for key in stands.keys() | self.stood.keys() if stands.get(key) != self.stood.get(key)}
        told = {(event.kind, event.thing_id) for event in new}
        assert changed <= told, f"changed without an event: {changed - told}"
        self.stood = stands
        if not new:
            return
        self.seen = new[-1].number
        for event in new:
            DONE[f"{event.kind} {event.verb}"] += 1
            truths.was_legal(event)
        for kind, pk in told:
            truths.stands_where_its_last_event_says(kind, pk)
        truths.never_over_125()
        truths.one_holder_a_day()
        truths.a_transfer_moved_whom_it_says()
        truths.never_over_an_allotment(self.town.departments, since=self.today)
        truths.signed_contracts_say_what_was_signed()
        truths.no_pay_changes_inside_a_term()
        truths.nothing_signed_pays_above_its_ceiling(self.ceilings)
        truths.kept_bytes_are_what_was_frozen()
        truths.the_chain_is_whole()


FAR_ENOUGH = {
    "nomination approve",
    "nomination place",
    "authorization authorize",
    "appointment appoint",
    "contract propose",
    "contract revise",
    "contract conclude",
    "contract seal",
    "copy acknowledge",
}
MET = {"CO-CAP-1", "CO-CAP-2", "CO-PAY-2", "CO-CON-4"}


@pytest.mark.django_db
def test_whatever_anybody_does_what_must_never_be_is_not():
    TOWN[:] = [town.build()]
    DONE.clear()
    REFUSED.clear()
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=24,
            stateful_step_count=100,
            derandomize=True,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    # The plays went far enough to mean something.
    assert set(DONE) >= FAR_ENOUGH, FAR_ENOUGH - set(DONE)
    assert set(REFUSED) >= MET, MET - set(REFUSED)
