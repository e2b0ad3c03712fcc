"""People, departments, and who holds which office from which day to which day."""

from datetime import date

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.crypto import salted_hmac

import law
from accounts.scoping import ScopedManager, ScopedQuerySet


class UserManager(BaseUserManager):
    """Makes people who sign in with their mail address."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        """A person with this mail address, in lower case. Without a password nobody can sign in as them."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        """A person who may open the technical admin pages. It gives no office, so no act."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """A person. What they may see and do comes from the offices they hold, never from `is_staff`."""

    username = None
    first_name = None
    last_name = None
    kind = "person"

    email = models.EmailField("mail address", unique=True)
    name = models.CharField("full name", max_length=120)
    sessions_ended = models.PositiveIntegerField("how often all sessions were ended", default=0)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        """The name that is printed."""
        return self.name

    @property
    def person_id(self) -> int:
        """Whom the events are about."""
        return self.pk

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session must match to go on: the password, and how often all sessions were ended."""
        proof = f"{self.password}/{self.sessions_ended}"
        return salted_hmac("accounts.User.session", proof, secret=secret, algorithm="sha256").hexdigest()

    def end_sessions(self) -> None:
        """Sign this person out everywhere, from the next request on."""
        type(self).objects.filter(pk=self.pk).update(sessions_ended=F("sessions_ended") + 1)
        self.refresh_from_db(fields=["sessions_ended"])

    def memberships_on(self, on: date) -> list["Membership"]:
        """The offices held on the day `on` (first and last day included). Asked once a day for each instance."""
        known = self.__dict__.setdefault("_memberships", {})
        if on not in known:
            known[on] = list(Membership.unscoped.filter(user=self).held_on(on).select_related("department"))
        return known[on]

    def forget_offices(self) -> None:
        """Ask again next time: an office was recorded or ended since."""
        self.__dict__.pop("_memberships", None)

    def sees_everything(self, on: date) -> bool:
        """Whether an office held on `on` sees every department: DPA/DHR, the State Personnel Director, an auditor."""
        return any(law.offices()[held.office].sees_all for held in self.memberships_on(on))

    def departments_seen(self, on: date) -> set[int]:
        """Departments whose every contract and appraisal this person sees: as director or HR on `on`."""
        return {held.department_id for held in self.memberships_on(on) if law.offices()[held.office].sees_department}

    def departments_held(self, on: date) -> set[int]:
        """Departments in which this person holds any office on `on`."""
        return {held.department_id for held in self.memberships_on(on) if held.department_id}

    def holds(self, *offices: str, on: date, department_id: int | None = None) -> bool:
        """Whether this person holds one of `offices` on the day `on` (in that department, when one is given)."""
        return any(
            held.office in offices and (department_id is None or held.department_id in (None, department_id))
            for held in self.memberships_on(on)
        )


class Department(models.Model):
    """A department of the state. Only a principal department has an allotment and can nominate. Seen by all."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120, unique=True)
    is_principal = models.BooleanField("principal department", default=True)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("positions:department", args=[self.code])


class MembershipQuerySet(ScopedQuerySet):
    """Offices held."""

    def held_on(self, on: date) -> "MembershipQuerySet":
        """In force on the day `on`: first and last day included."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on).standing()

    def standing(self) -> "MembershipQuerySet":
        """Not withdrawn before they began."""
        return self.exclude(state="withdrawn")

    def visible_to(self, user: User, *, on: date) -> "MembershipQuerySet":
        """Everybody sees their own; statewide offices and the administrator see all; a department its own."""
        if user.sees_everything(on) or user.holds("administrator", on=on):
            return self
        return self.filter(Q(user=user) | Q(department__in=user.departments_seen(on)))


class Membership(models.Model):
    """An office held by a person from a day to a day, both inclusive. Acting is a membership that says so."""

    plan = law.DEFAULT_PLAN
    kind = "membership"

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    office = models.CharField(
        max_length=30,
        choices=[(code, office.name) for code, office in law.offices().items() if office.where != "party"],
    )
    department = models.ForeignKey(Department, models.PROTECT, related_name="memberships", null=True, blank=True)
    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day", null=True, blank=True)
    is_acting = models.BooleanField("acting", default=False)
    state = models.CharField(max_length=20, default="recorded")

    unscoped = models.Manager.from_queryset(MembershipQuerySet)()
    objects = ScopedManager(MembershipQuerySet)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="office_ends_after_it_starts",
                violation_error_message="The last day cannot be before the first day.",
            ),
            models.CheckConstraint(
                condition=Q(office__in=[c for c, o in law.offices().items() if o.where == "state"])
                | Q(department__isnull=False),
                name="department_office_names_department",
                violation_error_message="This office is held in a department: choose which.",
            ),
        ]
        indexes = [models.Index(fields=["user", "starts_on"])]

    def __str__(self) -> str:
        where = f", {self.department}" if self.department_id else ""
        return f"{self.title}{where}"

    def parties(self) -> dict[str, int | None]:
        """Nobody records their own office: offices only."""
        return {}

    @property
    def person_id(self) -> int:
        """Whom the events are about."""
        return self.user_id

    @property
    def title(self) -> str:
        """The office as it is printed, acting offices saying so."""
        name = law.offices()[self.office].name
        return f"Acting {name[0].lower()}{name[1:]}" if self.is_acting else name


class MailOptOut(models.Model):
    """Mail that a person does not want. What the law has somebody told is no kind here: it cannot be switched off."""

    KINDS = (
        ("ahead", "Reminders 45, 30 and 14 days ahead"),
        ("near", "Reminders 7, 3 and 1 days ahead"),
    )

    user = models.ForeignKey(User, models.CASCADE, related_name="mail_opt_outs")
    mail_kind = models.CharField(max_length=10, choices=KINDS)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "mail_kind"], name="one_opt_out_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.user}: not {self.get_mail_kind_display()}"


class CalendarAddress(models.Model):
    """The private address at which a person's deadlines can be subscribed to. Only its hash is kept.

    Whoever has the address reads the deadlines, without signing in; making a new one ends the old one.
    """

    user = models.OneToOneField(User, models.CASCADE, related_name="calendar_address")
    sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Calendar address of {self.user}"
