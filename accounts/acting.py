"""What a person may do: there is such a step from here, and they hold the office on that day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import law
from accounts.models import Membership, User
from law.findings import Finding, heaviest_first
from law.steps import NOT_YET, Procedure, Step


class StepRefused(Exception):
    """The act was not done, and nothing was changed. `words` says why; `findings` name the rules."""

    def __init__(self, words: str, findings: Iterable[Finding] = ()) -> None:
        super().__init__(words)
        self.words = words
        self.findings = heaviest_first(findings)


class OfficeNotHeld(StepRefused):
    """The step exists, but this person does not hold the office that takes it on that day."""


@dataclass(frozen=True)
class Ready:
    """A step that may be taken: the step, the office it is taken in, and that office as it is printed."""

    step: Step
    office: str
    title: str

    def refused(self, words: str) -> StepRefused:
        """This step refused for a reason of its own: `words`, with the rule and the source it is taken under."""
        return StepRefused(f"{words}{_cited(self.step)}")

    def require_words(self, text: str, words: str) -> None:
        """Raises StepRefused with `words` when `text`, which this step has to be given, is blank."""
        if not text.strip():
            raise self.refused(words)


def procedure(thing: Any) -> Procedure:
    """The steps of this kind of thing under its plan."""
    return law.plan(thing.plan).steps.PROCEDURES[thing.kind]


def offices_held(user: User, thing: Any, *, on: date) -> dict[str, str]:
    """The offices that `user` holds towards `thing` on the day `on`: code and the title that is printed.

    A thing names its parties in `parties()`: a party office is held by that person only, and an appointing
    authority must also hold an office in the department on that day, as such or as its director.
    """
    asked_now = Membership.unscoped.filter(user=user).held_on(on).select_related("department")
    return offices_among(asked_now, user, thing)


def offices_among(memberships: Iterable[Membership], user: User, thing: Any) -> dict[str, str]:
    """As offices_held, of memberships already read: for a page that asks about many things."""
    names = law.offices()
    parties: dict[str, int | None] = thing.parties()
    held: dict[str, str] = {}
    here: list[Membership] = []
    for membership in memberships:
        if names[membership.office].where == "state":
            held.setdefault(membership.office, membership.title)
        elif membership.department_id == thing.department_id:
            here.append(membership)
    for membership in here:
        if membership.office not in parties:
            held.setdefault(membership.office, membership.title)
    for office, person in parties.items():
        if person is None or person != user.pk:
            continue
        carriers = (office, *names[office].carried_by)
        own = [membership for membership in here if membership.office in carriers]
        if names[office].where == "party":
            held[office] = names[office].name
        elif own:
            held[office] = next((m.title for m in own if m.office == office), names[office].name)
    return held


def open_steps(user: User, thing: Any, *, on: date) -> list[Step]:
    """The steps that `user` may take from where `thing` stands, by office. The law may still forbid one.

    For pages, which read the offices of a person once; an act asks again, in `ready`.
    """
    held = offices_among(user.memberships_on(on), user, thing)
    return [step for step in procedure(thing).steps_from(thing.state) if held.keys() & set(step.offices)]


def ready(thing: Any, verb: str, *, by: User, on: date, as_office: str = "") -> Ready:
    """The step `verb` from where `thing` stands, and the office in which `by` takes it on the day `on`.

    Raises StepRefused when there is no such step from this state, OfficeNotHeld when the office is not held.
    """
    steps = procedure(thing)
    step = steps.step(verb, start=thing.state)
    if step is None:
        raise StepRefused(_not_from_here(steps, verb, thing.state))
    held = offices_held(by, thing, on=on)
    wanted = (as_office,) if as_office else step.offices
    office = next((code for code in wanted if code in step.offices and code in held), None)
    if office is None:
        names = " or ".join(law.offices()[code].name for code in wanted)
        raise OfficeNotHeld(f"This takes the office of {names}, held on {on:%B} {on.day}, {on.year}.{_cited(step)}")
    return Ready(step, office, held[office])


def _not_from_here(steps: Procedure, verb: str, state: str) -> str:
    """Why there is no such step from `state`: where it stands, from where the step is taken, and the rule."""
    known = [step for step in steps.steps if step.verb == verb]
    named = known[0].button or verb.capitalize()
    if state == NOT_YET:
        return f"“{named}” is not possible before it exists.{_cited(known[0])}"
    stands = _as_words(steps, state)
    needed = " or ".join(dict.fromkeys(_as_words(steps, step.start) for step in known if step.start != NOT_YET))
    only = f"; it can be done when it is {needed}" if needed else ""
    return f"“{named}” is not possible now: it is {stands}{only}.{_cited(known[0])}"


def _as_words(steps: Procedure, state: str) -> str:
    words = steps.words(state)
    return f"{words[0].lower()}{words[1:]}"


def _cited(step: Step) -> str:
    return f" {f'Rule {step.rule}. ' if step.rule else ''}Source: {step.source}."


def refuse_if_stopped(findings: Iterable[Finding], *, act: str) -> None:
    """Raises StepRefused when a finding forbids the act or waits for an approval. `act` is a verb phrase."""
    stopping = [finding for finding in findings if finding.stops]
    if stopping:
        first = heaviest_first(stopping)[0]
        raise StepRefused(f"Cannot {act}: {first.words} ({first.code})", stopping)
