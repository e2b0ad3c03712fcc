"""Correcting what was recorded wrongly, as distinct from recording that something became different.

The old values stay in the correction and in the history. A correction is refused where a signed contract or a decision
rests on what was recorded, in a way that would make it untrue; and the caps are judged on every day that is taken anew.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from accounts.acting import Ready, ready, refuse_if_stopped
from accounts.models import User
from accounts.templatetags.words import day as in_words
from law.findings import Finding
from law.steps import NOT_YET
from positions import corrected_ends, history, validators
from positions.correction_findings import placement_findings
from positions.correction_fits import Days, require_fits
from positions.models import Correction, Designation, Incumbency, Placement, Position, Roster, Transfer
from positions.movement_validators import occupancy_findings, way_words
from positions.one_position import require_holder_has_no_other, require_no_other_position
from positions.telling import tell_offices
from records.acts import begin, move

FACTS = {
    "starts_on": "first day",
    "ends_on": "last day",
    "is_acting": "acting",
    "method": "method of filling",
    "merit_basis": "basis of merit and fitness",
    "is_encumbered": "held the position before it entered the SES",
    "is_certified": "certified",
    "previously_certified_class": "previously certified class",
}
"""What can be corrected of an appointment, with the words of the history. Never the person or the position."""

PLACEMENT_DAYS = {"starts_on": "first day", "ends_on": "last day"}
"""What can be corrected of a placement. A last day only where one was recorded, and no act has set it."""


@dataclass(frozen=True)
class Rest:
    """Something signed that rests on `person_id` being in the position, and it in the SES, on the day `on`."""

    person_id: int
    on: date
    words: str


RESTING: list[Callable[[Position], list[Rest]]] = []
"""What is signed about a position is known above this app: whoever knows it puts the question here."""


REVERSED: list[Callable[[Incumbency], bool]] = []
"""Whether the State Personnel Board reversed what ended an appointment is known above this app, told the same way."""


def signed_on(position: Position) -> list[Rest]:
    """Everything signed that rests on this position."""
    return [rest for asked in RESTING for rest in asked(position)]


def is_reversed(incumbency: Incumbency) -> bool:
    """Whether the State Personnel Board reversed what ended this appointment."""
    return any(asked(incumbency) for asked in REVERSED)


def uncorrected(position: Position, **about: Any) -> Correction:
    """A correction about this position that is not made yet."""
    return Correction(plan=position.plan, department=position.department, position=position, state=NOT_YET, **about)


# --- the days in the SES


@transaction.atomic
def correct_placement(placement: Placement, *, reason: str, by: User, on: date, **days: date | None) -> Correction:
    """Correct the days in the SES, named in PLACEMENT_DAYS: they were recorded wrongly (CO-NOM-7).

    Only the `days` that are given are corrected. HR or the director; DPA/DHR is told. Raises StepRefused: before the
    approval, over a cap on a day taken anew, outside the days of a holder, a signed contract would begin outside the
    SES, no last day is set yet, or an act has set it.
    """
    Roster.lock(placement.plan)
    correction = uncorrected(placement.position, placement=placement)
    step = ready(correction, "correct_placement", by=by, on=on)
    if strange := set(days) - set(PLACEMENT_DAYS):
        raise ValueError(f"Not to be corrected: {', '.join(sorted(strange))}.")
    Position.unscoped.select_for_update().get(pk=placement.position_id)
    placement.refresh_from_db()
    became = {name: days[name] for name in PLACEMENT_DAYS if name in days and getattr(placement, name) != days[name]}
    was = {name: getattr(placement, name) for name in became}
    _require_other(step, was, became, reason)
    new = Days(became.get("starts_on") or placement.starts_on, became.get("ends_on", placement.ends_on))
    signed = [(rest.on, rest.words) for rest in signed_on(placement.position)]
    require_fits(placement, new, signed=signed, step=step)
    require_holder_has_no_other(placement.position, (new.first, new.last))
    findings = placement_findings(placement, new=new, on=on)
    refuse_if_stopped(findings, act="correct this day")
    Placement.unscoped.filter(pk=placement.pk).update(**became)
    for name, value in became.items():
        setattr(placement, name, value)
    words = _placement_words(placement, was, became)
    _begin(correction, step, was, became, reason, words, by=by, on=on, findings=findings)
    tell_offices(
        "reviewer",
        subject=f"Corrected: {placement.position}",
        text=f"{words}.\n\nBecause: {reason}",
        key=f"correction/{correction.pk}",
        path=placement.position.get_absolute_url(),
        on=on,
    )
    return correction


def _placement_words(placement: Placement, was: Mapping[str, Any], became: Mapping[str, Any]) -> str:
    """Such as "First day in the SES of … corrected from July 1, 2004 to July 2, 2004; last day from … to none"."""
    told = [f"from {_value(was[name])} to {_value(became[name])}" for name in became]
    first, *more = [PLACEMENT_DAYS[name] for name in became]
    words = f"{first.capitalize()} in the SES of {placement.position} corrected {told[0]}"
    return "; ".join([words, *(f"{name} {days}" for name, days in zip(more, told[1:], strict=True))])


# --- an appointment


@transaction.atomic
def correct_appointment(incumbency: Incumbency, *, reason: str, by: User, on: date, **facts: Any) -> Correction:
    """Correct the days or the facts of an appointment, named in FACTS: they were recorded wrongly (CO-APT-1).

    Only the `facts` that are given are corrected. HR or the director; a last day that the director decided about the
    person, the director alone. Director, HR and the person are told of another last day. Raises StepRefused: nothing
    is different, the days overlap with somebody else or leave the SES, a transfer decided the day, or a signed
    contract would be untrue.
    """
    correction = uncorrected(incumbency.position, incumbency=incumbency)
    step = ready(correction, "correct_appointment", by=by, on=on)
    Position.unscoped.select_for_update().get(pk=incumbency.position_id)
    incumbency.refresh_from_db()
    if strange := set(facts) - set(FACTS):
        raise ValueError(f"Not to be corrected: {', '.join(sorted(strange))}.")
    changed = {name: value for name, value in facts.items() if getattr(incumbency, name) != value}
    was = {name: getattr(incumbency, name) for name in changed}
    _require_other(step, was, changed, reason)
    if "ends_on" in changed and not (changed["ends_on"] is None and is_reversed(incumbency)):
        corrected_ends.require_own(incumbency, correction, step, by=by, on=on)
    way = incumbency.ended_by
    for name, value in changed.items():
        setattr(incumbency, name, value)
    _require_appointment_fits(incumbency, was, step)
    findings = validators.appointment_findings(incumbency)
    if "ends_on" in changed:
        findings = [*corrected_ends.findings(incumbency, on=on), *findings]
    refuse_if_stopped([*occupancy_findings(incumbency), *findings], act="correct this appointment")
    _write(incumbency, was, changed, reason=reason, by=by, on=on)
    words = f"The appointment of {incumbency.person} to {incumbency.position} corrected: {_words(was, changed)}"
    _begin(correction, step, was, changed, reason, words, by=by, on=on, findings=findings)
    if "ends_on" in changed:
        corrected_ends.tell(incumbency, correction, was=was["ends_on"], way=way, on=on)
    return correction


def _write(
    incumbency: Incumbency, was: Mapping[str, Any], changed: Mapping[str, Any], *, reason: str, by: User, on: date
) -> None:
    """Write the corrected values; without a last day the appointment is current again, which is a step of its own."""
    if "ends_on" in changed and changed["ends_on"] is None and incumbency.state == "ended":
        step = ready(incumbency, "reopen", by=by, on=on)
        words = f"{incumbency.person} has no last day in {incumbency.position}: {in_words(was['ends_on'])} was wrong"
        plain = {"ended_by": "", "ending_cause": "", "ending_reason": "", "met_on": None}
        move(incumbency, step, by=by, on=on, words=words, facts={"reason": reason}, **changed, **plain)
        return
    Incumbency.unscoped.filter(pk=incumbency.pk).update(**changed)


def _require_appointment_fits(incumbency: Incumbency, was: Mapping[str, Any], step: Ready) -> None:
    """Raises StepRefused when the days do not fit the SES, a transfer, the end, or what is signed."""
    if not {"starts_on", "ends_on", "is_acting"} & was.keys():
        return
    starts_on, ends_on = incumbency.starts_on, incumbency.ends_on
    if ends_on is not None and ends_on < starts_on:
        raise step.refused(f"The last day, {in_words(ends_on)}, would be before the first, {in_words(starts_on)}.")
    if "ends_on" in was and was["ends_on"] is None:
        raise step.refused("A last day that is not set yet is no correction. End the appointment instead.")
    gives_back = ends_on is None and is_reversed(incumbency)
    if "ends_on" in was and incumbency.ended_by in ("transfer", "separation") and not gives_back:
        raise step.refused(f"The last day follows from how it ended ({way_words(incumbency)}), so it stays.")
    if Transfer.unscoped.filter(made=incumbency).exists() and {"starts_on", "is_acting"} & was.keys():
        raise step.refused("The directors approved a transfer from that day. It cannot be another day afterwards.")
    require_no_other_position(incumbency)
    in_ses = Placement.unscoped.in_force(starts_on).filter(position=incumbency.position_id)
    if "starts_on" in was and not in_ses.exists():
        raise step.refused(f"{incumbency.position} is not in the SES on {in_words(starts_on)}.")
    for rest in signed_on(incumbency.position):
        held = starts_on <= rest.on and (ends_on is None or rest.on <= ends_on)
        before = was.get("starts_on", starts_on) <= rest.on and (
            was.get("ends_on", ends_on) is None or rest.on <= was.get("ends_on", ends_on)
        )
        if rest.person_id == incumbency.person_id and before and not held:
            raise step.refused(f"{rest.words} would begin while {incumbency.person} does not hold the position.")


# --- a title


@transaction.atomic
def correct_title(
    row: Designation, *, title: str, division: str, starts_on: date, reason: str, by: User, on: date
) -> Designation:
    """Correct a title, a division or the day from which they hold (CO-NOM-2): a new row that names the old one.

    Raises StepRefused: it was corrected already, nothing is different, or another row begins on that day.
    """
    new = history.unnamed(
        row.position, title=title.strip(), division=division.strip(), starts_on=starts_on, reason=reason, corrects=row
    )
    step = ready(new, "correct_title", by=by, on=on)
    Position.unscoped.select_for_update().get(pk=row.position_id)
    standing = Designation.unscoped.standing().filter(position=row.position_id)
    if not standing.filter(pk=row.pk).exists():
        raise step.refused("This row was corrected already. Correct the row that stands now.")
    step.require_words(new.title, "Write the title of the position.")
    was = {"title": row.title, "division": row.division, "starts_on": row.starts_on}
    became = {"title": new.title, "division": new.division, "starts_on": starts_on}
    _require_other(step, was, became, reason)
    if standing.exclude(pk=row.pk).filter(starts_on=starts_on).exists():
        raise step.refused(f"Another title from {in_words(starts_on)} is recorded. Choose another day.")
    new.before_title, new.before_division = row.before_title, row.before_division
    words = f"Title corrected from {row} (from {in_words(row.starts_on)}) to {new} (from {in_words(starts_on)})"
    begin(new, step, by=by, on=on, words=words, facts={"was": _plain(was), "became": _plain(became), "reason": reason})
    history.take_hold(on=on, position=row.position)
    return new


# --- what all corrections share


def _require_other(step: Ready, was: Mapping[str, Any], became: Mapping[str, Any], reason: str) -> None:
    """Raises StepRefused when nothing is corrected, or nothing is said why."""
    if was == became:
        raise step.refused("Nothing is different from what is recorded.")
    step.require_words(reason, "Write what was wrong and how it is known.")


def _begin(
    correction: Correction,
    step: Ready,
    was: Mapping[str, Any],
    became: Mapping[str, Any],
    reason: str,
    words: str,
    *,
    by: User,
    on: date,
    findings: list[Finding],
) -> Correction:
    correction.was, correction.became = _plain(was), _plain(became)
    correction.reason, correction.corrected_on = reason, on
    facts = {"was": correction.was, "became": correction.became, "reason": reason}
    begin(correction, step, by=by, on=on, words=words, facts=facts, findings=findings)
    return correction


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def _words(was: Mapping[str, Any], became: Mapping[str, Any]) -> str:
    """Such as "first day from July 1, 2004 to July 2, 2004; certified from not recorded to yes"."""
    return "; ".join(f"{FACTS[name]} from {_value(was[name])} to {_value(became[name])}" for name in became)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None or value == "":
        return "none"
    return in_words(value) if isinstance(value, date) else f"“{value}”"
