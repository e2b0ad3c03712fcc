"""Amendments, signatures on paper, how long files are kept, ZIPs of forms, and the check of a PDF by anybody."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

import law
from contracts import amendments, archive, consents, executed, paper_signatures, retention
from contracts.models import Amendment, Archive, Consent, Contract, Disposal, PaperRecord, RetentionHold, Signature
from tests.access.table import DEPARTMENT, DEPARTMENT_OFFICES, EVERYBODY, STATE, Row
from tests.cast import PASSWORD, Cast
from tests.factories import (
    SIGNED,
    PlacedPositionFactory,
    ProposedContractFactory,
    SignedContractFactory,
    at,
)

SEEN = DEPARTMENT_OFFICES | {"executive"} | STATE
HOLDING = DEPARTMENT | {"reviewer"}
ARCHIVING = frozenset({"reviewer", "personnel_director"})
NOW = date(2004, 9, 1)
SCAN = b"%PDF-1.4\n%%EOF\n"
PROJECTS = [{"objective": "Move the laboratory", "results": "Moved by June"}]


def signed(cast: Cast) -> Contract:
    return SignedContractFactory(cast=cast)


def proposed_contract(cast: Cast) -> Contract:
    return ProposedContractFactory(cast=cast)


def draft(cast: Cast) -> Amendment:
    made = amendments.start(signed(cast), by=cast.hr, on=NOW)
    written = {"lines": {}, "projects": PROJECTS, "reason": "The laboratory burned."}
    amendments.edit(made, revision=0, **written, by=cast.hr, on=NOW)
    return made


def proposed(cast: Cast) -> Amendment:
    made = draft(cast)
    amendments.propose(made, by=cast.hr, on=NOW, at=at(NOW))
    return made


def agreed(cast: Cast) -> Amendment:
    made = proposed(cast)
    for person in (cast.executive, cast.superior, cast.director):
        proof = {"seen_hash": made.sha256, "consent": consents.WORDS}
        amendments.sign(made, **proof, by=person, on=NOW, at=at(NOW))
    executed.print_waiting()
    return made


def scanned(cast: Cast) -> Contract:
    contract = proposed_contract(cast)
    paper_signatures.record(
        contract,
        scan=SimpleUploadedFile("scan.pdf", SCAN),
        written={"employee": paper_signatures.Written(cast.executive, SIGNED)},
        by=cast.hr,
        on=SIGNED,
        at=at(SIGNED),
    )
    contract.scan = PaperRecord.unscoped.get(contract=contract)
    return contract


def held(cast: Cast) -> RetentionHold:
    return retention.hold(signed(cast), reason="An appeal is pending.", starts_on=NOW, by=cast.hr, on=NOW)


def over(cast: Cast) -> Contract:
    """The oldest of four years, whose five years are over."""
    position = PlacedPositionFactory(department=cast.agriculture, person=cast.executive)
    made = SignedContractFactory(cast=cast, position=position)
    add_newer(cast, made)
    executed.print_waiting()
    return made


def add_newer(cast: Cast, made: Contract) -> None:
    """Three newer contracts of the executive."""
    for year in (2005, 2006, 2007):
        Contract.unscoped.create(
            department=cast.agriculture,
            position=made.position,
            employee=cast.executive,
            appointing_authority=cast.superior,
            state="signed",
            title="Director of Markets",
            department_name="Agriculture",
            appointing_authority_title="Deputy Commissioner",
            starts_on=date(year, 7, 1),
            ends_on=date(year + 1, 6, 30),
            due_on=date(year, 6, 30),
            started_on=date(year, 6, 1),
            signed_on=date(year, 6, 20),
            proposed_on=date(year, 6, 10),
            brought_over="Personnel file",
        )


def archived(cast: Cast) -> Archive:
    signed(cast)
    executed.print_waiting()
    made = archive.ask(plan=law.DEFAULT_PLAN, fiscal_year=2004, by=cast.reviewer, on=NOW, at=at(NOW))
    archive.make_waiting()
    return made


def state_is(code: str):
    return lambda amendment: amendment.state == code


ROWS = [
    Row("check_pdf", page=EVERYBODY, act=EVERYBODY, args=[], done_status=200, signed_out=(200, 200)),
    Row(
        "contracts:consent",
        page=EVERYBODY,
        act=EVERYBODY,
        args=[],
        data={"agree": "yes"},
        done=lambda _: Consent.unscoped.exists(),
    ),
    Row(
        "contracts:record_paper",
        page=DEPARTMENT,
        act=DEPARTMENT,
        knows=SEEN,
        scene=proposed_contract,
        data=lambda _: {
            "scan": SimpleUploadedFile("scan.pdf", SCAN),
            "employee_on": SIGNED.isoformat(),
            "attests": "on",
            "password": PASSWORD,
        },
        done=lambda contract: Signature.unscoped.filter(contract=contract).exists(),
    ),
    Row("contracts:scan", page=SEEN, scene=scanned, args=lambda contract: [contract.pk, contract.scan.pk]),
    Row(
        "contracts:start_amendment",
        act=DEPARTMENT_OFFICES,
        knows=SEEN,
        scene=signed,
        done=lambda contract: Amendment.unscoped.filter(contract=contract).exists(),
    ),
    Row("contracts:amendment", page=DEPARTMENT_OFFICES, scene=draft, tells="laboratory", told=DEPARTMENT_OFFICES),
    Row("contracts:amendment", page=SEEN, scene=proposed, tells="laboratory", told=SEEN),
    Row(
        "contracts:edit_amendment",
        page=DEPARTMENT_OFFICES,
        act=DEPARTMENT_OFFICES,
        scene=draft,
        data=lambda made: {
            "revision": made.revision,
            "reason": "Another reason.",
            "appointing_authority": made.appointing_authority_id,
        },
        done=lambda made: made.reason == "Another reason.",
    ),
    Row("contracts:propose_amendment", act=DEPARTMENT_OFFICES, scene=draft, done=state_is("proposed")),
    Row(
        "contracts:sign_amendment",
        page={"executive"},
        act={"executive"},
        knows=SEEN,
        scene=proposed,
        data=lambda made: {"seen_hash": made.sha256, "password": PASSWORD},
        done=lambda made: bool(amendments.signed_lines(made)),
    ),
    Row(
        "contracts:decline_amendment",
        page={"executive"},
        act={"executive"},
        knows=SEEN,
        scene=proposed,
        data={"reason": "Too much at once."},
        done=state_is("declined"),
    ),
    Row("contracts:revise_amendment", act=DEPARTMENT_OFFICES, knows=SEEN, scene=proposed, done=state_is("draft")),
    Row("contracts:withdraw_amendment", act=DEPARTMENT, knows=SEEN, scene=proposed, done=state_is("withdrawn")),
    Row("contracts:amendment_pdf", page=SEEN, scene=proposed),
    Row("contracts:executed_amendment", page=SEEN, scene=agreed),
    Row(
        "contracts:personnel_file",
        page=DEPARTMENT | {"executive"},
        scene=signed,
        args=lambda contract: [contract.employee_id],
        tells="Director of Markets",
        told=DEPARTMENT | {"executive"},
    ),
    Row("contracts:retention", page=SEEN, scene=signed),
    Row(
        "contracts:hold",
        act=HOLDING,
        knows=SEEN,
        scene=signed,
        data={"reason": "An appeal is pending.", "starts_on": NOW.isoformat()},
        done=lambda contract: RetentionHold.unscoped.filter(contract=contract).exists(),
    ),
    Row(
        "contracts:release",
        act=HOLDING,
        knows=SEEN,
        scene=held,
        args=lambda hold: [hold.contract_id, hold.pk],
        done=lambda hold: hold.state == "released",
    ),
    Row(
        "contracts:dispose",
        act={"hr"},
        knows=SEEN,
        scene=over,
        data={"sure": "yes"},
        day=date(2010, 7, 1),
        done=lambda contract: Disposal.unscoped.filter(contract=contract).exists(),
    ),
    Row(
        "contracts:archives",
        page=ARCHIVING,
        act=ARCHIVING,
        args=[],
        data={"fiscal_year": "2004"},
        done=lambda _: Archive.unscoped.exists(),
    ),
    Row("contracts:archive", page={"reviewer"}, scene=archived),
    Row("contracts:archive_file", page={"reviewer"}, scene=archived),
]
