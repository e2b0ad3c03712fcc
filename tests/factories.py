"""What stories begin with: one factory for each state that is worth starting from.

Days are in fiscal year 2004-05 or the weeks before it. Plain rows are built through `unscoped`. Whatever leaves
evidence behind (an event, a frozen version, a signature) is reached by the real acts, done by the people of
tests.cast; such a factory takes `cast=`.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal

import factory
from django.utils import timezone

from accounts.models import Department, Membership, User
from contracts import copies, signing, workflow
from contracts.models import Contract, ContractCopy, PayCeiling
from positions import workflow as nominating
from positions.models import FteCount, Incumbency, Nomination, Placement, Position
from records import files
from records.models import Document
from tests import cast as cast_module
from tests.positions import scenes

IN_SES_SINCE = date(2004, 5, 3)
DRAFTED = date(2004, 5, 17)
PROPOSED = date(2004, 6, 1)
SIGNED = date(2004, 6, 15)
YEAR_STARTS = date(2004, 7, 1)
YEAR_ENDS = date(2005, 6, 30)

ANSWERS = {
    code: f"Answered in words: {code}."
    for code in ("segments", "human", "fiscal", "operating", "capital", "programs", "projects", "policy")
}
JOB_DESCRIPTION = b"Directs the division through its managers.\n"


def at(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """That time of that day on the clocks of Denver."""
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour, minute))


class Unscoped(factory.django.DjangoModelFactory):
    """Builds rows without saying for whom: scoped models refuse that through `objects`."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    @classmethod
    def _get_manager(cls, model_class):
        return getattr(model_class, "unscoped", model_class._default_manager)


class UserFactory(Unscoped):
    """A person who holds no office."""

    class Meta:
        model = User

    name = factory.Sequence("Person {}".format)

    @classmethod
    def _create(cls, model_class, name):
        return cast_module.person(name)


class DepartmentFactory(Unscoped):
    """A principal department whose FTE nobody has counted yet."""

    class Meta:
        model = Department

    code = factory.Sequence("department-{}".format)
    name = factory.Sequence("Department {}".format)


class FteCountFactory(Unscoped):
    """A count that gives a department three places."""

    class Meta:
        model = FteCount

    department = factory.SubFactory(DepartmentFactory)
    fiscal_year = 2003
    fte = Decimal("332.1")
    source = "Count of July 1, 2003 (invented)"


class MembershipFactory(Unscoped):
    """An office held from July 1, 2003 on, with no last day."""

    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    office = "hr"
    department = factory.SubFactory(DepartmentFactory)
    starts_on = cast_module.SINCE


class PayCeilingFactory(Unscoped):
    """A ceiling published for fiscal year 2005-06. That of 2004-05 is known from the start."""

    class Meta:
        model = PayCeiling

    fiscal_year = 2005
    amount = Decimal("11000.00")
    source = "Invented for a test"
    recorded_on = date(2005, 5, 2)


class PositionFactory(Unscoped):
    """A position that is not in the SES."""

    class Meta:
        model = Position

    department = factory.SubFactory(DepartmentFactory)
    number = factory.Sequence("A-{:04d}".format)
    title = "Director of Markets"
    division = "Division of Markets"


class PlacementFactory(Unscoped):
    """A position in the SES since May 3, 2004, with no last day."""

    class Meta:
        model = Placement

    position = factory.SubFactory(PositionFactory)
    department = factory.SelfAttribute("position.department")
    starts_on = IN_SES_SINCE


class IncumbencyFactory(Unscoped):
    """Somebody in a position since May 3, 2004, with no last day."""

    class Meta:
        model = Incumbency

    position = factory.SubFactory(PositionFactory)
    department = factory.SelfAttribute("position.department")
    person = factory.SubFactory(UserFactory)
    state = "current"
    starts_on = IN_SES_SINCE
    method = "selection"
    merit_basis = "First on the referral list."


class VacantPositionFactory(PositionFactory):
    """A position in the SES that nobody holds. `placed_on` is its first day."""

    class Params:
        placed_on = IN_SES_SINCE

    placement = factory.RelatedFactory(
        PlacementFactory, factory_related_name="position", starts_on=factory.SelfAttribute("..placed_on")
    )


class PlacedPositionFactory(VacantPositionFactory):
    """A position in the SES with somebody in it. `person` holds it from `hired_on` on."""

    class Params:
        person = factory.SubFactory(UserFactory)
        hired_on = factory.SelfAttribute("placed_on")

    incumbency = factory.RelatedFactory(
        IncumbencyFactory,
        factory_related_name="position",
        person=factory.SelfAttribute("..person"),
        starts_on=factory.SelfAttribute("..hired_on"),
    )


def job_description(*, by: User | None = None) -> Document:
    """A kept file."""
    return files.store(
        JOB_DESCRIPTION, name="Job description.txt", content_type=files.TEXT, purpose="job description", by=by
    )


class DraftNominationFactory(factory.Factory):
    """A nomination of a position of Agriculture, complete, not yet submitted."""

    class Meta:
        model = Nomination

    cast = factory.LazyFunction(cast_module.assemble)
    number = factory.Sequence("N-{:04d}".format)
    title = "Director of Markets"
    started_on = DRAFTED
    wanted_on = None
    department = factory.LazyAttribute(lambda wanted: wanted.cast.agriculture)
    by = factory.LazyAttribute(lambda wanted: wanted.cast.hr)

    @classmethod
    def _create(cls, model_class, *, cast, number, title, started_on, wanted_on, department, by):
        nomination = nominating.start_nomination(department, number=number, title=title, by=by, on=started_on)
        nomination.refresh_from_db()
        nominating.edit_nomination(
            nomination,
            revision=nomination.revision,
            rationale="It directs a large segment of the department.",
            answers=ANSWERS,
            wanted_on=wanted_on,
            title=title,
            division="Division of Markets",
            is_management_class=True,
            by=by,
            on=started_on,
        )
        dated_on = started_on - timedelta(days=30)
        nominating.attach_job_description(nomination, job_description(by=by), dated_on=dated_on, by=by, on=started_on)
        nomination.refresh_from_db()
        return nomination


class SubmittedNominationFactory(DraftNominationFactory):
    """The director has nominated; DPA/DHR reviews."""

    @classmethod
    def _create(cls, model_class, *, cast, started_on, **wanted):
        nomination = super()._create(model_class, cast=cast, started_on=started_on, **wanted)
        nominating.nominate(nomination, by=cast.director, on=started_on)
        return nomination


class ForwardedNominationFactory(SubmittedNominationFactory):
    """DPA/DHR recommends; the State Personnel Director decides."""

    @classmethod
    def _create(cls, model_class, *, cast, started_on, **wanted):
        nomination = super()._create(model_class, cast=cast, started_on=started_on, **wanted)
        scenes.review(nomination, cast.reviewer, on=started_on)
        nominating.forward(nomination, recommendation="Allocated properly.", by=cast.reviewer, on=started_on)
        return nomination


class ApprovedNominationFactory(ForwardedNominationFactory):
    """Approved; the department has not set the date of placement."""

    @classmethod
    def _create(cls, model_class, *, cast, started_on, **wanted):
        nomination = super()._create(model_class, cast=cast, started_on=started_on, **wanted)
        nominating.decide(
            nomination, approve=True, reason="Meets the criteria.", by=cast.personnel_director, on=started_on
        )
        return nomination


class DraftContractFactory(factory.Factory):
    """A contract of Agriculture for 2004-05 that lacks nothing but being proposed."""

    class Meta:
        model = Contract

    cast = factory.LazyFunction(cast_module.assemble)
    position = factory.LazyAttribute(
        lambda wanted: PlacedPositionFactory(department=wanted.cast.agriculture, person=wanted.cast.executive)
    )
    appointing_authority = factory.LazyAttribute(lambda wanted: wanted.cast.superior)
    by = factory.LazyAttribute(lambda wanted: wanted.cast.hr)
    starts_on = YEAR_STARTS
    drafted_on = DRAFTED
    monthly_salary = Decimal("9500.00")
    factors = ("market",)
    performance_basis = "Met the objectives of the year before."

    @classmethod
    def _create(cls, model_class, *, cast, position, appointing_authority, by, starts_on, drafted_on, **written):
        contract = workflow.start(
            position,
            starts_on=starts_on,
            appointing_authority=appointing_authority,
            appointing_authority_title="Deputy Commissioner",
            by=by,
            on=drafted_on,
        )
        write(contract, by=by, on=drafted_on, **written)
        contract.refresh_from_db()
        return contract


def write(contract: Contract, *, by: User, on: date, **changed) -> None:
    """Save the draft with sensible contents, but for what is `changed`."""
    contents = {
        "revision": contract.revision,
        "monthly_salary": Decimal("9500.00"),
        "division": "Division of Markets",
        "appointing_authority": contract.appointing_authority,
        "appointing_authority_title": "Deputy Commissioner",
        "understanding": "discussion",
        "planning_met_on": contract.started_on,
        "lines": {"customers": ["Waiting times are published every month"]},
        "projects": [{"objective": "Open the two closed offices", "results": "Both open by May 1"}],
        "factors": ("market",),
        "performance_basis": "Met the objectives of the year before.",
    }
    workflow.edit(contract, by=by, on=on, **{**contents, **changed})


class ProposedContractFactory(DraftContractFactory):
    """Version 1 is proposed. `signed_by` names the lines that are signed already, in their order."""

    proposed_on = PROPOSED
    signed_on = SIGNED
    signed_by = ()

    @classmethod
    def _create(cls, model_class, *, cast, proposed_on, signed_on, signed_by, **wanted):
        contract = super()._create(model_class, cast=cast, **wanted)
        workflow.propose(contract, by=wanted["by"], on=proposed_on, at=at(proposed_on))
        for line in signed_by:
            sign(contract, signer_of(contract, line, cast), on=signed_on)
        contract.refresh_from_db()
        return contract


def signer_of(contract: Contract, line: str, cast: cast_module.Cast) -> User:
    """Whose line that is."""
    directors = {cast.agriculture: cast.director, cast.revenue: cast.other_director}
    parties = {"employee": contract.employee, "appointing_authority": contract.appointing_authority}
    return parties.get(line) or directors[contract.department]


def sign(contract: Contract, by: User, *, on: date = SIGNED, moment: datetime | None = None) -> list:
    """Sign what is proposed now, having read it."""
    contract.refresh_from_db()
    seen = contract.proposed_version.sha256 if contract.proposed_version else ""
    return signing.sign(contract, seen_hash=seen, consent=signing.CONSENT, by=by, on=on, at=moment or at(on))


class SignedContractFactory(ProposedContractFactory):
    """Signed by all three; its copy is with DPA/DHR, its executed copy waits to be printed."""

    signed_by = ("employee", "appointing_authority", "director")


class DeclinedContractFactory(ProposedContractFactory):
    """The executive declined to sign."""

    @classmethod
    def _create(cls, model_class, **wanted):
        contract = super()._create(model_class, **wanted)
        workflow.decline(contract, reason="The salary is too low.", by=contract.employee, on=SIGNED)
        return contract


class ReturnedCopyFactory(SignedContractFactory):
    """The copy of a signed contract, which DPA/DHR has returned to the department."""

    @classmethod
    def _create(cls, model_class, *, cast, **wanted):
        copy = ContractCopy.unscoped.get(contract=super()._create(model_class, cast=cast, **wanted))
        copies.return_copy(copy, reason="The second page cannot be read.", by=cast.reviewer, on=SIGNED)
        return copy
