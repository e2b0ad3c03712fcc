"""Who holds which position on a day: the rows of the positions list."""

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, Subquery

from accounts.models import User
from positions import history
from positions.models import Incumbency, Placement, Position, PositionQuerySet


def roster(user: User, *, day: date, on: date) -> PositionQuerySet:
    """The positions that `user`, by the offices held on `on`, may see, each as it stood or will stand on `day`.

    Every row has `title_then` and `division_then`, `entered_on` and `leaves_on` (the placement in force, None when not
    in the SES), `is_filled`, and `holder` with `holder_is_acting`, which are empty where this person may not see who
    holds it.
    """
    placement = Placement.unscoped.in_force(day).filter(position=OuterRef("pk"))
    held = Incumbency.unscoped.in_force(day).filter(position=OuterRef("pk"))
    seen = Incumbency.objects.visible_to(user, on=on).in_force(day).filter(position=OuterRef("pk"))
    return (
        Position.objects.visible_to(user, on=on)
        .select_related("department")
        .annotate(
            title_then=F("title") if day == on else history.title_on(day),
            division_then=F("division") if day == on else history.division_on(day),
            entered_on=Subquery(placement.values("starts_on")[:1]),
            leaves_on=Subquery(placement.values("ends_on")[:1]),
            holder=Subquery(seen.order_by("is_acting").values("person__name")[:1]),
            holder_is_acting=Subquery(seen.order_by("is_acting").values("is_acting")[:1]),
            is_filled=Exists(held),
        )
    )


def standing_in(positions: PositionQuerySet, standing: str, *, day: date) -> PositionQuerySet:
    """Of a roster for `day`: those "in" the SES, "filled", "vacant", or "outside" the SES; or "every" one."""
    if standing == "every":
        return positions
    if standing == "outside":
        return positions.exclude(pk__in=positions.in_ses(day).values("pk"))
    positions = positions.in_ses(day)
    if standing in ("filled", "vacant"):
        positions = positions.filter(is_filled=standing == "filled")
    return positions


def with_words(positions: PositionQuerySet, words: str) -> PositionQuerySet:
    """Of a roster: those with all of these words in title, number, division, department or holder."""
    for word in words.split():
        positions = positions.filter(
            Q(title_then__icontains=word)
            | Q(number__icontains=word)
            | Q(division_then__icontains=word)
            | Q(department__name__icontains=word)
            | Q(holder__icontains=word)
        )
    return positions
