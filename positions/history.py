"""What a position was called and described as, on which days: titles, divisions and job descriptions."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from accounts.acting import Ready, ready
from accounts.models import User
from accounts.templatetags.words import day as in_words
from law.steps import NOT_YET
from positions import movement_validators as validators
from positions.models import Designation, JobDescription, Position
from records.acts import begin
from records.models import Document


def title_on(day: date) -> Coalesce:
    """For annotating positions: the title on the day `day`, as it is known now."""
    return _named_on(day, "title")


def division_on(day: date) -> Coalesce:
    """For annotating positions: the division on the day `day`, as it is known now."""
    return _named_on(day, "division")


def _named_on(day: date, name: str) -> Coalesce:
    rows = Designation.unscoped.standing().filter(position=OuterRef("pk"))
    return Coalesce(
        Subquery(rows.filter(starts_on__lte=day).order_by("-starts_on", "-pk").values(name)[:1]),
        Subquery(rows.order_by("starts_on", "pk").values(f"before_{name}")[:1]),
        F(name),
    )


def designated(position: Position, *, on: date) -> tuple[str, str]:
    """Title and division of the position on the day `on`."""
    found = Position.unscoped.filter(pk=position.pk).annotate(title_then=title_on(on), division_then=division_on(on))
    return found.values_list("title_then", "division_then").get()


def unnamed(position: Position, **known) -> Designation:
    """A title of this position that is not recorded yet, as far as it is known."""
    return Designation(plan=position.plan, department=position.department, position=position, state=NOT_YET, **known)


@transaction.atomic
def rename(
    position: Position, *, title: str, division: str, starts_on: date, reason: str, by: User, on: date
) -> Designation:
    """Record another title or division from a day on: it became different (CO-NOM-2). HR or the director.

    Raises StepRefused: nothing changes on that day, a row of that day is there already, or no reason is given.
    """
    row = unnamed(position, title=title.strip(), division=division.strip(), starts_on=starts_on, reason=reason)
    step = ready(row, "rename", by=by, on=on)
    Position.unscoped.select_for_update().get(pk=position.pk)
    step.require_words(reason, "Write why the title or the division changes.")
    _require_change(row, step)
    if Designation.unscoped.standing().filter(position=position, starts_on=starts_on).exists():
        raise step.refused(
            f"A title from {in_words(starts_on)} is recorded already. Correct it if it is wrong, or choose another day."
        )
    row.before_title, row.before_division = designated(position, on=starts_on - timedelta(days=1))
    begin(
        row,
        step,
        by=by,
        on=on,
        words=f"From {in_words(starts_on)} called {row}; before, {_told(row.before_title, row.before_division)}",
        facts={"reason": reason, "starts_on": starts_on.isoformat()},
    )
    take_hold(on=on, position=position)
    return row


def _require_change(row: Designation, step: Ready) -> None:
    """Raises StepRefused without a title, and when the position is called so already on that day."""
    step.require_words(row.title, "Write the title of the position.")
    if designated(row.position, on=row.starts_on) == (row.title, row.division):
        raise step.refused(f"It is called so already on {in_words(row.starts_on)}.")


def _told(title: str, division: str) -> str:
    return f"{title}, {division}" if division else title


def take_hold(*, on: date, position: Position | None = None) -> int:
    """Write on the positions what they are called on the day `on`; how many were called otherwise.

    A title recorded for a later day takes hold on that day, by the nightly job. It decides nothing: what is recorded
    is recorded.
    """
    rows = Position.unscoped.filter(designations__isnull=False).distinct()
    if position is not None:
        rows = rows.filter(pk=position.pk)
    changed = 0
    for each in rows.annotate(title_now=title_on(on), division_now=division_on(on)):
        if (each.title, each.division) != (each.title_now, each.division_now):
            Position.unscoped.filter(pk=each.pk).update(title=each.title_now, division=each.division_now)
            changed += 1
    if position is not None:
        position.refresh_from_db(fields=["title", "division"])
    return changed


def undescribed(position: Position, **known) -> JobDescription:
    """A job description of this position that is not kept yet."""
    return JobDescription(position=position, state=NOT_YET, **known)


@transaction.atomic
def describe(position: Position, document: Document, *, dated_on: date, by: User, on: date) -> JobDescription:
    """Keep a new version of the job description, at any time (CO-NOM-2). HR or the director. Old versions stay.

    Raises StepRefused: this file is the newest version already.
    """
    described = undescribed(position, document=document, dated_on=dated_on)
    step = ready(described, "describe", by=by, on=on)
    Position.unscoped.select_for_update().get(pk=position.pk)
    newest = JobDescription.unscoped.filter(position=position).select_related("document").order_by("-pk").first()
    if newest is not None and (newest.document.sha256, newest.dated_on) == (document.sha256, dated_on):
        raise step.refused("This file, with this date, is the newest version already.")
    begin(
        described,
        step,
        by=by,
        on=on,
        words=f"Added the job description dated {in_words(dated_on)}",
        facts={"document": document.pk, "sha256": document.sha256},
        findings=validators.description_findings(described, on=on),
    )
    return described
