"""Gathers facts about an appraisal, asks the law, and gives its findings: to pages and to acts alike."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import law
from accounts.models import User
from appraisals import agreed
from appraisals.models import Account, Appraisal, Note, Offer, Overall, Rating, RatingSignature
from contracts.models import Contract
from law.findings import Finding, heaviest_first


def opening_findings(contract: Contract, *, on: date) -> list[Finding]:
    """CO-EVA-1 of opening the appraisal of this contract on the day `on`."""
    rules = law.plan(contract.plan).appraisals
    return rules.check_opening(is_signed=contract.state == "signed", starts_on=contract.starts_on, on=on)


def rater_findings(appraisal: Appraisal, *, by: User, on: date) -> list[Finding]:
    """CO-EVA-3 of `by` rating: nobody rates themselves."""
    return law.plan(appraisal.plan).appraisals.check_rater(is_employee=by.pk == appraisal.employee_id, on=on)


def level_findings(plan: str, levels: Iterable[int | None], *, on: date) -> list[Finding]:
    """CO-EVA-2 of levels that were chosen."""
    return law.plan(plan).appraisals.check_levels(levels=[each for each in levels if each is not None], on=on)


def release_findings(appraisal: Appraisal, *, on: date) -> list[Finding]:
    """Everything the law says of the ratings as they stand: CO-EVA-1 to -5. What forbids stops the release."""
    rules = law.plan(appraisal.plan).appraisals
    parts = agreed.parts_of(appraisal.contract, on=on)
    ratings = [row for row in Rating.unscoped.filter(appraisal=appraisal) if row.level is not None]
    overalls = {row.part: row.level for row in Overall.unscoped.filter(appraisal=appraisal)}
    levels = [row.level for row in ratings] + [level for level in overalls.values() if level is not None]
    titles = {part.code: part.title for part in parts}
    lowest = [row.text for row in ratings if row.level == rules.LOWEST]
    lowest += [titles.get(part, "overall") for part, level in overalls.items() if level == rules.LOWEST]
    return heaviest_first(
        [
            *rules.check_rated_terms(
                terms=[term.text for term in agreed.every_term(parts)], rated=[row.text for row in ratings], on=on
            ),
            *rules.check_levels(levels=levels, on=on),
            *rules.check_overalls(
                areas={part.title: overalls.get(part.code) for part in parts if part.is_area},
                overall=overalls.get(""),
                on=on,
            ),
            *rules.check_lowest_level(rated_lowest=lowest, ends_on=appraisal.contract.ends_on, on=on),
            *information_findings(appraisal, on=on),
            *meeting_findings(appraisal, on=on),
        ]
    )


def information_findings(appraisal: Appraisal, *, on: date) -> list[Finding]:
    """CO-EVA-5: what no source has given yet. Notes that only their writer sees are no source for others."""
    return law.plan(appraisal.plan).appraisals.check_information(
        has_account=Account.unscoped.filter(appraisal=appraisal).exists(),
        notes=Note.unscoped.filter(contract=appraisal.contract_id).exclude(seen_by="me").count(),
        on=on,
    )


def meeting_findings(appraisal: Appraisal, *, on: date) -> list[Finding]:
    """CO-EVA-4 of the meeting, against the day on which the rating became final, or would if it did on `on`."""
    rules = law.plan(appraisal.plan).appraisals
    return rules.check_meeting(met_on=appraisal.met_on, final_on=appraisal.final_on or on, on=on)


def signing_findings(appraisal: Appraisal, *, line: str, seen_hash: str, on: date) -> list[Finding]:
    """What the law says of signing `line` under what is released now, on the day `on`: CO-EVA-3, -4."""
    release = appraisal.current_release
    found = law.plan(appraisal.plan).appraisals.check_rating_signature(
        line=line,
        signed=signed_lines(appraisal),
        seen_hash=seen_hash,
        current_hash=release.sha256 if release else "",
        offered=lines_in_order(appraisal.plan)[:1] if offer_of(appraisal) else (),
        on=on,
    )
    return heaviest_first([*found, *meeting_findings(appraisal, on=on)])


def signed_lines(appraisal: Appraisal) -> tuple[str, ...]:
    """The lines of what is released now that are signed, in the order they were."""
    if appraisal.current_release_id is None:
        return ()
    rows = RatingSignature.unscoped.filter(release=appraisal.current_release_id)
    return tuple(rows.order_by("pk").values_list("line", flat=True))


def offer_of(appraisal: Appraisal) -> Offer | None:
    """The record that the executive was offered what is released now and did not sign it, if there is one."""
    return Offer.unscoped.filter(release=appraisal.current_release_id).first() if appraisal.current_release_id else None


def offer_findings(appraisal: Appraisal, *, offered_on: date, on: date) -> list[Finding]:
    """CO-EVA-3 of recording that the executive was offered what is released now and did not sign it."""
    return law.plan(appraisal.plan).appraisals.check_offer(
        is_signed=lines_in_order(appraisal.plan)[0] in signed_lines(appraisal),
        is_recorded=offer_of(appraisal) is not None,
        offered_on=offered_on,
        released_on=appraisal.current_release.made_on if appraisal.current_release else on,
        on=on,
    )


def lines_in_order(plan: str) -> tuple[str, ...]:
    """The signature lines in the order in which they are signed."""
    return law.plan(plan).offices.SIGNERS


def next_line(appraisal: Appraisal) -> str | None:
    """The line whose turn it is, or None when nothing is released or none is left. One that the executive was offered
    and did not sign is waited for no longer."""
    if appraisal.state != "released":
        return None
    order, signed = lines_in_order(appraisal.plan), signed_lines(appraisal)
    offered = order[:1] if offer_of(appraisal) else ()
    return next((line for line in order if line not in (*signed, *offered)), None)


def levels(plan: str) -> tuple[tuple[int, str], ...]:
    """The levels with the words of the form, the lowest first."""
    return law.plan(plan).appraisals.LEVELS


def level_words(plan: str, level: int | None) -> str:
    """A level as people read it: "3, Commendable, …"; empty before there is one."""
    return "" if level is None else f"{level}, {dict(levels(plan))[level]}"


def average(plan: str, levels: Iterable[int | None]) -> Decimal | None:
    """A hint beside a choice, with one decimal; None when nothing is rated. It is kept nowhere."""
    return law.plan(plan).appraisals.average([level for level in levels if level is not None])


def statement(appraisal: Appraisal, line: str, *, by: User) -> str:
    """The words that a signature of `by` on this line says: a successor who rated nothing does not say they did."""
    words = law.plan(appraisal.plan).appraisals
    if line == "appointing_authority" and not _has_rated(appraisal, by):
        return words.SUCCESSOR_STATEMENT
    return words.STATEMENTS[line]


def _has_rated(appraisal: Appraisal, user: User) -> bool:
    rows = {"appraisal": appraisal, "rated_by": user}
    return Rating.unscoped.filter(**rows).exists() or Overall.unscoped.filter(**rows).exists()


def office_name(plan: str, office: str) -> str:
    """An office as people say it."""
    return law.plan(plan).offices.OFFICES[office].name


def edition(plan: str) -> str:
    """Which rules an appraisal is made under, for its evidence."""
    rules = law.plan(plan)
    return f"{rules.NAME}: {rules.sources.EVALUATING}"


def form_words(plan: str) -> Any:
    """The fixed words of the form."""
    return law.plan(plan).form1


def of_reviews(plan: str) -> Mapping[str, Any]:
    """How often reviews are encouraged, in the words of the rule."""
    rule = law.plan(plan).catalogue.rule("CO-CON-12")
    return {"words": rule.words, "code": rule.code}
