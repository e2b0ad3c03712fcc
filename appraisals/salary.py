"""What the appraisal of a year tells the contracts: when it became final, and a link with its overall."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.html import format_html

from accounts.models import User
from accounts.templatetags.words import day
from appraisals import standing, validators
from appraisals.models import Appraisal, Overall
from contracts.appraised import Answers, answered_by


def final_on(contracts: Iterable[int]) -> dict[int, date]:
    """By contract: the day on which its appraisal became final, and with it the form complete."""
    return dict(Appraisal.unscoped.filter(contract__in=contracts, state="final").values_list("contract", "final_on"))


def words(contracts: Iterable[int], user: User, on: date) -> dict[int, Any]:
    """By contract: the way from the contract to its rating. None for whoever may not see the appraisal."""
    rows = Appraisal.objects.visible_to(user, on=on).standing().filter(contract__in=contracts)
    seen = {each.contract_id: each for each in rows.with_standing()}
    final = [each.pk for each in seen.values() if each.state == "final"]
    overall = Overall.objects.visible_to(user, on=on).filter(appraisal__in=final, part="") if final else ()
    levels = {each.appraisal_id: each.level for each in overall}
    return {
        contract: format_html('<a href="{}">{}</a>', each.get_absolute_url(), _told(each, levels.get(each.pk)))
        for contract, each in seen.items()
    }


def _told(appraisal: Appraisal, overall: int | None) -> str:
    if appraisal.state != "final":
        return f"Not final: {standing.standing(appraisal).words.lower()}"
    level = "" if overall is None else f"; overall rating {validators.level_words(appraisal.plan, overall)}"
    return f"Final on {day(appraisal.final_on)}{level}"


def answer() -> None:
    """Tell the contracts who knows of appraisals."""
    answered_by(Answers(words, final_on))
