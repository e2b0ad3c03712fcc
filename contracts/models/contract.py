"""A yearly contract, its frozen versions, and the signatures and comments on them."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from django.db import models
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.urls import reverse

import law
from accounts.models import Department, User
from accounts.scoping import ScopedManager, ScopedQuerySet
from contracts.models.ceiling import PayCeiling
from positions.models import PLANS, Incumbency, Position, Removal
from records.models import Document, Event

Found = TypeVar("Found")
APPOINTING_OFFICES = ("appointing_authority", "director")


class ContractQuerySet(ScopedQuerySet):
    """Contracts."""

    def in_force(self, on: date) -> "ContractQuerySet":
        """Signed, and the day `on` is in the term: first and last day included."""
        return self.filter(state="signed", starts_on__lte=on, ends_on__gte=on)

    def live(self) -> "ContractQuerySet":
        """Not withdrawn."""
        return self.exclude(state="withdrawn")

    def with_standing(self) -> "ContractQuerySet":
        """With everything that says where it stands: people, copy, and of the proposed version `lines_signed`,
        `last_signed_on` and `asked_on`, the day of a counter-proposal that is not answered. `left_on`: the day on
        which the person left the position, if that is known."""
        signed = Signature.unscoped.filter(version=OuterRef("proposed_version")).order_by()
        number = signed.values("version").annotate(number=Count("pk")).values("number")
        related = self.select_related("employee", "appointing_authority", "department", "copy")
        return (
            related.with_leaving()
            .with_asking()
            .annotate(
                lines_signed=Coalesce(Subquery(number), 0),
                last_signed_on=Subquery(signed.order_by("-pk").values("signed_on")[:1]),
            )
        )

    def with_leaving(self) -> "ContractQuerySet":
        """With `left_on`: the day on which the person left the position, if that is known."""
        stay = Incumbency.unscoped.filter(
            position=OuterRef("position"), person=OuterRef("employee"), starts_on__lte=OuterRef("starts_on")
        )
        return self.annotate(left_on=Subquery(stay.order_by("-starts_on").values("ends_on")[:1]))

    def with_asking(self) -> "ContractQuerySet":
        """With `asked_on`: the day of a counter-proposal to the proposed version that is not answered."""
        asked = Version.unscoped.filter(
            contract=OuterRef("pk"), is_counter=True, number__gt=OuterRef("proposed_version__number")
        )
        return self.annotate(asked_on=Subquery(asked.order_by("-number").values("made_on")[:1]))

    def with_removal(self, user: User, *, on: date) -> "ContractQuerySet":
        """With `removal`: that of the position, proposed for want of this contract, undecided, and seen by `user`."""
        proposed = Removal.objects.visible_to(user, on=on).filter(
            position=OuterRef("position"),
            state="proposed",
            opened_on__gte=OuterRef("starts_on"),
            opened_on__lte=OuterRef("ends_on"),
        )
        return self.annotate(removal=Subquery(proposed.values("pk")[:1]))

    def open_for_signing(self, on: date) -> "ContractQuerySet":
        """On its way to be signed on the day `on`, in its term or before it, with its person in the position. Declined
        or withdrawn, with its term over, or after its person left, a contract is in nobody's way. With `left_on`."""
        rows = self.with_leaving().filter(state__in=["draft", "proposed"], ends_on__gte=on)
        return rows.filter(Q(left_on=None) | Q(left_on__gte=on))

    def ever_in_force(self) -> "ContractQuerySet":
        """Signed, and its person was still in the position when it began. With `left_on`."""
        rows = self.with_leaving().filter(state="signed")
        return rows.filter(Q(left_on=None) | Q(left_on__gte=F("starts_on")))

    def with_everything(self) -> "ContractQuerySet":
        """With standing, and all that there is once for each contract: what the page of one shows."""
        once = ("salary_decision", "executed_copy", "proposed_version__made_by")
        return self.with_standing().select_related(*once)

    def most_urgent_first(self) -> "ContractQuerySet":
        """What is still to be signed, the soonest due first; then the rest, the newest term first."""
        is_open = Q(state__in=["draft", "proposed", "declined"])
        return self.annotate(due_open=Case(When(is_open, then=F("due_on")), default=None)).order_by(
            F("due_open").asc(nulls_last=True), "-starts_on", "employee__name", "pk"
        )

    def visible_to(self, user: User, *, on: date) -> "ContractQuerySet":
        """Director and HR: their department's. The named appointing authority, while in office. From the
        proposal on also the employee and the statewide offices. Nobody else sees a salary."""
        appointing = {held.department_id for held in user.memberships_on(on) if held.office in APPOINTING_OFFICES}
        rows = Q(department__in=user.departments_seen(on)) | Q(appointing_authority=user, department__in=appointing)
        shown = Q() if user.sees_everything(on) else Q(employee=user)
        return self.filter(rows | (shown & ~Q(state__in=["draft", "withdrawn"])))


class Contract(models.Model):
    """A yearly contract of one executive in one position. `starts_on` and `ends_on` are both in the term.

    What it was made under (title, department, division) is written down here, so that history does not
    move when a position does.
    """

    kind = "contract"
    left_on: date | None  # with_leaving()
    known_since: date | None  # earlier()

    plan = models.CharField(max_length=30, choices=PLANS, default=law.DEFAULT_PLAN)
    department = models.ForeignKey(Department, models.PROTECT, related_name="contracts")
    position = models.ForeignKey(Position, models.PROTECT, related_name="contracts")
    employee = models.ForeignKey(User, models.PROTECT, related_name="contracts")
    appointing_authority = models.ForeignKey(User, models.PROTECT, related_name="+")
    state = models.CharField(max_length=20)
    title = models.CharField(max_length=150)
    department_name = models.CharField("department", max_length=120)
    division = models.CharField(max_length=150, blank=True)
    appointing_authority_title = models.CharField(max_length=150)
    monthly_salary = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    starts_on = models.DateField("first day of the term")
    ends_on = models.DateField("last day of the term")
    due_on = models.DateField("last day on which it can be signed in time")
    understanding = models.CharField("how understanding was secured", max_length=30, blank=True)
    planning_met_on = models.DateField(null=True, blank=True)
    planning_late_reason = models.TextField("why the planning meeting was later", blank=True)
    revision = models.PositiveIntegerField(default=0)
    version_number = models.PositiveIntegerField("number of the last version", default=0)
    proposed_version = models.ForeignKey("Version", models.PROTECT, null=True, related_name="+")
    started_on = models.DateField()
    proposed_on = models.DateField(null=True)
    signed_on = models.DateField(null=True)
    declined_reason = models.TextField(blank=True)
    brought_over = models.CharField(
        "signed on paper before this program; where the original is", max_length=250, blank=True
    )

    unscoped = models.Manager.from_queryset(ContractQuerySet)()
    objects = ScopedManager(ContractQuerySet)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "proposed", "signed", "declined", "withdrawn"]),
                name="contract_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),  # one that starts on June 30 has one day
                name="contract_ends_after_it_starts",
                violation_error_message="A contract cannot end before it starts.",
            ),
            models.CheckConstraint(
                condition=Q(monthly_salary=None) | Q(monthly_salary__gt=0),
                name="salary_above_zero",
                violation_error_message="The salary must be above zero.",
            ),
            models.UniqueConstraint(
                fields=["position", "employee", "starts_on"],
                condition=~Q(state="withdrawn"),
                name="one_contract_per_position_person_and_start",
                violation_error_message="There is already a contract for this person, position and first day.",
            ),
        ]
        indexes = [
            models.Index(fields=["employee", "state", "starts_on"]),
            models.Index(fields=["department", "starts_on"]),
            models.Index(fields=["employee", "starts_on"]),
            models.Index(fields=["state", "starts_on"]),
        ]

    def __str__(self) -> str:
        return f"Contract of {self.employee} as {self.title}, {self.starts_on} to {self.ends_on}"

    def get_absolute_url(self) -> str:
        return reverse("contracts:contract", args=[self.pk])

    def parties(self) -> dict[str, int | None]:
        """The employee and the named appointing authority act as themselves; the director by office."""
        return {"employee": self.employee_id, "appointing_authority": self.appointing_authority_id}

    def lock(self) -> None:
        """Wait for everybody else who acts on this contract, then read how it stands. Must run inside a transaction."""
        self.refresh_from_db(from_queryset=Contract.unscoped.select_for_update())

    @property
    def person_id(self) -> int | None:
        """Whom the events are about: the employee, once a version was proposed. Nobody is told of drafts before."""
        return self.employee_id if self.proposed_on else None

    @property
    def ceiling(self) -> PayCeiling | None:
        """The ceiling published for the fiscal year in which the term starts."""
        return self.once(_ceiling_of)

    def earlier(self) -> list["Contract"]:
        """The signed contracts of this person whose terms began before this one's, in whatever position, last first:
        those that came in force, with `left_on` and `known_since`."""
        return [each for each in self.once(_earlier) if each.state == "signed" and not _was_left(each, each.starts_on)]

    def unsigned_before(self, on: date) -> "Contract | None":
        """The contract of an earlier year in this position that can still be signed on the day `on`, if any."""
        rows = [each for each in self.once(_earlier) if each.position_id == self.position_id]
        return next((each for each in rows if each.ends_on < self.starts_on and each.is_open_for_signing(on)), None)

    def is_open_for_signing(self, on: date) -> bool:
        """As `open_for_signing` of the rows. It must come `with_leaving()`."""
        return self.state in ("draft", "proposed") and self.ends_on >= on and not _was_left(self, on)

    def once(self, ask: Callable[["Contract"], Found]) -> Found:
        """What `ask` finds for this contract: asked once until it is read again, however often a page needs it."""
        known = self.__dict__.setdefault("_known", {})
        asked = (ask, self.starts_on)
        if asked not in known:
            known[asked] = ask(self)
        return known[asked]

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        """Read it again, and all that was found for it too."""
        self.__dict__.pop("_known", None)
        super().refresh_from_db(*args, **kwargs)


def _earlier(contract: Contract) -> list[Contract]:
    """`known_since`: the day of the first event about it, for one that was brought over."""
    told = Event.unscoped.filter(kind=Contract.kind, thing_id=OuterRef("pk")).order_by("number")
    rows = Contract.unscoped.filter(employee=contract.employee_id, starts_on__lt=contract.starts_on)
    rows = rows.filter(state__in=["draft", "proposed", "signed"]).with_leaving()
    return list(rows.annotate(known_since=Subquery(told.values("on")[:1])).order_by("-starts_on", "-pk"))


def _was_left(contract: Contract, day: date) -> bool:
    """Whether its person had left the position before that day. It must come from `with_leaving()`."""
    return contract.left_on is not None and contract.left_on < day


def _ceiling_of(contract: Contract) -> PayCeiling | None:
    year = law.plan(contract.plan).calendar.fiscal_year(contract.starts_on)
    return PayCeiling.objects.of_year(contract.plan, year)


class PartQuerySet(ScopedQuerySet):
    """What belongs to a contract: its versions, signatures, copies."""

    def visible_to(self, user: User, *, on: date) -> "PartQuerySet":
        """As the contract."""
        return self.filter(contract__in=Contract.objects.visible_to(user, on=on))


class Version(models.Model):
    """The terms of a contract as they stood, frozen. A proposed version is printed once; that print's
    SHA-256 is what is signed. A counter-proposal is a version nobody can sign."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    is_counter = models.BooleanField("counter-proposal", default=False)
    terms = models.JSONField()
    note = models.TextField(blank=True)
    document = models.OneToOneField(Document, models.PROTECT, null=True)
    sha256 = models.CharField("SHA-256 of the print", max_length=64, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    office = models.CharField(max_length=60)
    made_on = models.DateField()
    made_at = models.DateTimeField()

    unscoped = models.Manager()
    objects = ScopedManager(PartQuerySet)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contract", "number"], name="one_version_of_a_number")]

    def __str__(self) -> str:
        return f"Version {self.number}"


class Signature(models.Model):
    """One signature line: who, in which office, what they agreed to, when, and the hash of what was signed."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="signatures")
    version = models.ForeignKey(Version, models.PROTECT, related_name="signatures")
    line = models.CharField(max_length=30)
    signer = models.ForeignKey(User, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    office = models.CharField(max_length=60)
    statement = models.TextField()
    sha256 = models.CharField(max_length=64)
    authentication = models.CharField("how the signer proved who they are", max_length=120)
    signed_at = models.DateTimeField("moment; none on paper", null=True)
    signed_on = models.DateField("legal day")
    paper = models.ForeignKey("PaperRecord", models.PROTECT, null=True, related_name="signatures")

    unscoped = models.Manager()
    objects = ScopedManager(PartQuerySet)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "line"], name="one_signature_on_a_line"),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=False) | Q(paper__isnull=False), name="signed_at_a_moment_or_on_paper"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.office}"

    @property
    def is_on_paper(self) -> bool:
        """Written by hand, and attested from a scan."""
        return self.paper_id is not None


class Comment(models.Model):
    """A comment on a proposed version, about a line of it or about all of it."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="comments")
    version = models.ForeignKey(Version, models.PROTECT, related_name="comments")
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    office = models.CharField(max_length=60)
    line = models.CharField("the line it is about; empty: all of the version", max_length=40, blank=True)
    text = models.TextField()
    written_at = models.DateTimeField()
    written_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.author}: {self.text[:60]}"
