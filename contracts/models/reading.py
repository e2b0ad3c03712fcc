"""Which proposed version of a contract a person has had before them as a whole, and since when."""

from datetime import date

from django.db import models

from accounts.models import User
from accounts.scoping import ScopedManager, ScopedQuerySet
from contracts.models.contract import Version


class VersionReadQuerySet(ScopedQuerySet):
    """Versions that were read."""

    def visible_to(self, user: User, *, on: date) -> "VersionReadQuerySet":
        """One's own: nobody is told when somebody else has read."""
        return self.filter(person=user)


class VersionRead(models.Model):
    """A person who may sign has opened this version on a page that shows all of it, first on this day.

    It tells that person what changed since, and is evidence of nothing: what binds is the signature.
    """

    person = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    read_on = models.DateField("legal day")

    unscoped = models.Manager()
    objects = ScopedManager(VersionReadQuerySet)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "version"], name="a_version_is_first_read_once")]

    def __str__(self) -> str:
        return f"{self.version} read by {self.person}"
