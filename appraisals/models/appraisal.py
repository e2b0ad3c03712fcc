"""The appraisal of one contract."""

from datetime import date

from django.db import models
from django.db.models import Case, Count, Exists, ExpressionWrapper, F, FilteredRelation, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.urls import reverse

import law
from accounts.models import Department, User
from accounts.scoping import ScopedManager, ScopedQuerySet
from contracts.models import APPOINTING_OFFICES, Contract
from positions.models import PLANS

WITHDRAWN = "withdrawn"
SHOWN = ("released", "final")
"""States in which the executive sees the ratings."""


def rated_by(user: User, *, on: date, path: str = "") -> Q:
    """Appraisals (at the end of `path`) that `user` rates: named as the rater, and in office there on the day `on`."""
    here = {held.department_id for held in user.memberships_on(on) if held.office in APPOINTING_OFFICES}
    return Q(**{f"{path}rater": user, f"{path}department__in": here})


def departments_directed(user: User, *, on: date) -> set[int | None]:
    """Departments whose director this person is on the day `on`."""
    return {held.department_id for held in user.memberships_on(on) if held.office == "director"}


def rating_seen_by(user: User, *, on: date, path: str = "") -> Q:
    """Appraisals (at the end of `path`) whose ratings `user` sees on the day `on`.

    Before the release the rater and the director; from the release on the executive and HR as well; from the day it
    is final the statewide offices. An executive who is the director sees their own no sooner than any other.
    """
    rater, directed = rated_by(user, on=on, path=path), departments_directed(user, on=on)
    director = Q(**{f"{path}department__in": directed}) & ~Q(**{f"{path}employee": user})
    near = Q(**{f"{path}employee": user}) | Q(**{f"{path}department__in": user.departments_seen(on)})
    rows = rater | director | (near & Q(**{f"{path}state__in": SHOWN}))
    return rows | Q(**{f"{path}state": "final"}) if user.sees_everything(on) else rows


def the_appraisal() -> FilteredRelation:
    """For annotating contracts: the one appraisal that stands, without any that were withdrawn."""
    return FilteredRelation("appraisals", condition=~Q(appraisals__state=WITHDRAWN))


class AppraisalQuerySet(ScopedQuerySet):
    """Appraisals."""

    def standing(self) -> "AppraisalQuerySet":
        """Those that were not withdrawn: at most one of each contract."""
        return self.exclude(state=WITHDRAWN)

    def visible_to(self, user: User, *, on: date) -> "AppraisalQuerySet":
        """The executive; the rater while in office; director and HR their department's. The statewide offices from
        the day it is final. Who sees the ratings in it is asked of the ratings."""
        rows = Q(employee=user) | rated_by(user, on=on) | Q(department__in=user.departments_seen(on))
        return self.filter(rows | Q(state="final")) if user.sees_everything(on) else self.filter(rows)

    def with_standing(self) -> "AppraisalQuerySet":
        """With everything that says where it stands: people, contract, and of what is released now `lines_signed`,
        `is_unsigned` (offered to the executive, who has not signed) and `lines_answered`, both together."""
        from appraisals.models.offers import Offer
        from appraisals.models.papers import RatingSignature

        signed = RatingSignature.unscoped.filter(release=OuterRef("current_release")).order_by()
        number = signed.values("release").annotate(number=Count("pk")).values("number")
        unsigned = Exists(Offer.unscoped.filter(release=OuterRef("current_release"))) & ~Exists(
            signed.filter(line="employee")
        )
        return self.select_related("employee", "rater", "department", "contract", "current_release").annotate(
            lines_signed=Coalesce(Subquery(number), 0),
            is_unsigned=ExpressionWrapper(unsigned, models.BooleanField()),
            lines_answered=F("lines_signed") + Case(When(unsigned, then=1), default=0),
        )


class Appraisal(models.Model):
    """The appraisal of one contract: every objective rated, an overall for each area, one overall.

    A contract has one that stands, and any number that were opened by mistake and withdrawn.

    `rater` is the appointing authority of the contract, or whoever was named after they left office.
    """

    kind = "appraisal"

    plan = models.CharField(max_length=30, choices=PLANS, default=law.DEFAULT_PLAN)
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="appraisals")
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    employee = models.ForeignKey(User, models.PROTECT, related_name="appraisals")
    rater = models.ForeignKey(User, models.PROTECT, related_name="+")
    state = models.CharField(max_length=20)
    opened_on = models.DateField()
    account_revision = models.PositiveIntegerField(default=0)
    revision = models.PositiveIntegerField("of the ratings", default=0)
    handed_in_on = models.DateField("account handed in", null=True)
    met_on = models.DateField("meeting on the rating", null=True)
    meeting_notes = models.TextField(blank=True)
    release_number = models.PositiveIntegerField("number of the last release", default=0)
    current_release = models.ForeignKey("Release", models.PROTECT, null=True, related_name="+")
    released_on = models.DateField(null=True)
    comment = models.TextField("comments of the executive", blank=True)
    final_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    withdrawn_reason = models.TextField("why it was withdrawn", blank=True)

    unscoped = models.Manager.from_queryset(AppraisalQuerySet)()
    objects = ScopedManager(AppraisalQuerySet)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["open", "rating", "released", "final", WITHDRAWN]),
                name="appraisal_state_is_known",
            ),
            models.UniqueConstraint(
                fields=["contract"],
                condition=~Q(state=WITHDRAWN),
                name="one_appraisal_of_a_contract",
                violation_error_message="The appraisal of this contract is open already.",
            ),
            models.CheckConstraint(
                condition=~Q(rater=F("employee")),
                name="nobody_rates_themselves",
                violation_error_message="Nobody rates themselves.",
            ),
        ]
        indexes = [models.Index(fields=["department", "state"]), models.Index(fields=["state", "opened_on"])]

    def __str__(self) -> str:
        return f"Appraisal of {self.employee}, {self.contract.starts_on} to {self.contract.ends_on}"

    def get_absolute_url(self) -> str:
        return reverse("appraisals:appraisal", args=[self.pk])

    def parties(self) -> dict[str, int | None]:
        """The employee and the rater act as themselves; the director by office."""
        return {"employee": self.employee_id, "appointing_authority": self.rater_id}

    @property
    def person_id(self) -> int:
        """Whom the events are about. No event of an appraisal says a level."""
        return self.employee_id

    @property
    def is_shown(self) -> bool:
        """Whether the executive sees the ratings now."""
        return self.state in SHOWN

    def lock(self) -> None:
        """Wait for everybody else who acts on this appraisal, then read how it stands. Inside a transaction."""
        self.refresh_from_db(from_queryset=Appraisal.unscoped.select_for_update())


class PartQuerySet(ScopedQuerySet):
    """What belongs to an appraisal and holds no rating: the executive's account."""

    def visible_to(self, user: User, *, on: date) -> "PartQuerySet":
        """As the appraisal."""
        return self.filter(appraisal__in=Appraisal.objects.visible_to(user, on=on))


class RatedQuerySet(ScopedQuerySet):
    """What holds or tells a rating: levels, notes of the rater, prints, signatures, sealed copies."""

    def visible_to(self, user: User, *, on: date) -> "RatedQuerySet":
        """See rating_seen_by."""
        return self.filter(rating_seen_by(user, on=on, path="appraisal__"))
