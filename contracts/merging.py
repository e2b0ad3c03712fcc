"""Two people wrote in one draft: putting together what stands now and what was typed, part by part.

The page shows both and offers, beside each part that differs, to take what stands; for lines and projects also to
keep both. Nothing is saved by that: the person looks at the page again and saves.
"""

import re
from datetime import date
from typing import Any

from django.http import QueryDict

from contracts import terms
from contracts.forms import DraftForm
from contracts.models import Contract

TAKE = re.compile(r"(theirs|both) ([a-z_]+)")
"""What the buttons beside a difference send."""


def taking(contract: Contract, data: QueryDict, change: str) -> QueryDict:
    """What was sent, after a button beside a difference: that part as it stands now, or both parts of a list."""
    pressed = TAKE.fullmatch(change)
    if pressed is None:
        return data
    how, part = pressed.groups()
    merged = data.copy()
    lines, projects = terms.written(contract)
    if part in DraftForm.base_fields:
        _put_field(merged, part, DraftForm.stored(contract)[part])
    elif part == terms.PROJECTS:
        _put_rows(merged, part, projects, keep_typed=how == "both")
    elif part in {area.code for area in terms.core_areas(contract.plan)}:
        rows = [{"text": text} for text in lines.get(part, ())]
        _put_rows(merged, f"lines-{part}", rows, keep_typed=how == "both")
    return merged


def _put_field(data: QueryDict, name: str, stands: Any) -> None:
    data.setlist(name, [str(each) for each in stands] if isinstance(stands, list) else [_as_typed(stands)])


def _put_rows(data: QueryDict, prefix: str, rows: list[dict[str, str]], *, keep_typed: bool) -> None:
    """`rows` in place of what was typed; with `keep_typed`, what was typed comes behind them, but nothing twice."""
    pattern = re.compile(rf"{prefix}-(\d{{1,3}})-([a-z]+)")
    typed: dict[int, dict[str, str]] = {}
    for key in list(data):
        if found := pattern.fullmatch(key):
            typed.setdefault(int(found[1]), {})[found[2]] = data.pop(key)[-1]
    own = [typed[number] for number in sorted(typed)] if keep_typed else []
    known = {_words(row) for row in rows}
    for number, row in enumerate([*rows, *(row for row in own if _words(row) not in known)]):
        for name, text in row.items():
            data[f"{prefix}-{number}-{name}"] = text


def _as_typed(stands: Any) -> str:
    return "" if stands is None else stands.isoformat() if isinstance(stands, date) else str(stands)


def _words(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(" ".join(row[name].split()) for name in sorted(row))
