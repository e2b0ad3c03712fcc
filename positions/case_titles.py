"""The title and the division that a nomination gives its position.

While the nomination is all that speaks of the position, they are words of a draft. From then on they have a history, so
another title in the case is one from that day on, and the old one stays to be read.
"""

from datetime import date

from accounts.models import User
from positions import corrections, history
from positions.models import Designation, Incumbency, Nomination, Placement, Position
from records.models import Event

CHANGED = "So called in its nomination."
CORRECTED = "Called otherwise in its nomination, on the same day."


def call(position: Position, *, title: str, division: str, by: User, on: date) -> None:
    """Let a position that is known be called so from the day `on`, with a row in its history (CO-NOM-2)."""
    title, division = title.strip(), division.strip()
    if history.designated(position, on=on) == (title, division):
        return
    row = Designation.unscoped.standing().filter(position=position, starts_on=on).first()
    said = {"title": title, "division": division, "starts_on": on, "by": by, "on": on}
    if row is None:
        history.rename(position, **said, reason=CHANGED)
    else:
        corrections.correct_title(row, **said, reason=CORRECTED)
    position.refresh_from_db(fields=["title", "division"])


def call_in(nomination: Nomination, *, title: str, division: str, by: User, on: date) -> None:
    """What is typed in the case: a draft's own words are rewritten, what is known besides gets a row."""
    position = nomination.position
    if not is_only_drafted(nomination):
        call(position, title=title, division=division, by=by, on=on)
        return
    position.title, position.division = title.strip(), division.strip()
    position.save(update_fields=["title", "division"])


def is_only_drafted(nomination: Nomination) -> bool:
    """Whether nothing but this nomination, which was never submitted, speaks of the position."""
    if nomination.submitted_on is not None:
        return False
    position = nomination.position_id
    others = Nomination.unscoped.filter(position=position).exclude(pk=nomination.pk)
    about = [model.unscoped.filter(position=position) for model in (Placement, Incumbency, Designation)]
    brought_in = Event.unscoped.filter(kind="position", thing_id=position)
    return not any(rows.exists() for rows in (others, *about, brought_in))
