"""Signed contracts that have begun and whose appraisal nobody has opened, where a person may open it."""

from datetime import date

from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from appraisals.models import Appraisal
from contracts.models import APPOINTING_OFFICES, Contract, ContractQuerySet


def unopened(user: User, *, on: date) -> ContractQuerySet:
    """Of departments where `user` is director or HR, and those they are appointing authority of; own ones not."""
    here = {held.department_id for held in user.memberships_on(on) if held.office in APPOINTING_OFFICES}
    mine = Q(department__in=user.departments_seen(on)) | Q(appointing_authority=user, department__in=here)
    rows = Contract.objects.visible_to(user, on=on).filter(mine, state="signed", starts_on__lte=on)
    return rows.exclude(Exists(Appraisal.unscoped.standing().filter(contract=OuterRef("pk")))).exclude(employee=user)
