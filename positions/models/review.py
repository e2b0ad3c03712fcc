"""The review of a nomination by DPA/DHR: what it says of each criterion, and what it recommends."""

from datetime import date

from django.db import models

from accounts.models import User
from accounts.scoping import ScopedManager, ScopedQuerySet
from positions.models.nomination import Nomination


class ReviewQuerySet(ScopedQuerySet):
    """Reviews of nominations."""

    def visible_to(self, user: User, *, on: date) -> "ReviewQuerySet":
        """As the nomination; but a department sees a review only when it was given, with the case forwarded."""
        if user.sees_everything(on):
            return self
        return self.filter(given_on__isnull=False, nomination__in=Nomination.objects.visible_to(user, on=on))


class Review(models.Model):
    """What DPA/DHR says of a nomination: a draft until the case is forwarded, and then never changed.

    `answers` are by question code: {"answer": yes, no or question, "note": in words}.
    """

    nomination = models.OneToOneField(Nomination, models.PROTECT, related_name="review")
    reviewer = models.ForeignKey(User, models.PROTECT, related_name="+")
    answers = models.JSONField("answers on the criteria", default=dict)
    recommends = models.CharField("recommends to", max_length=10, blank=True)
    words = models.TextField("recommendation", blank=True)
    revision = models.PositiveIntegerField(default=0)
    saved_on = models.DateField()
    given_on = models.DateField("forwarded on", null=True)

    unscoped = models.Manager.from_queryset(ReviewQuerySet)()
    objects = ScopedManager(ReviewQuerySet)

    def __str__(self) -> str:
        return f"Review of {self.nomination}"

    def parts(self, name: str) -> dict[str, str]:
        """One part, "answer" or "note", of what is said of each criterion, by question code."""
        return {code: said.get(name, "") for code, said in self.answers.items()}
