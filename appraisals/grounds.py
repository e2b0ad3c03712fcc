"""What the appraisal of the year gives the grounds of a notice: the objectives at the lowest level."""

from dataclasses import dataclass
from datetime import date

import law
from accounts.models import User
from appraisals import validators
from appraisals.models import Appraisal, Overall, Rating
from appraisals.models.appraisal import SHOWN
from positions.models import Incumbency


@dataclass(frozen=True)
class Grounds:
    """`words` to begin a draft with, empty without any; `read` is the appraisal that they come from, `appraisal` the
    one that the notice names: only one whose overall is the lowest level."""

    words: str
    read: Appraisal | None
    appraisal: Appraisal | None


def found(held: Incumbency, user: User, *, on: date) -> Grounds:
    """What the appraisal of this fiscal year says, as far as `user` may see it, once the executive has been shown it.

    Reading 12: a 1 is not by itself a failure to perform. Whoever writes the notice says so in their own words.
    """
    rules = law.plan(held.plan)
    year_ends = rules.calendar.year_ends(rules.calendar.fiscal_year(on))
    theirs = {"employee": held.person, "contract__position": held.position, "contract__ends_on": year_ends}
    shown = Appraisal.objects.visible_to(user, on=on).filter(**theirs, state__in=SHOWN)
    appraisal = shown.select_related("contract").order_by("-pk").first()
    if appraisal is None:
        return Grounds("", None, None)
    lowest = rules.appraisals.LOWEST
    rows = Rating.objects.visible_to(user, on=on).filter(appraisal=appraisal, level=lowest).order_by("part", "place")
    overall = Overall.objects.visible_to(user, on=on).filter(appraisal=appraisal, part="", level=lowest).first()
    lines = [f"- {row.text}{f': {row.note}' if row.note else ''}" for row in rows]
    if overall and overall.note:
        lines.append(f"- Performance as a whole: {overall.note}")
    if not lines and overall is None:
        return Grounds("", None, None)
    level = validators.level_words(appraisal.plan, lowest)
    title = f"In the appraisal for {rules.calendar.fiscal_year_words(rules.calendar.fiscal_year(on))}, rated {level}:"
    return Grounds("\n".join([title, *lines]), appraisal, appraisal if overall else None)
