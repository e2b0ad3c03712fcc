"""What happened, told line by line: to a nomination, and to a position in its whole life."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from accounts.models import User
from accounts.templatetags.words import day
from positions.models import (
    Correction,
    Designation,
    Incumbency,
    JobDescription,
    Nomination,
    Placement,
    Position,
    Transfer,
)
from records.models import Event

MOST = 100  # lines on one page
CONVERTED = "conversion"  # how an appointment ends whose position leaves the SES: the person stays in it
Telling = Callable[..., Iterable["Line"]]
ALSO_TOLD: list[Telling] = []
"""What the apps above tell of a position (its key), or of one person in it (theirs, or None): tell(position, person,
user=, on=) gives the lines that the user may see. They are added here when the site starts."""


@dataclass(frozen=True)
class Line:
    """One thing that happened on the legal day `on`: in words, by whom in which office, and maybe what was said."""

    on: date
    words: str
    who: str = ""
    office: str = ""
    note: str = ""


def told(events: Iterable[Event]) -> list[Line]:
    """Events as lines, in their order."""
    return [
        Line(event.on, f"{event.words}.", event.actor_name, event.office, event.facts.get("reason", ""))
        for event in events
    ]


def of_nomination(nomination: Nomination, *, user: User, on: date) -> list[Line]:
    """Everything done to a nomination, newest first."""
    return of_thing(nomination, user=user, on=on)


def of_thing(thing: Any, *, user: User, on: date) -> list[Line]:
    """Everything done to one thing that this person may see, newest first."""
    return told(Event.objects.visible_to(user, on=on).about(thing)[:MOST])


def of_position(
    position: Position,
    *,
    nominations: Iterable[Nomination],
    placements: Iterable[Placement],
    incumbencies: Iterable[Incumbency],
    user: User,
    on: date,
) -> list[Line]:
    """The life of a position, newest first: the acts this person may see, and the days on which they took hold.

    Saving a draft and writing in the thread are left out. A placement or an appointment that came without an
    act of this program (one that was brought over) is told from its first day.
    """
    seen = Event.objects.visible_to(user, on=on).exclude(verb__in=["edit", "review", "ask", "answer"])
    about = {"user": user, "on": on}
    keys = {
        "nomination": [each.pk for each in nominations],
        "appointment": [each.pk for each in incumbencies],
        "designation": Designation.objects.visible_to(**about).filter(position=position).values("pk"),
        "correction": Correction.objects.visible_to(**about).filter(position=position).values("pk"),
        "job_description": JobDescription.objects.visible_to(**about).filter(position=position).values("pk"),
    }
    wanted = Q(pk__in=[])
    for kind, things in keys.items():
        wanted |= Q(kind=kind, thing_id__in=things)
    acts = list(seen.filter(wanted).order_by("-number")[: MOST * 2])
    begun = [event for event in acts if event.kind == "appointment" and event.end == "current"]
    appointed = {event.thing_id for event in begun}
    lines = told(acts)
    for placement in placements:
        if placement.nomination_id is None:
            lines.append(Line(placement.starts_on, "Entered the SES."))
        if placement.ends_on:
            lines.append(Line(placement.ends_on, "Last day in the SES."))
    for incumbency in incumbencies:
        acting = ", acting" if incumbency.is_acting else ""
        if incumbency.pk not in appointed:
            lines.append(Line(incumbency.starts_on, f"{incumbency.person} holds the position{acting}."))
        if incumbency.ends_on:
            lines.append(Line(incumbency.ends_on, f"Last day of {incumbency.person}."))
    for tell in ALSO_TOLD:
        lines.extend(tell(position.pk, None, user=user, on=on))
    return sorted(lines, key=lambda line: line.on, reverse=True)[:MOST]


def acting_beside(incumbencies: Iterable[Incumbency], *, on: date) -> Incumbency | None:
    """Who acts on the day `on` while somebody else holds the position for good; None when nobody does."""
    there = [each for each in incumbencies if each.starts_on <= on and (each.ends_on is None or on <= each.ends_on)]
    acting = next((each for each in there if each.is_acting), None)
    return acting if len(there) > 1 else None


def coming(incumbencies: Iterable[Incumbency], *, on: date) -> Incumbency | None:
    """Who comes to the position next, for good before acting, after the day `on`; None when nobody is known."""
    later = [each for each in incumbencies if each.starts_on > on]
    return min(later, key=lambda each: (each.is_acting, each.starts_on), default=None)


def stays_outside(
    incumbencies: Iterable[Incumbency], placements: Iterable[Placement], *, on: date
) -> Incumbency | None:
    """Who was in the position when it was converted, and so stays in it under the Management plan on the day `on`;
    None while it is in the SES, or to enter it."""
    placements = list(placements)
    if any(each.ends_on is None or each.ends_on >= on for each in placements):
        return None
    left_on = last_day(placements)
    return next((each for each in incumbencies if each.ended_by == CONVERTED and each.ends_on == left_on), None)


def last_day(placements: Iterable[Placement]) -> date | None:
    """The last day in the SES of the last of these placements; None when there is none, or no end of it is set."""
    ends = [each.ends_on for each in placements]
    known = [each for each in ends if each is not None]
    return max(known) if known and len(known) == len(ends) else None


def of_transfer(transfer: Transfer) -> list[Line]:
    """Everything done to a transfer, newest first: whoever sees it reads what the other department did, too."""
    return told(Event.unscoped.about(transfer)[:MOST])


def of_appointment(incumbency: Incumbency, *, user: User, on: date) -> list[Line]:
    """Everything done to an appointment, with its corrections, and what the apps above tell of the person in the
    position, newest first."""
    about = {"user": user, "on": on}
    corrected = Correction.objects.visible_to(**about).filter(incumbency=incumbency).values("pk")
    wanted = Q(kind="appointment", thing_id=incumbency.pk) | Q(kind="correction", thing_id__in=corrected)
    lines = told(Event.objects.visible_to(user, on=on).filter(wanted).order_by("-number")[:MOST])
    for tell in ALSO_TOLD:
        lines.extend(tell(incumbency.position_id, incumbency.person_id, user=user, on=on))
    return sorted(lines, key=lambda line: line.on, reverse=True)[:MOST]


def appointment_words(incumbency: Incumbency, *, on: date) -> tuple[str, str]:
    """Where an appointment stands on the day `on`, in words, and how that is drawn."""
    holds = "Acts" if incumbency.is_acting else "Holds the position"
    if on < incumbency.starts_on:
        return f"{holds} from {day(incumbency.starts_on)}", "waiting"
    if incumbency.ends_on is None:
        return f"{holds} since {day(incumbency.starts_on)}", "done"
    if on <= incumbency.ends_on:
        return f"{holds} until {day(incumbency.ends_on)}", "waiting"
    return f"Ended after {day(incumbency.ends_on)}", "ended"


def standing_words(placements: Iterable[Placement], *, on: date) -> tuple[str, str]:
    """Whether the position is in the SES on the day `on`, in words, and how that is drawn."""
    for placement in placements:
        if placement.starts_on <= on and (placement.ends_on is None or on <= placement.ends_on):
            leaving = f", leaves after {day(placement.ends_on)}" if placement.ends_on else ""
            return f"In the SES since {day(placement.starts_on)}{leaving}", "done"
    coming = [placement.starts_on for placement in placements if placement.starts_on > on]
    if coming:
        return f"Enters the SES on {day(min(coming))}", "waiting"
    left = [placement.ends_on for placement in placements if placement.ends_on and placement.ends_on < on]
    return (f"Left the SES after {day(max(left))}", "ended") if left else ("Not in the SES", "draft")
