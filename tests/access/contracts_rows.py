"""Contracts in every state, their papers, and the ceilings."""

from contracts import executed
from contracts.models import Comment, Contract, ContractCopy, PayCeiling, Signature
from tests.access.table import DEPARTMENT, DEPARTMENT_OFFICES, EVERYBODY, STATE, Row
from tests.cast import PASSWORD, Cast
from tests.factories import (
    YEAR_STARTS,
    DraftContractFactory,
    PlacedPositionFactory,
    ProposedContractFactory,
    ReturnedCopyFactory,
    SignedContractFactory,
)

SEEN = DEPARTMENT_OFFICES | {"executive"} | STATE
"""Who may see a contract of Agriculture from its proposal on."""
PARTIES = frozenset({"executive", "superior", "director"})
OFFICES_OF_DEPARTMENTS = DEPARTMENT_OFFICES | {"other_director", "other_hr", "other_superior"}
PUBLISHING = frozenset({"reviewer", "personnel_director", "administrator"})
SALARY = "9,500"


def position(cast: Cast):
    """A position with somebody in it and no contract; it knows who is to sign as appointing authority."""
    made = PlacedPositionFactory(department=cast.agriculture, person=cast.executive)
    made.superior = cast.superior
    return made


def draft(cast: Cast) -> Contract:
    return DraftContractFactory(cast=cast)


def proposed(cast: Cast) -> Contract:
    return ProposedContractFactory(cast=cast)


def half_signed(cast: Cast) -> Contract:
    return ProposedContractFactory(cast=cast, signed_by=("employee",))


def signed(cast: Cast) -> Contract:
    return SignedContractFactory(cast=cast)


def sealed(cast: Cast) -> Contract:
    contract = signed(cast)
    executed.print_waiting()
    return contract


def returned(cast: Cast) -> Contract:
    return ReturnedCopyFactory(cast=cast).contract


def copy_is(state: str):
    return lambda contract: ContractCopy.unscoped.get(contract=contract).state == state


def first_page(contract: Contract) -> dict:
    """What the page of a draft sends."""
    return {
        "revision": contract.revision,
        "division": "Division of Markets",
        "appointing_authority": contract.appointing_authority_id,
        "appointing_authority_title": "Deputy Commissioner",
        "monthly_salary": "9,600",
    }


def proof(contract: Contract) -> dict:
    """What the page of signing sends."""
    return {"seen_hash": contract.proposed_version.sha256, "consent": "on", "password": PASSWORD}


VERSION_1 = {"args": lambda contract: [contract.pk, 1]}

ROWS = [
    Row("contracts:contracts", page=EVERYBODY, scene=proposed, args=[], tells=SALARY, told=SEEN),
    Row("contracts:owed", page=OFFICES_OF_DEPARTMENTS, args=[]),
    Row(
        "contracts:start",
        page=DEPARTMENT_OFFICES,
        act=DEPARTMENT_OFFICES,
        scene=position,
        data=lambda made: {
            "starts_on": YEAR_STARTS.isoformat(),
            "appointing_authority": made.superior.pk,
            "appointing_authority_title": "Deputy Commissioner",
        },
        done=lambda made: Contract.unscoped.filter(position=made).exists(),
    ),
    Row("contracts:contract", page=DEPARTMENT_OFFICES, scene=draft, tells=SALARY, told=DEPARTMENT_OFFICES),
    Row("contracts:contract", page=SEEN, scene=proposed, tells=SALARY, told=SEEN),
    Row("contracts:contract", page=SEEN, scene=signed, tells=SALARY, told=SEEN),
    Row(
        "contracts:edit",
        page=DEPARTMENT_OFFICES,
        act=DEPARTMENT_OFFICES,
        scene=draft,
        data=first_page,
        done=lambda contract: str(contract.monthly_salary) == "9600.00",
        tells=SALARY,
        told=DEPARTMENT_OFFICES,
    ),
    Row(
        "contracts:salary_check",
        act=DEPARTMENT_OFFICES,
        scene=draft,
        data={"monthly_salary": "9,500"},
        done_status=200,
        signed_out=(302, 302),
    ),
    Row(
        "contracts:propose",
        act=DEPARTMENT_OFFICES,
        scene=draft,
        data=lambda contract: {"revision": contract.revision},
        done=lambda contract: contract.state == "proposed",
    ),
    Row(
        "contracts:withdraw",
        act=DEPARTMENT,
        knows=DEPARTMENT_OFFICES,
        scene=draft,
        done=lambda contract: contract.state == "withdrawn",
    ),
    Row("contracts:version", page=SEEN, scene=proposed, **VERSION_1, tells=SALARY, told=SEEN),
    Row("contracts:form1", page=SEEN, scene=proposed, **VERSION_1),
    Row(
        "contracts:comment",
        act=DEPARTMENT_OFFICES | {"executive"},
        knows=SEEN,
        scene=proposed,
        data={"text": "Is the second office to open as well?"},
        done=lambda contract: Comment.objects.filter(contract=contract).exists(),
    ),
    Row(
        "contracts:counter",
        page={"executive"},
        act={"executive"},
        knows=SEEN,
        scene=proposed,
        data={"version": "1", "monthly_salary": "10,000", "note": "The market pays more."},
        done=lambda contract: contract.version_number == 2,
    ),
    Row(
        "contracts:revise",
        act=DEPARTMENT_OFFICES,
        knows=SEEN,
        scene=proposed,
        done=lambda contract: contract.state == "draft",
    ),
    Row(
        "contracts:sign",
        page={"executive"},
        act={"executive"},
        knows=SEEN,
        scene=proposed,
        data=proof,
        done=lambda contract: Signature.unscoped.filter(contract=contract).exists(),
        tells=SALARY,
        told={"executive"},
    ),
    Row(
        "contracts:sign",
        page={"superior"},
        act={"superior"},
        knows=SEEN,
        scene=half_signed,
        data=proof,
        done=lambda contract: Signature.unscoped.filter(contract=contract).count() == 2,
    ),
    Row("contracts:receipt", page=PARTIES, knows=SEEN, scene=signed),
    Row(
        "contracts:decline",
        page={"executive"},
        act={"executive"},
        knows=SEEN,
        scene=proposed,
        data={"version": "1", "reason": "The salary is too low."},
        done=lambda contract: contract.state == "declined",
    ),
    Row("contracts:executed", page=SEEN, scene=signed),
    Row("contracts:executed", page=SEEN, scene=sealed),
    Row("contracts:acknowledge", act={"reviewer"}, knows=SEEN, scene=signed, done=copy_is("received")),
    Row(
        "contracts:return_copy",
        act={"reviewer"},
        knows=SEEN,
        scene=signed,
        data={"reason": "The second page cannot be read."},
        done=copy_is("returned"),
    ),
    Row("contracts:send_copy", act=DEPARTMENT, knows=SEEN, scene=returned, done=copy_is("sent")),
    Row("contracts:blank_form", page=EVERYBODY, args=[]),
    Row("contracts:ceilings", page=EVERYBODY, args=[]),
    Row(
        "contracts:record_ceiling",
        page=PUBLISHING,
        act=PUBLISHING,
        knows=EVERYBODY,
        args=[],
        data={"fiscal_year": "2005", "amount": "11,000", "source": "Invented for a test"},
        done=lambda _: PayCeiling.objects.filter(fiscal_year=2005).exists(),
    ),
]
