"""A layoff of an SES employee: no right to stay, and a privilege of reinstatement to vacant positions."""

from dataclasses import dataclass
from datetime import date

from law.colorado import sources
from law.dated import Source
from law.findings import Finding, Weight

_PRIVILEGE = "Our reading: a privilege makes somebody eligible; it is no right to be placed."


@dataclass(frozen=True)
class Privilege:
    """What a laid-off person may ask for: reinstatement to a vacant position of `job_class`, and where it says so."""

    job_class: str
    source: Source = sources.LAYOFF
    reading: str = _PRIVILEGE

    def reaches(self, job_class: str) -> bool:
        """Whether a position of this class is one it may be used for. Case and spaces do not matter."""
        return _plain(job_class) == _plain(self.job_class) != ""


def reinstatement_privilege(*, certified: bool | None, previously_certified_class: str, on: date) -> Privilege | None:
    """CO-LAY-2. The privilege of a person laid off on the day `on`, or None when there is none or nobody can tell.

    It is to the previously certified class and to vacant positions only; a person who was never certified has no
    such class. `on` is the last day in the position.
    """
    if on < sources.IN_FORCE_FROM or not certified or not previously_certified_class.strip():
        return None
    return Privilege(" ".join(previously_certified_class.split()))


def check_layoff(*, certified: bool | None, previously_certified_class: str, on: date) -> list[Finding]:
    """CO-LAY-1, CO-LAY-2. What a layoff of an SES employee leaves, and what has to be known for it.

    Nothing is asked before May 1, 2004. `on` is the last day in the position.
    """
    if on < sources.IN_FORCE_FROM:
        return []
    findings = [
        Finding(
            "CO-LAY-1",
            "An SES employee has no right to be retained in place of somebody else and none to be re-employed, so "
            "neither can be recorded.",
            Weight.ADVISES,
            sources.LAYOFF,
        )
    ]
    privilege = reinstatement_privilege(
        certified=certified, previously_certified_class=previously_certified_class, on=on
    )
    if privilege is not None:
        words = (
            f"This person keeps the privilege of reinstatement to any vacant position in the class "
            f"{privilege.job_class}. Send the letter that says so."
        )
        weight = Weight.ADVISES
    elif certified is False:
        words, weight = "This person was not certified, so there is no privilege of reinstatement.", Weight.ADVISES
    else:
        missing = (
            "It is not recorded whether this person is certified."
            if certified is None
            else "The previously certified class is not recorded."
        )
        words = f"{missing} Correct the appointment: the privilege of reinstatement rests on it."
        weight = Weight.FLAGS
    return [*findings, Finding("CO-LAY-2", words, weight, sources.LAYOFF, reading=_PRIVILEGE)]


def _plain(job_class: str) -> str:
    return " ".join(job_class.split()).casefold()
