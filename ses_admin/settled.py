"""Who met a duty, and on which day: read from the events, where every act stands with its person and office."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import User
from positions.models import Flag
from records.models import Event

Key = tuple[Any, ...]


@dataclass(frozen=True)
class Met:
    """A duty that somebody met. `by` is who did the last act that it needed, and in which office; empty where the
    record names nobody: what was brought over from paper, or several acts that cannot be told apart."""

    flag: Flag
    days_late: int
    by: str


@dataclass(frozen=True)
class Act:
    """The acts that meet a duty: `verbs` on things of this `kind`; `of_event` and `of_flag` say what must agree."""

    kind: str
    verbs: tuple[str, ...]
    of_event: Callable[[Event], Any]
    of_flag: Callable[[Flag], Any]


def _same_person(kind: str, *verbs: str) -> Act:
    return Act(kind, verbs, lambda event: event.person_id, lambda flag: flag.person_id)


def _same_thing(kind: str, *verbs: str) -> Act:
    return Act(kind, verbs, lambda event: event.thing_id, lambda flag: flag.thing_id)


RECEIVED = "acknowledge"
"""Who acknowledges a notice owed nothing: with it the duty of the department was met."""

_SIGNED_BY_ALL = _same_person("contract", "conclude", "conclude_on_paper")
_REVIEWED = (
    _same_thing("removal", "keep", "order", "support", "confirm", "set aside"),
    _same_thing("allotment_review", "settle"),
)
ACTS: dict[str, tuple[Act, ...]] = {
    "contract-for-the-year": (_SIGNED_BY_ALL,),
    "contract-after-movement": (_SIGNED_BY_ALL,),
    "notice": (_same_person("notice", "acknowledge", "attest", "settle"),),
    "separation": (_same_person("appointment", "separate"),),
    "appraisal-before-salary": (_same_person("appraisal", "conclude"),),
    "evaluation-meeting": (_same_person("appraisal", "meet"),),
    "quarterly-review": (_same_person("progress_review", "record"),),
    "retention-end": (_same_person("disposal", "dispose"),),
    "copy-to-dpa": (_same_thing("copy", "send"),),
    "decision-notice": (_same_thing("nomination", "approve", "deny"),),
    "position-review": _REVIEWED,
    "removal-to-confirm": _REVIEWED,
    "fte-count": (Act("fte_count", ("record",), lambda event: event.department_id, lambda flag: flag.department_id),),
    "ceiling": (Act("published", ("record",), lambda event: event.facts.get("year"), lambda flag: flag.thing_id),),
}
"""By duty. A newer job description and an office that somebody holds next meet a duty without an act on it."""


def met(flags: Iterable[Flag], user: User, *, on: date) -> list[Met]:
    """Those of the flags that are met, the latest first, with who met each as far as `user` sees the record.

    The act is the first that agrees on the legal day on which the duty was met or after it: a paper signature counts
    for its own day and is recorded later. One query, whatever the size.
    """
    flags = [flag for flag in flags if flag.settled_on is not None and flag.is_met]
    acts = [act for code in {flag.duty for flag in flags} for act in ACTS.get(code, ())]
    done = _done(acts, user, since=min((flag.settled_on for flag in flags if flag.settled_on), default=on), on=on)
    found = [Met(flag, flag.days_late(on), _who(flag, done)) for flag in flags]
    return sorted(found, key=lambda each: (-each.days_late, each.flag.due_on, each.flag.pk))


def _done(acts: list[Act], user: User, *, since: date, on: date) -> dict[Key, list[Event]]:
    if not acts:
        return {}
    by_act = {(act.kind, verb): act for act in acts for verb in act.verbs}
    rows = Event.objects.visible_to(user, on=on).filter(
        kind__in={kind for kind, _verb in by_act}, verb__in={verb for _kind, verb in by_act}, on__gte=since, on__lte=on
    )
    shown = ("kind", "verb", "thing_id", "on", "actor_name", "office", "department_id", "person_id", "facts")
    done: dict[Key, list[Event]] = {}
    for event in rows.only(*shown).order_by("number"):
        act = by_act.get((event.kind, event.verb))
        if act is not None:
            done.setdefault((event.kind, act.of_event(event)), []).append(event)
    return done


def _who(flag: Flag, done: dict[Key, list[Event]]) -> str:
    for act in ACTS.get(flag.duty, ()):
        if act.kind in ("removal", "allotment_review") and act.kind != flag.thing_kind:
            continue
        for event in done.get((act.kind, act.of_flag(flag)), ()):
            if event.verb in act.verbs and flag.settled_on is not None and event.on >= flag.settled_on:
                if event.verb == RECEIVED:
                    return f"Received by {event.actor_name}"
                return f"{event.actor_name}, {event.office}" if event.office else event.actor_name
    return ""
