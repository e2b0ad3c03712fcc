"""The small cast of every story: two departments, their offices, the state's offices, and a stranger.

Days are in fiscal year 2004-05. Everybody holds their office from July 1, 2003 on, with no last day.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounts.models import Department, Membership, User
from positions.models import FteCount

SINCE = date(2003, 7, 1)
PASSWORD = "correct horse battery staple"


@dataclass
class Cast:
    """Everybody, by the office they hold."""

    agriculture: Department
    revenue: Department
    director: User
    hr: User
    superior: User
    executive: User
    other_director: User
    other_hr: User
    other_superior: User
    other_executive: User
    reviewer: User
    personnel_director: User
    auditor: User
    administrator: User
    stranger: User


def person(name: str) -> User:
    """A person who signs in with first.last@example.org and PASSWORD."""
    return User.objects.create_user(f"{name.lower().replace(' ', '.')}@example.org", PASSWORD, name=name)


def holds(user: User, office: str, department: Department | None = None, **more) -> Membership:
    """Give `user` an office from SINCE on."""
    user.forget_offices()
    return Membership.unscoped.create(user=user, office=office, department=department, **{"starts_on": SINCE, **more})


def assemble() -> Cast:
    """Everybody, in the database."""
    agriculture = Department.objects.create(code="agriculture", name="Agriculture")
    revenue = Department.objects.create(code="revenue", name="Revenue")
    for department, fte in ((agriculture, "332.1"), (revenue, "1818.1")):
        FteCount.unscoped.create(
            department=department, fiscal_year=2003, fte=Decimal(fte), source="Count of July 1, 2003 (invented)"
        )
    cast = Cast(
        agriculture=agriculture,
        revenue=revenue,
        director=person("Dana Director"),
        hr=person("Hal Resources"),
        superior=person("Ada Superior"),
        executive=person("Eve Executive"),
        other_director=person("Olga Director"),
        other_hr=person("Otto Resources"),
        other_superior=person("Omar Superior"),
        other_executive=person("Oona Executive"),
        reviewer=person("Rita Reviewer"),
        personnel_director=person("Pat Director"),
        auditor=person("Abe Auditor"),
        administrator=person("Amy Administrator"),
        stranger=person("Stan Stranger"),
    )
    holds(cast.director, "director", agriculture)
    holds(cast.hr, "hr", agriculture)
    holds(cast.superior, "appointing_authority", agriculture)
    holds(cast.other_director, "director", revenue)
    holds(cast.other_hr, "hr", revenue)
    holds(cast.other_superior, "appointing_authority", revenue)
    holds(cast.reviewer, "reviewer")
    holds(cast.personnel_director, "personnel_director")
    holds(cast.auditor, "auditor")
    holds(cast.administrator, "administrator")
    return cast
