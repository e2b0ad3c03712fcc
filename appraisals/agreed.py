"""The terms that a contract is appraised on: those in force, amendments included, line by line."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

import law
from contracts import amendments, terms
from contracts.models import Contract


@dataclass(frozen=True)
class Term:
    """One objective: in which part (a core area, or the projects), at which place, its words, the results agreed."""

    part: str
    place: int
    text: str
    results: str = ""

    @property
    def key(self) -> str:
        """What it is called in an address or a form: "customers-1"."""
        return f"{self.part}-{self.place}"


@dataclass(frozen=True)
class Part:
    """A core area, or the special projects, with its objectives. Only a core area has an overall of its own."""

    code: str
    title: str
    terms: tuple[Term, ...]

    @property
    def is_area(self) -> bool:
        """Whether it has an overall: the rating of a special project is its own."""
        return self.code != terms.PROJECTS


class Line(Protocol):
    """A row that is about one objective."""

    part: str
    place: int
    text: str


def in_force(contract: Contract, *, on: date) -> Mapping[str, Any]:
    """The terms in force on the day `on`: those that were signed, as amended until then."""
    return amendments.terms_in_force(contract, on=on)


def appraised_terms(contract: Contract, *, on: date) -> Mapping[str, Any]:
    """The terms that are appraised on the day `on`; after the term, those of its last day."""
    return in_force(contract, on=min(on, contract.ends_on))


def parts_of(contract: Contract, *, on: date) -> list[Part]:
    """The objectives that this contract is appraised on, on the day `on`."""
    return parts(appraised_terms(contract, on=on), plan=contract.plan)


def parts(agreed: Mapping[str, Any], *, plan: str) -> list[Part]:
    """The objectives of these terms in the order of the form, special projects last."""
    found = [
        Part(
            area["code"],
            area["title"],
            tuple(Term(area["code"], place, text) for place, text in enumerate(area["lines"], start=1)),
        )
        for area in agreed["areas"]
    ]
    projects = tuple(
        Term(terms.PROJECTS, place, project["objective"], project.get("results") or "")
        for place, project in enumerate(agreed["projects"], start=1)
    )
    if projects:
        found.append(Part(terms.PROJECTS, law.plan(plan).form1.PROJECTS_TITLE, projects))
    return found


def every_term(parts: Iterable[Part]) -> list[Term]:
    """Every objective, in the order of the form."""
    return [term for part in parts for term in part.terms]


def digest(parts: Iterable[Part]) -> str:
    """A mark of these objectives: another one, when an amendment changed them since a page was opened."""
    told = "\x1e".join(f"{term.key}\x1f{term.text}\x1f{term.results}" for term in every_term(parts))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def matched(terms: Sequence[Term], rows: Iterable[Any]) -> dict[str, Any]:
    """Rows by the key of the objective they are about, found by its words: an amendment may have moved it."""
    waiting = sorted(rows, key=lambda row: (row.part, row.place))
    found: dict[str, Any] = {}
    for same_place in (True, False):
        for term in terms:
            if term.key in found:
                continue
            row = next((row for row in waiting if _is_about(row, term, same_place=same_place)), None)
            if row is not None:
                found[term.key] = row
                waiting.remove(row)
    return found


def _is_about(row: Line, term: Term, *, same_place: bool) -> bool:
    return (row.part, row.text) == (term.part, term.text) and (not same_place or row.place == term.place)
