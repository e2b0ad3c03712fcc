"""What the appraisal of a year says to the salary of the next: whether it is final, and a link with its overall."""

from datetime import date
from typing import Any

from django.utils.html import format_html

from accounts.models import User
from accounts.templatetags.words import day
from appraisals import standing, validators
from appraisals.models import Appraisal, Overall
from contracts.appraised import Answers, answered_by
from contracts.models import Contract


def is_complete(contract: Contract, on: date) -> bool:
    """Whether the appraisal of this contract is final on the day `on` (CO-EVA-6)."""
    return Appraisal.unscoped.filter(contract=contract, state="final", final_on__lte=on).exists()


def words(contract: Contract, user: User, on: date) -> Any:
    """The way from the pay decision to the rating it rests on. Empty for whoever may not see the appraisal."""
    rows = Appraisal.objects.visible_to(user, on=on).filter(contract=contract)
    appraisal = rows.with_standing().first()
    if appraisal is None:
        return ""
    return format_html('<a href="{}">{}</a>', appraisal.get_absolute_url(), _told(appraisal, user, on=on))


def _told(appraisal: Appraisal, user: User, *, on: date) -> str:
    if appraisal.state != "final":
        return f"Not final: {standing.standing(appraisal).words.lower()}"
    seen = Overall.objects.visible_to(user, on=on).filter(appraisal=appraisal, part="").first()
    level = f"; overall rating {validators.level_words(appraisal.plan, seen.level)}" if seen else ""
    return f"Final on {day(appraisal.final_on)}{level}"


def answer() -> None:
    """Tell the contracts who knows of appraisals."""
    answered_by(Answers(is_complete, words))
