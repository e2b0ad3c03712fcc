"""What somebody laid off from the SES keeps: the privilege of reinstatement, against vacant positions of a day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from accounts.acting import StepRefused, ready
from accounts.models import User
from law.findings import Finding, Weight
from law.steps import NOT_YET
from positions import letters
from positions import movement_validators as validators
from positions.models import Incumbency, Letter, Vacancy

KIND = "layoff privilege"


@dataclass(frozen=True)
class Layoff:
    """A layoff as it stands on a day. `privilege` is None when there is none, or nobody can tell (see `findings`).

    `reached` are the vacant positions of the whole state for which it may be used that day. There is nothing here
    for a right to be retained or re-employed: there is none (CO-LAY-1).
    """

    incumbency: Incumbency
    day: date
    privilege: Any
    findings: list[Finding]
    reached: list[Vacancy]

    @property
    def unknown(self) -> list[Finding]:
        """What has to be recorded before anybody can tell whether there is a privilege."""
        return [finding for finding in self.findings if finding.weight is Weight.FLAGS]


def layoff(incumbency: Incumbency, *, day: date) -> Layoff | None:
    """The layoff that ended this appointment, with the vacancies of the day `day`; None when none did. One query."""
    if incumbency.ended_by != "layoff" or incumbency.ends_on is None:
        return None
    privilege = validators.privilege(incumbency)
    reached: list[Vacancy] = []
    if privilege is not None:
        vacant = Vacancy.unscoped.filter(plan=incumbency.plan).open_on(day).select_related("position", "department")
        vacant = vacant.order_by("department__name", "position__number")
        reached = [each for each in vacant if validators.reaches(each.position, privilege)]
    findings = validators.layoff_findings(incumbency, ends_on=incumbency.ends_on)
    return Layoff(incumbency, day, privilege, findings, reached)


def unsent_letter(incumbency: Incumbency) -> Letter:
    """The letter before it is sent: for asking who may."""
    return Letter(plan=incumbency.plan, department=incumbency.department, state=NOT_YET)


def hindrance(stands: Layoff, *, on: date) -> StepRefused | None:
    """Why the letter cannot be sent on the day `on`, whoever asks; None when it can."""
    if stands.unknown:
        return StepRefused(f"{stands.unknown[0].words} (CO-LAY-2)", stands.unknown)
    if Letter.unscoped.about(stands.incumbency).filter(letter_kind=KIND, sent_on=on).exists():
        return StepRefused("This letter was sent today already. (CO-LAY-2)")
    return None


@transaction.atomic
def send_letter(incumbency: Incumbency, *, by: User, on: date) -> Letter:
    """Print and send the letter on the privilege of reinstatement, with the vacancies of the day `on` (CO-LAY-2).

    HR or the director sends it, with the director's name and office under it; again on a later day, when other
    positions are vacant. Raises StepRefused: nobody was laid off, it is not known whether there is a privilege, or the
    letter was sent that day already.
    """
    step = ready(unsent_letter(incumbency), "send", by=by, on=on)
    Incumbency.unscoped.select_for_update().get(pk=incumbency.pk)
    stands = layoff(incumbency, day=on)
    if stands is None:
        raise StepRefused(f"{incumbency.person} is not laid off, so there is no such letter. (CO-LAY-2)")
    if (refusal := hindrance(stands, on=on)) is not None:
        raise refusal
    return letters.write(
        kind=KIND,
        thing=incumbency,
        signer=letters.director_of(incumbency.department, on=on),
        to=letters.to_person(incumbency.person, incumbency.position.title),
        on=on,
        by=by,
        office=step.title,
        facts={
            "name": incumbency.person.name,
            "day": incumbency.ends_on,
            "class": stands.privilege.job_class if stands.privilege else "",
            "vacant_positions": [f"{each.position}, {each.department}" for each in stands.reached],
        },
    )
