"""The same thing pressed at the same moment: one is done, the others are told, nothing is done twice.

On the database in use: SQLite unless DATABASE_URL names another.
"""

from decimal import Decimal
from functools import partial

import pytest

from contracts import executed, signing, workflow
from contracts.models import Contract, ContractCopy, ExecutedCopy, PayCeiling, Signature, Version
from positions.models import Position
from records import events as chain
from records.models import Document, Event, Message
from tests import cast as cast_module
from tests.factories import (
    DRAFTED,
    PROPOSED,
    SIGNED,
    YEAR_STARTS,
    DraftContractFactory,
    PayCeilingFactory,
    PlacedPositionFactory,
    ProposedContractFactory,
    SignedContractFactory,
    at,
    write,
)
from tests.parallel import at_once, lost, won

TIMES = 10


@pytest.fixture
def cast(transactional_db):
    """The cast, seen by every connection. An earlier story may have emptied what migrations put in."""
    if not PayCeiling.objects.filter(fiscal_year=2004).exists():
        PayCeilingFactory(fiscal_year=2004, amount=Decimal("10763.00"))
    return cast_module.assemble()


def loaded(contract) -> Contract:
    """The contract as a page loads it."""
    return Contract.unscoped.select_related("proposed_version").get(pk=contract.pk)


def press_sign(contract, by):
    """Sign what the page showed when it was opened, before anybody pressed."""
    seen = contract.proposed_version.sha256
    return signing.sign(loaded(contract), seen_hash=seen, consent=signing.CONSENT, by=by, on=SIGNED, at=at(SIGNED))


def test_the_last_signature_pressed_ten_times_gives_one_signature_and_one_conclusion(cast):
    contract = ProposedContractFactory(cast=cast, signed_by=("employee", "appointing_authority"))

    results = at_once([partial(press_sign, contract, cast.director)] * TIMES)

    assert len(won(results)) == 1
    assert len(lost(results)) == TIMES - 1
    assert {words.split(";")[0] for words in lost(results)} == {"“Sign” is not possible now: it is signed"}
    assert Signature.unscoped.filter(contract=contract).count() == 3
    verbs = list(Event.unscoped.order_by("number").values_list("verb", flat=True))
    assert (verbs.count("sign"), verbs.count("conclude"), verbs.count("send")) == (3, 1, 1)
    assert ExecutedCopy.unscoped.count() == ContractCopy.unscoped.count() == 1
    assert Message.unscoped.filter(subject="A signed contract is with DPA/DHR").count() == 1
    assert chain.breaks() == []


def test_the_first_signature_pressed_ten_times_is_given_once(cast):
    contract = ProposedContractFactory(cast=cast)
    results = at_once([partial(press_sign, contract, cast.executive)] * TIMES)
    assert len(won(results)) == 1
    assert all("is already signed" in words for words in lost(results))
    assert Signature.unscoped.count() == 1
    assert chain.breaks() == []


def test_of_two_who_save_the_same_revision_one_wins_and_the_other_is_told(cast):
    cast_module.holds(cast.stranger, "hr", cast.agriculture)
    draft = DraftContractFactory(cast=cast)
    pages = [(cast.hr, loaded(draft), Decimal("9100")), (cast.stranger, loaded(draft), Decimal("9200"))]

    results = at_once(
        [partial(write, page, by=person, on=DRAFTED, monthly_salary=salary) for person, page, salary in pages]
    )

    assert len(won(results)) == 1
    assert "Somebody else saved this contract while you were writing" in lost(results)[0]
    draft.refresh_from_db()
    winner = next(salary for (_, _, salary), result in zip(pages, results, strict=True) if result is None)
    assert (draft.monthly_salary, draft.revision) == (winner, 2)
    assert Event.unscoped.filter(verb="edit").count() == 2


def test_of_two_who_begin_the_same_contract_one_does(cast):
    position = PlacedPositionFactory(department=cast.agriculture, person=cast.executive)

    def begin(by):
        return workflow.start(
            Position.unscoped.get(pk=position.pk),
            starts_on=YEAR_STARTS,
            appointing_authority=cast.superior,
            appointing_authority_title="Deputy Commissioner",
            by=by,
            on=DRAFTED,
        )

    results = at_once([partial(begin, cast.hr), partial(begin, cast.director), partial(begin, cast.superior)])

    assert len(won(results)) == Contract.unscoped.count() == 1
    assert all("There is already a contract" in words for words in lost(results))


def test_of_two_who_propose_the_same_draft_one_does_and_one_print_is_kept(cast):
    draft = DraftContractFactory(cast=cast)
    pages = [(cast.hr, loaded(draft)), (cast.superior, loaded(draft))]

    results = at_once(
        [partial(workflow.propose, page, by=person, on=PROPOSED, at=at(PROPOSED)) for person, page in pages]
    )

    assert len(won(results)) == 1
    assert Version.unscoped.count() == Document.unscoped.filter(purpose="proposed version").count() == 1
    assert Event.unscoped.filter(verb="propose").count() == 1


def test_a_signature_and_a_revision_at_once_leave_no_signature_on_a_draft_unnoticed(cast):
    contract = ProposedContractFactory(cast=cast)
    version = contract.proposed_version

    signing_result, revising_result = at_once(
        [
            partial(press_sign, contract, cast.executive),
            partial(workflow.revise, loaded(contract), by=cast.hr, on=SIGNED),
        ]
    )

    contract.refresh_from_db()
    assert revising_result is None
    assert (contract.state, contract.proposed_version) == ("draft", None)
    verbs = list(Event.unscoped.order_by("number").values_list("verb", flat=True))[-2:]
    if won([signing_result]):
        assert verbs == ["sign", "revise"]  # given on version 1, before it was taken back
        assert Signature.unscoped.get().version == version
    else:
        assert verbs[-1] == "revise"
        assert not Signature.unscoped.exists()


def test_two_requests_at_once_are_two_versions(cast):
    contract = ProposedContractFactory(cast=cast)

    def ask(salary):
        return workflow.counter(
            loaded(contract),
            monthly_salary=Decimal(salary),
            lines={},
            projects=[],
            note="More, please.",
            by=cast.executive,
            on=SIGNED,
            at=at(SIGNED),
        )

    results = at_once([partial(ask, "9900"), partial(ask, "9950")])

    assert sorted(version.number for version in won(results)) == [2, 3]
    contract.refresh_from_db()
    assert contract.version_number == 3


def test_two_workers_print_each_executed_copy_once(cast):
    contract = SignedContractFactory(cast=cast)
    assert sum(at_once([executed.print_waiting, executed.print_waiting])) == 1
    assert Document.unscoped.filter(purpose="executed copy").count() == 1
    assert Event.unscoped.filter(verb="seal", thing_id=contract.pk).count() == 1
    assert chain.breaks() == []
