"""The appraisal line by line: objective, account, evidence, level and note, with what a person may see of each."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from accounts.models import User
from appraisals import agreed, validators
from appraisals.models import Account, Appraisal, Note, Overall, Rating


@dataclass
class Row:
    """One objective. `level` and `words` are empty where nothing is rated, or where this person may not see it."""

    term: agreed.Term
    account: str
    evidence: list[Note]
    rating: Rating | None
    words: str
    boxes: dict[str, Any] = field(default_factory=dict)


@dataclass
class Section:
    """A core area or the projects, with its overall and, as a hint beside it, the average of its levels."""

    part: agreed.Part
    rows: list[Row]
    overall: Overall | None
    words: str
    average: Decimal | None
    box: Any = None


@dataclass(frozen=True)
class Sheet:
    """All of it. `rated` of `wanted` are chosen; `terms` marks the objectives that were read."""

    sections: list[Section]
    overall: Overall | None
    words: str
    average: Decimal | None
    rated: int
    wanted: int
    terms: str
    notes: list[Note]

    @property
    def progress(self) -> str:
        """ "23 of 28 rated"."""
        return f"{self.rated} of {self.wanted} rated"


def parts_shown(appraisal: Appraisal, *, on: date) -> list[agreed.Part]:
    """The objectives on the page: of what is released, those that were frozen."""
    if appraisal.current_release is not None:
        return agreed.parts(appraisal.current_release.data["terms"], plan=appraisal.plan)
    return agreed.parts_of(appraisal.contract, on=on)


def sheet(appraisal: Appraisal, user: User, *, on: date) -> Sheet:
    """What `user` may see of it on the day `on`: every row is asked for by who may see it."""
    parts = parts_shown(appraisal, on=on)
    terms = agreed.every_term(parts)
    seen = {"user": user, "on": on}
    accounts = agreed.matched(terms, Account.objects.visible_to(**seen).filter(appraisal=appraisal))
    ratings = agreed.matched(terms, Rating.objects.visible_to(**seen).filter(appraisal=appraisal))
    overalls = {row.part: row for row in Overall.objects.visible_to(**seen).filter(appraisal=appraisal)}
    notes = list(
        Note.objects.visible_to(**seen)
        .filter(contract=appraisal.contract_id)
        .select_related("author", "document")
        .order_by("-dated_on", "-pk")
    )
    evidence = _by_term(terms, notes)
    sections = [_section(appraisal.plan, part, accounts, ratings, overalls, evidence) for part in parts]
    areas = [part for part in parts if part.is_area]
    levels = [row.level for row in ratings.values()]
    overall = overalls.get("")
    chosen = [*levels, *(overalls[part.code].level for part in areas if part.code in overalls)]
    chosen.append(overall.level if overall else None)
    return Sheet(
        sections=sections,
        overall=overall,
        words=validators.level_words(appraisal.plan, overall.level if overall else None),
        average=validators.average(appraisal.plan, levels),
        rated=sum(level is not None for level in chosen),
        wanted=len(terms) + len(areas) + 1,
        terms=agreed.digest(parts),
        notes=[note for note in notes if not any(note in some for some in evidence.values())],
    )


def _by_term(terms: Iterable[agreed.Term], notes: Iterable[Note]) -> dict[str, list[Note]]:
    """The notes about each objective, by its words: they stay with it when an amendment moves it."""
    found: dict[str, list[Note]] = {term.key: [] for term in terms}
    by_words = {(term.part, term.text): term.key for term in terms}
    for note in notes:
        key = by_words.get((note.part, note.text))
        if key is not None:
            found[key].append(note)
    return found


def _section(
    plan: str,
    part: agreed.Part,
    accounts: dict[str, Account],
    ratings: dict[str, Rating],
    overalls: dict[str, Overall],
    evidence: dict[str, list[Note]],
) -> Section:
    rows = []
    for term in part.terms:
        rating, account = ratings.get(term.key), accounts.get(term.key)
        words = validators.level_words(plan, rating.level if rating else None)
        rows.append(Row(term, account.words if account else "", evidence[term.key], rating, words))
    overall = overalls.get(part.code)
    return Section(
        part=part,
        rows=rows,
        overall=overall,
        words=validators.level_words(plan, overall.level if overall else None),
        average=validators.average(plan, [row.rating.level for row in rows if row.rating]),
    )
