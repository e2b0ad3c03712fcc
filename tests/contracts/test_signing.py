"""Three lines, in the order of the form, on one version: and what keeps a signature from being given."""

import os
import time
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse

from accounts.models import Membership
from contracts import signing, workflow
from contracts.models import Contract, ContractCopy, ExecutedCopy, PayCeiling, Signature
from positions.models import Incumbency
from records import events as chain
from records import triggers
from records.models import Event
from tests import cast as cast_module
from tests.contracts.stories import everybody_but, last_event, letters, refused, told
from tests.factories import (
    SIGNED,
    YEAR_STARTS,
    PayCeilingFactory,
    PlacedPositionFactory,
    ProposedContractFactory,
    SignedContractFactory,
    at,
    sign,
    write,
)

WAITS = "A performance contract waits for your signature"
LAST_DAY = date(2004, 6, 30)


def signatures(contract) -> list[tuple[str, str, str]]:
    """Line, name and printed office of every signature, in their order."""
    return list(Signature.unscoped.filter(contract=contract).order_by("pk").values_list("line", "name", "office"))


# --- the three signatures


def test_each_signature_is_a_record_of_its_own(cast, proposed):
    sign(proposed, cast.executive, on=date(2004, 6, 10))
    sign(proposed, cast.superior, on=date(2004, 6, 11))
    sign(proposed, cast.director, on=date(2004, 6, 14))

    assert signatures(proposed) == [
        ("employee", "Eve Executive", "Employee"),
        ("appointing_authority", "Ada Superior", "Appointing authority"),
        ("director", "Dana Director", "Department director"),
    ]
    version = proposed.proposed_version
    first = Signature.unscoped.order_by("pk").first()
    assert (first.signer, first.version, first.sha256) == (cast.executive, version, version.sha256)
    agreed = "I have read this contract and agree to be bound by it as employee."
    assert first.statement == f"{agreed} {signing.CONSENT}"
    assert first.authentication == "Password given again at the moment of signing"
    assert (first.signed_on, first.signed_at) == (date(2004, 6, 10), at(date(2004, 6, 10)))


def test_each_signature_has_its_event_with_office_hash_and_statement(cast, proposed):
    (signature,) = sign(proposed, cast.executive)
    event = last_event(proposed)
    assert (event.verb, event.start, event.end, event.on) == ("sign", "proposed", "proposed", SIGNED)
    assert (event.actor, event.office, event.person) == (cast.executive, "Employee", cast.executive)
    assert event.facts["sha256"] == proposed.proposed_version.sha256
    assert event.facts["statement"] == signature.statement
    assert (event.facts["line"], event.facts["version"]) == ("employee", 1)
    assert event.facts["at"] == at(SIGNED).isoformat()


def test_each_signature_calls_the_next_signer(cast, proposed):
    assert letters() == [("Eve Executive", WAITS)]
    sign(proposed, cast.executive)
    assert letters()[1:] == [("Ada Superior", WAITS)]
    sign(proposed, cast.superior)
    assert letters()[2:] == [("Dana Director", WAITS)]


def test_the_last_signature_concludes_the_contract(cast):
    contract = ProposedContractFactory(cast=cast, signed_by=("employee", "appointing_authority"))

    sign(contract, cast.director)

    contract.refresh_from_db()
    assert (contract.state, contract.signed_on) == ("signed", SIGNED)
    copy = ContractCopy.unscoped.get(contract=contract)
    assert (copy.state, copy.sent_on, copy.department) == ("sent", SIGNED, cast.agriculture)
    waiting = ExecutedCopy.unscoped.get(contract=contract)
    assert (waiting.document, waiting.sealed_at, waiting.tries) == (None, None, 0)
    assert Contract.unscoped.in_force(YEAR_STARTS).get() == contract
    assert not Contract.unscoped.in_force(LAST_DAY).exists()
    last = list(Event.unscoped.order_by("number"))[-3:]
    assert [(event.kind, event.verb, event.office) for event in last] == [
        ("contract", "sign", "Department director"),
        ("contract", "conclude", "Department director"),
        ("copy", "send", "Department director"),
    ]
    assert (last[1].start, last[1].end, last[2].end) == ("proposed", "signed", "sent")
    assert chain.breaks() == []


def test_everybody_concerned_is_told_of_the_conclusion(cast):
    contract = ProposedContractFactory(cast=cast, signed_by=("employee", "appointing_authority"))
    before = len(letters())
    sign(contract, cast.director)
    by_all = "A performance contract is signed by all"
    assert set(letters()[before:]) == {
        ("Rita Reviewer", "A signed contract is with DPA/DHR"),
        ("Eve Executive", "Your performance contract is signed by all"),
        ("Dana Director", by_all),
        ("Hal Resources", by_all),
        ("Ada Superior", by_all),
    }


def test_no_salary_is_in_any_letter(cast, signed):
    from records.models import Message

    assert not [message for message in Message.unscoped.all() if "9,500" in message.text or "9500" in message.text]


# --- who signs, and when


def test_nobody_signs_out_of_turn(cast, proposed):
    with refused("CO-CON-4", words="First to sign: Employee, then Appointing authority"):
        sign(proposed, cast.director)
    with refused("CO-CON-4", words="First to sign: Employee"):
        sign(proposed, cast.superior)
    sign(proposed, cast.executive)
    with refused("CO-CON-4", words="First to sign: Appointing authority"):
        sign(proposed, cast.director)


def test_nobody_else_signs(cast, proposed):
    for person in everybody_but(cast, "executive", "superior", "director"):
        with refused(words="This takes the office of"):
            sign(proposed, person)


def test_hr_signs_for_nobody(cast):
    contract = ProposedContractFactory(cast=cast, signed_by=("employee", "appointing_authority"))
    with refused(words="This takes the office of"):
        sign(contract, cast.hr)


def test_a_line_is_signed_once(cast, proposed):
    sign(proposed, cast.executive)
    with refused("CO-CON-4", words="is already signed"):
        sign(proposed, cast.executive)
    sign(proposed, cast.superior)
    with refused("CO-CON-4", words="is already signed"):
        sign(proposed, cast.superior)


def test_a_signed_contract_is_not_signed_revised_or_declined(cast, signed):
    for person in (cast.executive, cast.superior, cast.director):
        with refused(words="not possible now: it is signed"):
            sign(signed, person)
    with refused(words="not possible now: it is signed"):
        workflow.revise(signed, by=cast.director, on=SIGNED)
    with refused(words="not possible now: it is signed"):
        workflow.decline(signed, reason="Too late.", by=cast.executive, on=SIGNED)
    with refused(words="not possible now: it is signed"):
        write(signed, by=cast.hr, on=SIGNED)
    with refused(words="not possible now: it is signed"):
        workflow.withdraw(signed, by=cast.director, on=SIGNED)


def test_a_draft_is_not_signed(cast, draft):
    with refused(words="not possible now: it is draft"):
        sign(draft, cast.executive)


def test_an_office_that_ended_signs_no_more(cast):
    contract = ProposedContractFactory(cast=cast, signed_by=("employee",))
    Membership.unscoped.filter(user=cast.superior).update(ends_on=SIGNED - timedelta(days=1))
    with refused(words="This takes the office of"):
        sign(contract, cast.superior)
    assert len(sign(contract, cast.superior, on=SIGNED - timedelta(days=1))) == 1


def test_an_office_that_has_not_begun_does_not_sign_yet(cast):
    contract = ProposedContractFactory(cast=cast, signed_by=("employee", "appointing_authority"))
    Membership.unscoped.filter(user=cast.director).update(starts_on=SIGNED + timedelta(days=1))
    with refused(words="This takes the office of"):
        sign(contract, cast.director)
    assert sign(contract, cast.director, on=SIGNED + timedelta(days=1))[0].line == "director"


def test_whoever_is_director_that_day_signs_the_directors_line(cast):
    contract = ProposedContractFactory(cast=cast, signed_by=("employee", "appointing_authority"))
    Membership.unscoped.filter(user=cast.director).update(ends_on=SIGNED - timedelta(days=1))
    cast_module.holds(cast.stranger, "director", cast.agriculture, starts_on=SIGNED, is_acting=True)

    (signature,) = sign(contract, cast.stranger)

    assert (signature.name, signature.office) == ("Stan Stranger", "Acting department director")
    conclusion = Event.unscoped.get(verb="conclude")
    assert (conclusion.office, conclusion.actor_name) == ("Acting department director", "Stan Stranger")


def test_the_acting_director_is_called_when_it_is_their_turn(cast, proposed):
    Membership.unscoped.filter(user=cast.director).update(ends_on=SIGNED - timedelta(days=1))
    cast_module.holds(cast.stranger, "director", cast.agriculture, starts_on=SIGNED, is_acting=True)
    sign(proposed, cast.executive)
    sign(proposed, cast.superior)
    assert letters()[-1] == ("Stan Stranger", WAITS)


def test_when_nobody_can_sign_next_the_department_is_told(cast, proposed):
    Membership.unscoped.filter(user=cast.superior).update(ends_on=SIGNED - timedelta(days=1))
    before = len(letters())
    sign(proposed, cast.executive)
    nobody = "A performance contract waits for a signature that nobody can give"
    assert letters()[before:] == [("Dana Director", nobody), ("Hal Resources", nobody)]


def test_the_director_of_another_department_does_not_sign(cast):
    contract = ProposedContractFactory(cast=cast, signed_by=("employee", "appointing_authority"))
    with refused(words="This takes the office of"):
        sign(contract, cast.other_director)


# --- a director who is the appointing authority


def test_a_director_who_is_the_appointing_authority_signs_two_lines_in_one_act(cast):
    contract = ProposedContractFactory(cast=cast, appointing_authority=cast.director, signed_by=("employee",))
    assert signing.lines_to_sign(contract, by=cast.director, on=SIGNED) == ["appointing_authority", "director"]

    made = sign(contract, cast.director)

    assert [(each.line, each.office) for each in made] == [
        ("appointing_authority", "Appointing authority"),
        ("director", "Department director"),
    ]
    assert len({each.statement for each in made}) == 2
    contract.refresh_from_db()
    assert contract.state == "signed"
    signs = Event.unscoped.filter(verb="sign").order_by("number")
    assert [event.office for event in signs] == ["Employee", "Appointing authority", "Department director"]
    assert Event.unscoped.get(verb="conclude").office == "Department director"


def test_such_a_director_still_waits_for_the_employee(cast):
    contract = ProposedContractFactory(cast=cast, appointing_authority=cast.director)
    assert signing.lines_to_sign(contract, by=cast.director, on=SIGNED) == []
    with refused("CO-CON-4", words="First to sign: Employee"):
        sign(contract, cast.director)


# --- nobody signs for two people


def test_an_executive_who_acts_as_director_does_not_sign_their_own_contract_for_the_department(cast):
    contract = ProposedContractFactory(cast=cast, signed_by=("employee", "appointing_authority"))
    cast_module.holds(cast.executive, "director", cast.agriculture, is_acting=True)

    assert signing.lines_to_sign(contract, by=cast.executive, on=SIGNED) == []
    with refused(words="Nobody signs their own contract for the other side"):
        sign(contract, cast.executive)
    contract.refresh_from_db()
    assert contract.state == "proposed"


def test_the_employee_line_alone_is_signed_by_an_executive_who_acts_as_director(cast, proposed):
    cast_module.holds(cast.executive, "director", cast.agriculture, is_acting=True)
    assert [each.line for each in sign(proposed, cast.executive)] == ["employee"]


def test_the_executive_of_another_contract_does_not_sign_this_one(cast, proposed):
    position = PlacedPositionFactory(department=cast.agriculture, person=cast.other_executive)
    ProposedContractFactory(cast=cast, position=position)
    with refused(words="This takes the office of"):
        sign(proposed, cast.other_executive)


# --- one version


@pytest.mark.parametrize("seen", ["", "0" * 64])
def test_what_was_not_read_is_not_signed(cast, proposed, seen):
    with refused("CO-CON-4", words="has changed since you read it"):
        signing.sign(proposed, seen_hash=seen, consent=signing.CONSENT, by=cast.executive, on=SIGNED, at=at(SIGNED))


def test_signatures_on_an_older_version_do_not_count_for_the_next(cast):
    contract = ProposedContractFactory(cast=cast, signed_by=("employee", "appointing_authority"))
    first = contract.proposed_version
    workflow.revise(contract, by=cast.hr, on=SIGNED)
    write(contract, by=cast.hr, on=SIGNED, monthly_salary=Decimal("9000"))
    second = workflow.propose(contract, by=cast.hr, on=SIGNED, at=at(SIGNED))

    with refused("CO-CON-4", words="First to sign: Employee"):
        sign(contract, cast.director)
    with refused("CO-CON-4", words="has changed since you read it"):
        signing.sign(
            contract, seen_hash=first.sha256, consent=signing.CONSENT, by=cast.executive, on=SIGNED, at=at(SIGNED)
        )
    for person in (cast.executive, cast.superior, cast.director):
        sign(contract, person)

    contract.refresh_from_db()
    assert (contract.state, contract.proposed_version) == ("signed", second)
    assert [each.version.number for each in Signature.unscoped.order_by("pk")] == [1, 1, 2, 2, 2]


def test_a_version_whose_kept_print_is_damaged_is_not_signed(cast, proposed):
    (kept,) = [path for path in Path(settings.FILES_DIR).rglob("*") if path.is_file()]
    kept.write_bytes(kept.read_bytes().replace(b"9,500", b"10,50", 1) + b" ")
    with refused(words="The kept print of this version is damaged"):
        sign(proposed, cast.executive)


def test_a_contract_changed_behind_its_version_is_not_signed(cast, proposed):
    triggers.lift()  # the database itself would refuse
    Contract.unscoped.filter(pk=proposed.pk).update(monthly_salary=Decimal("10000"))
    triggers.restore()
    with refused(words="no longer says what its proposed version says"):
        sign(proposed, cast.executive)


# --- what the law forbids


def test_the_whole_way_at_the_ceiling(cast):
    contract = SignedContractFactory(cast=cast, monthly_salary=Decimal("10763.00"))
    assert (contract.state, contract.monthly_salary) == ("signed", Decimal("10763.00"))


def test_a_ceiling_corrected_downwards_before_the_signature_stops_it(cast, proposed):
    PayCeilingFactory(fiscal_year=2004, amount=Decimal("9499.99"))
    with refused("CO-PAY-2", words="above the ceiling of $9,499.99 per month"):
        sign(proposed, cast.executive)


def test_a_year_without_a_ceiling_cannot_be_signed(cast, proposed):
    triggers.lift()
    PayCeiling.objects.all().delete()
    triggers.restore()
    with refused("CO-PAY-2", words="No ceiling has been published for FY 2004-05"):
        sign(proposed, cast.executive)


def test_the_salary_of_a_signed_contract_is_frozen_for_its_term(cast):
    """CO-PAY-3, reading 9: the acts begin no second contract of one term; one that got there is not signed."""
    position = PlacedPositionFactory(department=cast.agriculture, person=cast.executive)
    contract = ProposedContractFactory(cast=cast, position=position, monthly_salary=Decimal("9600"))
    other = Contract.unscoped.get(pk=contract.pk)
    other.pk, other.proposed_version = None, None
    other.state, other.signed_on, other.starts_on, other.monthly_salary = (
        "signed",
        SIGNED,
        date(2004, 10, 1),
        Decimal(9500),
    )
    triggers.lift()  # the database would not let it get there
    other.save()
    triggers.restore()
    with refused("CO-PAY-3", words="The salary is $9,500 per month until the contract year ends"):
        sign(contract, cast.executive)


def test_who_left_before_the_term_does_not_sign(cast, proposed):
    Incumbency.unscoped.filter(person=cast.executive).update(ends_on=LAST_DAY, state="ended")
    with refused(words="Nobody holds Director of Markets"):
        sign(proposed, cast.executive)


def test_somebody_elses_position_is_not_signed_for(cast, proposed):
    Incumbency.unscoped.filter(person=cast.executive).update(person=cast.stranger)
    with refused(words="Eve Executive does not hold Director of Markets"):
        sign(proposed, cast.executive)


# --- a day is a day in Denver (reading 15)


@pytest.fixture
def server_in_utc(monkeypatch):
    """The clock of the machine is set to UTC."""
    before = os.environ.get("TZ")
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.setenv("TZ", before or "America/Denver")
    time.tzset()


def sign_on_the_page(contract, client, by):
    """On the real page: the moment and the legal day are the request's, from the one clock."""
    client.force_login(by)
    sent = {"seen_hash": contract.proposed_version.sha256, "consent": "on", "password": cast_module.PASSWORD}
    answer = client.post(reverse("contracts:sign", args=[contract.pk]), sent)
    assert answer.status_code == 302, answer.content.decode()
    contract.refresh_from_db()


def test_half_past_eleven_on_june_30_in_denver_is_on_time_although_it_is_july_1_in_utc(cast, client, server_in_utc):
    contract = ProposedContractFactory(cast=cast, signed_by=("employee", "appointing_authority"))
    moment = datetime(2004, 6, 30, 23, 30, tzinfo=ZoneInfo("America/Denver"))
    with time_machine.travel(moment, tick=False):
        sign_on_the_page(contract, client, cast.director)

    signature = Signature.unscoped.get(line="director")
    assert contract.signed_on == signature.signed_on == LAST_DAY
    assert signature.signed_at.astimezone(ZoneInfo("UTC")).date() == YEAR_STARTS
    assert "CO-CON-1" not in told(Event.unscoped.filter(verb="sign").latest("number"))


def test_ten_past_midnight_on_july_1_is_late_which_is_flagged_and_still_a_fact(cast, client, server_in_utc):
    contract = ProposedContractFactory(cast=cast, signed_by=("employee", "appointing_authority"))
    moment = datetime(2004, 7, 1, 0, 10, tzinfo=ZoneInfo("America/Denver"))
    with time_machine.travel(moment, tick=False):
        sign_on_the_page(contract, client, cast.director)

    assert (contract.state, contract.signed_on) == ("signed", YEAR_STARTS)
    assert contract.signed_on > contract.due_on
    assert "CO-CON-1" in told(Event.unscoped.filter(verb="sign").latest("number"))
