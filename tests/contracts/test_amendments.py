"""Amendments: expectations of performance only, agreed by both sides, numbered; the contract never changes."""

from datetime import date
from io import BytesIO

import pikepdf
import pytest
from django.db import DatabaseError, connection, transaction

from contracts import amendment_pages, amendments, consents, details, executed, terms
from contracts.models import Amendment, AmendmentSignature, Contract, ExecutedAmendment, Version
from positions.models import Incumbency
from records import events as chain
from records import files, seal
from tests.contracts.stories import events, everybody_but, letters, refused
from tests.factories import SIGNED, YEAR_ENDS, PlacedPositionFactory, ProposedContractFactory, SignedContractFactory, at

NOW = date(2004, 11, 2)
PROJECTS = [
    {"objective": "Open the two closed offices", "results": "Both open by May 1"},
    {"objective": "Move the laboratory", "results": "Moved by June"},
]


@pytest.fixture
def amendment(cast, signed):
    """A draft that adds a project."""
    return drafted(cast, signed)


def drafted(cast, contract, projects=PROJECTS, on=NOW):
    made = amendments.start(contract, by=cast.hr, on=on)
    amendments.edit(
        made, revision=0, lines=made.lines, projects=projects, reason="The laboratory burned.", by=cast.hr, on=on
    )
    return made


def propose(amendment, cast, on=NOW):
    amendments.propose(amendment, by=cast.hr, on=on, at=at(on))


def sign(amendment, by, on=NOW, **changed):
    amendment.refresh_from_db()
    given = {"seen_hash": amendment.sha256, "consent": consents.WORDS, "by": by, "on": on, "at": at(on), **changed}
    return amendments.sign(amendment, **given)


def agreed(cast, contract, **more):
    made = drafted(cast, contract, **more)
    propose(made, cast, on=more.get("on", NOW))
    for person in (cast.executive, cast.superior, cast.director):
        sign(made, person, on=more.get("on", NOW))
    made.refresh_from_db()
    return made


# --- the whole way


def test_an_amendment_is_agreed_by_both_sides_and_the_contract_stays_as_it_was(cast, signed):
    before = Contract.unscoped.filter(pk=signed.pk).values().get(), terms.of(signed)
    made = agreed(cast, signed)
    assert (made.state, made.number, made.signed_on) == ("signed", 1, NOW)
    assert (Contract.unscoped.filter(pk=signed.pk).values().get(), terms.of(signed)) == before
    assert [each.line for each in AmendmentSignature.unscoped.order_by("pk")] == [
        "employee",
        "appointing_authority",
        "director",
    ]
    assert {each.sha256 for each in AmendmentSignature.unscoped.all()} == {made.sha256}
    assert [event.verb for event in events(made)] == ["start", "edit", "propose", "sign", "sign", "sign", "conclude"]
    assert chain.breaks() == []


def test_the_terms_in_force_are_as_amended_from_the_day_of_the_last_signature(cast, signed):
    made = agreed(cast, signed)
    base = signed.proposed_version.terms
    assert amendments.terms_in_force(signed, on=date(2004, 11, 1)) == base
    now = amendments.terms_in_force(signed, on=made.signed_on)
    assert now["projects"] == PROJECTS
    assert {name for name in now if now[name] != base.get(name)} == {"projects"}
    assert now["monthly_salary"] == base["monthly_salary"]


def test_a_second_amendment_begins_with_the_first(cast, signed):
    agreed(cast, signed)
    second = amendments.start(signed, by=cast.superior, on=date(2005, 1, 10))
    assert (second.number, second.projects) == (2, PROJECTS)
    amendments.edit(
        second, revision=0, lines={}, projects=PROJECTS[1:], reason="One office is opened.", by=cast.hr, on=NOW
    )
    propose(second, cast, on=date(2005, 1, 10))
    assert second.terms["before"]["projects"] == PROJECTS
    for person in (cast.executive, cast.superior, cast.director):
        sign(second, person, on=date(2005, 1, 10))
    assert amendments.terms_in_force(signed, on=YEAR_ENDS)["projects"] == PROJECTS[1:]
    assert amendments.terms_in_force(signed, on=NOW)["projects"] == PROJECTS


def test_its_executed_copy_is_sealed_with_the_frozen_print_inside(cast, signed):
    made = agreed(cast, signed)
    assert executed.print_waiting() == 2  # of the contract, and of its amendment
    kept = files.read(ExecutedAmendment.unscoped.get().document)
    assert seal.check(kept).holds
    with pikepdf.open(BytesIO(kept)) as opened:
        inside = {name: spec.get_file().read_bytes() for name, spec in opened.attachments.items()}
    assert set(inside) == {"amendment-1.pdf", "amendment-1.json"}
    assert inside["amendment-1.pdf"] == files.read(made.document)
    assert b"monthly_salary" not in inside["amendment-1.json"]


def test_a_director_who_is_the_appointing_authority_signs_both_lines(cast, signed):
    made = drafted(cast, signed)
    amendments.edit(
        made, revision=1, lines={}, projects=PROJECTS, reason="Why.", appointing_authority=cast.director, by=cast.hr,
        on=NOW,
    )  # fmt: skip
    propose(made, cast)
    sign(made, cast.executive)
    assert [each.line for each in sign(made, cast.director)] == ["appointing_authority", "director"]
    made.refresh_from_db()
    assert made.state == "signed"


# --- no way to pay


def test_no_act_takes_a_salary(cast, amendment):
    for act in (amendments.edit, amendments.propose, amendments.sign, amendments.start):
        with pytest.raises(TypeError):
            act(amendment, monthly_salary="20000", by=cast.hr, on=NOW)


def test_a_frozen_amendment_that_would_hold_pay_is_refused_by_the_database(cast, amendment):
    for name in ("monthly_salary", "ceiling", "ends_on"):
        with pytest.raises(DatabaseError), transaction.atomic():
            Amendment.unscoped.filter(pk=amendment.pk).update(terms={name: "20000.00"})


def test_pay_written_into_the_frozen_terms_past_everything_is_never_in_force(cast, signed):
    """Only what an amendment may change is taken from it."""
    made = agreed(cast, signed)
    assert set(made.terms) == {"areas", "projects", "before"}
    made.terms["monthly_salary"] = "20000.00"
    assert "monthly_salary" not in amendments.amendment_print.performance(made)


# --- who, and when


def test_who_may_begin_one(cast, signed):
    for person in everybody_but(cast, "hr", "superior", "director"):
        with refused(words="This takes the office of"):
            amendments.start(signed, by=person, on=NOW)


def test_one_at_a_time(cast, signed, amendment):
    with refused(words="Another amendment of this contract is open"):
        amendments.start(signed, by=cast.director, on=NOW)
    amendments.withdraw(amendment, by=cast.hr, on=NOW)
    assert amendments.start(signed, by=cast.director, on=NOW).number == 1


@pytest.mark.parametrize(
    ("on", "may"), [(date(2005, 6, 29), True), (date(2005, 6, 30), True), (date(2005, 7, 1), False)]
)
def test_until_the_last_day_of_the_contract(cast, signed, on, may):
    if may:
        assert amendments.start(signed, by=cast.hr, on=on).state == "draft"
        return
    with refused("CO-CON-6", words="The contract ended on June 30, 2005"):
        amendments.start(signed, by=cast.hr, on=on)


def test_before_its_first_day_a_contract_is_not_amended(cast, signed):
    with refused("CO-CON-6", words="The contract begins on July 1, 2004"):
        amendments.start(signed, by=cast.hr, on=date(2004, 6, 30))
    assert amendments.start(signed, by=cast.hr, on=date(2004, 7, 1)).state == "draft"


@pytest.mark.parametrize(
    ("left_on", "says"),
    [
        (date(2004, 11, 1), "left the position on November 1, 2004"),
        (date(2004, 6, 30), "The contract never came in force"),
        (NOW, ""),
    ],
)
def test_after_its_person_left_a_contract_is_not_amended(cast, signed, left_on, says):
    """What runs until somebody left is over with that day, whatever day was signed (CO-CON-6)."""
    made = drafted(cast, signed)
    Incumbency.unscoped.filter(position=signed.position).update(ends_on=left_on)
    known = Contract.unscoped.with_everything().get(pk=signed.pk)
    other = SignedContractFactory(
        cast=cast, position=PlacedPositionFactory(department=cast.agriculture, title="Director of Fairs")
    )
    assert details.may_amend(Contract.unscoped.with_everything().get(pk=other.pk), cast.hr, on=NOW)
    if not says:
        propose(made, cast)
        return
    with refused("CO-CON-6", words=says):
        propose(made, cast)
    amendments.withdraw(made, by=cast.hr, on=NOW)
    assert not details.may_amend(known, cast.hr, on=NOW)
    with refused("CO-CON-6", words=says):
        amendments.start(signed, by=cast.hr, on=NOW)


def test_nor_is_what_was_proposed_before_signed(cast, amendment):
    propose(amendment, cast)
    Incumbency.unscoped.filter(position=amendment.contract.position).update(ends_on=date(2004, 11, 1))
    with refused("CO-CON-6", words="left the position on November 1, 2004"):
        sign(amendment, cast.executive)


def test_an_unsigned_contract_is_revised_and_not_amended(cast):
    contract = ProposedContractFactory(cast=cast)
    with refused("CO-CON-6", words="Only a signed contract is amended"):
        amendments.start(contract, by=cast.hr, on=NOW)


def test_what_changes_nothing_is_not_proposed(cast, signed):
    made = drafted(cast, signed, projects=signed.proposed_version.terms["projects"])
    with refused("CO-CON-6", words="changes nothing yet"):
        propose(made, cast)


def test_without_a_reason_it_is_not_proposed(cast, signed):
    made = amendments.start(signed, by=cast.hr, on=NOW)
    with refused(words="Write why the expectations are altered"):
        propose(made, cast)


def test_a_project_without_words_is_not_proposed(cast, signed):
    made = drafted(cast, signed, projects=[*PROJECTS, {"objective": " ", "results": "x"}])
    with refused("CO-CON-3"):
        propose(made, cast)


def test_the_lines_are_signed_in_their_order_once_and_only_as_read(cast, amendment):
    propose(amendment, cast)
    with refused(words="not your turn"):
        sign(amendment, cast.director)
    with refused(words="has changed since you read it"):
        sign(amendment, cast.executive, seen_hash="0" * 64)
    sign(amendment, cast.executive)
    with refused(words="not your turn"):
        sign(amendment, cast.executive)
    for person in everybody_but(cast, "executive", "superior", "director"):
        with refused(words="This takes the office of"):
            sign(amendment, person)


def test_a_page_open_before_saves_nothing(cast, amendment):
    with refused(words="Somebody else saved this amendment"):
        amendments.edit(amendment, revision=0, lines={}, projects=[], reason="", by=cast.director, on=NOW)


# --- declined, revised, withdrawn


def test_the_executive_declines_with_reasons_and_the_contract_stays(cast, signed, amendment):
    propose(amendment, cast)
    with refused(words="Write why you do not agree"):
        amendments.decline(amendment, reason=" ", by=cast.executive, on=NOW)
    amendments.decline(amendment, reason="Too much at once.", by=cast.executive, on=NOW)
    assert (amendment.state, amendment.declined_reason) == ("declined", "Too much at once.")
    assert amendments.terms_in_force(signed, on=NOW) == signed.proposed_version.terms
    amendments.revise(amendment, by=cast.hr, on=NOW)
    assert (amendment.state, amendment.sha256) == ("draft", "")


def test_who_has_signed_does_not_decline(cast, amendment):
    propose(amendment, cast)
    sign(amendment, cast.executive)
    with refused(words="You have signed this amendment"):
        amendments.decline(amendment, reason="No.", by=cast.executive, on=NOW)


def test_a_signature_on_a_print_that_was_revised_binds_nobody_to_the_next(cast, amendment):
    propose(amendment, cast)
    sign(amendment, cast.executive)
    amendments.revise(amendment, by=cast.hr, on=NOW)
    more = [*PROJECTS, {"objective": "Another", "results": ""}]
    amendments.edit(amendment, revision=amendment.revision, lines={}, projects=more, reason="Why.", by=cast.hr, on=NOW)
    propose(amendment, cast)
    assert amendments.next_line(amendment) == "employee"
    assert AmendmentSignature.unscoped.count() == 1


def test_everybody_is_told_and_no_mail_has_a_figure(cast, amendment):
    before = len(letters())
    propose(amendment, cast)
    assert letters()[before:] == [("Eve Executive", "An amendment of a contract waits for your signature")]
    for person in (cast.executive, cast.superior, cast.director):
        sign(amendment, person)
    signed_by_all = [name for name, subject in letters() if subject == "An amendment of a contract is signed by all"]
    assert sorted(signed_by_all) == ["Dana Director", "Eve Executive", "Hal Resources"]
    assert letters().count(("Rita Reviewer", "A signed amendment is with DPA/DHR")) == 1


def test_who_sees_one(cast, amendment):
    seen = {who for who in ("hr", "director", "superior", "executive", "auditor", "other_hr", "stranger")
            if Amendment.objects.visible_to(getattr(cast, who), on=NOW).exists()}  # fmt: skip
    assert seen == {"hr", "director", "superior"}
    propose(amendment, cast)
    assert Amendment.objects.visible_to(cast.executive, on=NOW).exists()
    assert Amendment.objects.visible_to(cast.auditor, on=NOW).exists()


# --- frozen


def test_a_proposed_and_a_signed_amendment_refuse_every_change(cast, amendment):
    propose(amendment, cast)
    rows = Amendment.unscoped.filter(pk=amendment.pk)
    proposed = ({"reason": "Another"}, {"sha256": "0" * 64}, {"terms": {}}, {"number": 7})
    for change in proposed:
        with pytest.raises(DatabaseError, match="is refused"), transaction.atomic():
            rows.update(**change)
    for person in (cast.executive, cast.superior, cast.director):
        sign(amendment, person)
    stood = rows.values().get()
    for change in (*proposed, {"lines": {}}, {"state": "draft"}, {"signed_on": SIGNED}):
        with pytest.raises(DatabaseError, match="is refused"), transaction.atomic():
            rows.update(**change)
    for statement in ("DELETE FROM contracts_amendment", "DELETE FROM contracts_amendmentsignature"):
        with pytest.raises(DatabaseError, match="is refused"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    row = AmendmentSignature.unscoped.first()
    row.pk, row.line = None, "reviewer"
    with pytest.raises(DatabaseError, match="is refused"), transaction.atomic():
        row.save(force_insert=True)
    assert rows.values().get() == stood
    assert Version.unscoped.count() == 1


def test_a_draft_is_compared_in_the_terms_that_an_amendment_can_reach_as_its_proposal_is(cast, signed):
    amendment = drafted(cast, signed)
    as_draft = amendment_pages.changes(amendment, on=NOW)
    propose(amendment, cast)
    assert amendment_pages.changes(amendment, on=NOW) == as_draft
