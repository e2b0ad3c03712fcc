"""An amendment of a contract during its year, the signatures on it, and its sealed print."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse

import law
from accounts.models import Department, User
from accounts.scoping import ScopedManager, ScopedQuerySet
from contracts.models.contract import APPOINTING_OFFICES, Contract
from contracts.models.copies import SealedPrint
from positions.models import PLANS
from records.models import Document

OPEN_STATES = ("draft", "proposed", "declined")
NOT_PERFORMANCE = ("monthly_salary", "ceiling", "starts_on", "ends_on", "employee", "appointing_authority", "title")


class AmendmentQuerySet(ScopedQuerySet):
    """Amendments."""

    def visible_to(self, user: User, *, on: date) -> "AmendmentQuerySet":
        """As the contract: the department and the appointing authority see drafts, the others what was proposed."""
        appointing = {held.department_id for held in user.memberships_on(on) if held.office in APPOINTING_OFFICES}
        rows = Q(department__in=user.departments_seen(on)) | Q(
            Q(appointing_authority=user) | Q(contract__appointing_authority=user), department__in=appointing
        )
        shown = Q() if user.sees_everything(on) else Q(contract__employee=user)
        return self.filter(rows | (shown & ~Q(state__in=["draft", "withdrawn"])))


class Amendment(models.Model):
    """A change of the expectations in a contract during its year. It has no field for pay, and can hold none.

    `lines` and `projects` are the draft: the added lines of each core area and all special projects, as they
    would be. `terms` is what was frozen when it was proposed: the performance terms as amended, whole.
    """

    kind = "amendment"

    plan = models.CharField(max_length=30, choices=PLANS, default=law.DEFAULT_PLAN)
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="amendments")
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    appointing_authority = models.ForeignKey(User, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=20)
    reason = models.TextField("why", blank=True)
    lines = models.JSONField(default=dict)
    projects = models.JSONField(default=list)
    terms = models.JSONField(default=dict)
    document = models.OneToOneField(Document, models.PROTECT, null=True, related_name="+")
    sha256 = models.CharField("SHA-256 of the print", max_length=64, blank=True)
    revision = models.PositiveIntegerField(default=0)
    started_on = models.DateField()
    proposed_on = models.DateField(null=True)
    proposed_at = models.DateTimeField(null=True)
    signed_on = models.DateField(null=True)
    declined_reason = models.TextField(blank=True)

    unscoped = models.Manager.from_queryset(AmendmentQuerySet)()
    objects = ScopedManager(AmendmentQuerySet)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "number"],
                condition=~Q(state="withdrawn"),
                name="one_amendment_of_a_number",
            ),
            models.UniqueConstraint(
                fields=["contract"],
                condition=Q(state__in=OPEN_STATES),
                name="one_amendment_at_a_time",
                violation_error_message="Another amendment of this contract is open.",
            ),
            *(
                models.CheckConstraint(condition=~Q(terms__has_key=name), name=f"amendment_has_no_{name}")
                for name in NOT_PERFORMANCE
            ),
        ]

    def __str__(self) -> str:
        return f"Amendment {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("contracts:amendment", args=[self.pk])

    def parties(self) -> dict[str, int | None]:
        """The employee of the contract and the named appointing authority; the director by office."""
        return {"employee": self.contract.employee_id, "appointing_authority": self.appointing_authority_id}

    @property
    def person_id(self) -> int | None:
        """Whom the events are about: the employee, once it was proposed."""
        return self.contract.employee_id if self.proposed_on else None

    def lock(self) -> None:
        """Wait for everybody else who acts on it, then read how it stands. Must run inside a transaction."""
        self.refresh_from_db(from_queryset=Amendment.unscoped.select_for_update())


class AmendmentPartQuerySet(ScopedQuerySet):
    """What belongs to an amendment."""

    def visible_to(self, user: User, *, on: date) -> "AmendmentPartQuerySet":
        """As the amendment."""
        return self.filter(amendment__in=Amendment.objects.visible_to(user, on=on))


class AmendmentSignature(models.Model):
    """One signature line of an amendment. It counts for the print whose SHA-256 it names, and for no other."""

    amendment = models.ForeignKey(Amendment, models.PROTECT, related_name="signatures")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    line = models.CharField(max_length=30)
    signer = models.ForeignKey(User, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    office = models.CharField(max_length=60)
    statement = models.TextField()
    sha256 = models.CharField(max_length=64)
    authentication = models.CharField("how the signer proved who they are", max_length=120)
    signed_at = models.DateTimeField("moment; none on paper", null=True)
    signed_on = models.DateField("legal day")
    paper = models.ForeignKey("PaperRecord", models.PROTECT, null=True, related_name="amendment_signatures")

    unscoped = models.Manager()
    objects = ScopedManager(AmendmentPartQuerySet)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "line"], name="one_signature_on_a_line_of_an_amendment"),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=False) | Q(paper__isnull=False),
                name="amendment_signed_at_a_moment_or_on_paper",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.office}"


class ExecutedAmendment(SealedPrint):
    """The executed copy of a signed amendment, apart from its state as that of a contract is."""

    amendment = models.OneToOneField(Amendment, models.PROTECT, related_name="executed_copy")

    unscoped = models.Manager()
    objects = ScopedManager(AmendmentPartQuerySet)

    def __str__(self) -> str:
        return f"Executed copy of {self.amendment}"
