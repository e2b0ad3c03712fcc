"""Letters as they were sent, and how each was delivered."""

from datetime import date

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse

import law
from accounts.models import Department, User
from accounts.scoping import ScopedManager, ScopedQuerySet
from positions.models.position import PLANS, Position
from records.models import Document


class LetterQuerySet(ScopedQuerySet):
    """Letters."""

    def about(self, thing) -> "LetterQuerySet":
        """Letters about one thing, newest first."""
        return self.filter(thing_kind=thing.kind, thing_id=thing.pk).order_by("-sent_on", "-pk")

    def visible_to(self, user: User, *, on: date) -> "LetterQuerySet":
        """Statewide offices see all; a department's director and HR its own; everybody those that concern them."""
        if user.sees_everything(on):
            return self
        return self.filter(Q(department__in=user.departments_seen(on)) | Q(person=user))


class Letter(models.Model):
    """A letter, printed once in the act it tells of and kept as it was sent. The database refuses changes.

    `letter_kind` is a key of positions.letters.KINDS; `thing_kind` and `thing_id` say what it is about; `addressees`
    are rows of name and office; `facts` the data it was printed from.
    """

    kind = "letter"

    plan = models.CharField(max_length=30, choices=PLANS, default=law.DEFAULT_PLAN)
    letter_kind = models.CharField("kind of letter", max_length=60)
    thing_kind = models.CharField(max_length=30)
    thing_id = models.PositiveBigIntegerField()
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    position = models.ForeignKey(Position, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    subject = models.CharField(max_length=250)
    addressees = models.JSONField(default=list)
    facts = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    document = models.OneToOneField(Document, models.PROTECT)
    sent_on = models.DateField("sent on")
    sent_at = models.DateTimeField()
    signed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    office = models.CharField("signed as", max_length=60)
    state = models.CharField(max_length=20)

    unscoped = models.Manager.from_queryset(LetterQuerySet)()
    objects = ScopedManager(LetterQuerySet)

    class Meta:
        indexes = [models.Index(fields=["thing_kind", "thing_id"])]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return reverse("positions:letter", args=[self.pk])

    def parties(self) -> dict[str, int | None]:
        """No parties: offices only."""
        return {}

    @property
    def addressed_to(self) -> str:
        """To whom, in one line."""
        return "; ".join(", ".join(filter(None, (each["name"], each["office"]))) for each in self.addressees)


class LetterDeliveryQuerySet(ScopedQuerySet):
    """Deliveries of letters."""

    def visible_to(self, user: User, *, on: date) -> "LetterDeliveryQuerySet":
        """As the letter."""
        return self.filter(letter__in=Letter.objects.visible_to(user, on=on))


class LetterDelivery(models.Model):
    """How and when a letter reached its addressee, and who attests it. Noted once, never changed."""

    kind = "delivery"

    plan = models.CharField(max_length=30, choices=PLANS, default=law.DEFAULT_PLAN)
    letter = models.OneToOneField(Letter, models.PROTECT, related_name="delivery")
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    how = models.CharField("how it was delivered", max_length=200)
    delivered_on = models.DateField("delivered on")
    attested_by = models.CharField("attested by", max_length=150)
    noted_on = models.DateField()
    state = models.CharField(max_length=20)

    unscoped = models.Manager.from_queryset(LetterDeliveryQuerySet)()
    objects = ScopedManager(LetterDeliveryQuerySet)

    def __str__(self) -> str:
        return f"{self.how}, {self.delivered_on}"

    def parties(self) -> dict[str, int | None]:
        """No parties: offices only."""
        return {}
