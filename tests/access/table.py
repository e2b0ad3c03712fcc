"""Who gets what at every address of the site: one Row for each URL name. A name without a row fails the suite.

How to add rows: each app has a module `tests/access/<app>_rows.py` that offers `ROWS`, a list of Row. It is
found by its name; nothing has to be registered. An example:

    def complete_draft(cast):
        nomination = workflow.start_nomination(cast.agriculture, ..., by=cast.hr, on=DAY)
        workflow.edit_nomination(nomination, ...)
        return nomination

    ROWS = [
        Row("positions:nominations", page=EVERYBODY, scene=complete_draft, args=[],
            tells=lambda nomination: nomination.position.title, told=DEPARTMENT),
        Row("positions:nomination", page=DEPARTMENT, scene=complete_draft),
        Row("positions:submit", scene=complete_draft, act={"director"}, knows=DEPARTMENT,
            done=lambda nomination: nomination.state == "submitted"),
    ]

What the test does with a row: it builds the scene once, then lets every person of tests/cast.py (by the name
of the attribute: "hr", "other_director", "stranger", …) and somebody signed out ask for the page and post the
act, each from the same scene, and compares what they get:

    GET    who is in `page`                       200
           who is only in `knows`                 `turned_away` (302 with a sentence, unless the row says otherwise)
           everybody else                         404, the same as for a thing that does not exist
           signed out                             302 to the sign-in page
           `page` is None: GET is not served      405 for everybody signed in
    POST   who is in `act`                        `done_status` (302), and `done(thing)` is true afterwards
           who is only in `page` or `knows`       `turned_away`, and `done(thing)` is still false
           everybody else                         404, and `done(thing)` is still false
           signed out                             302 to the sign-in page, and `done(thing)` is still false
           `act` is None: POST is not served      405 for everybody signed in (put @require_safe on the view)

Posting without the token of a form is refused (403) at every row with an `act`; that needs no saying.
Text that only some may read is named in `tells`: it is on the page for `told` and in no answer to anybody else.
"""

import importlib
import pkgutil
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

import tests.access
from tests.cast import Cast

EVERYBODY = frozenset(each.name for each in fields(Cast)) - {"agriculture", "revenue"}
DEPARTMENT = frozenset({"director", "hr"})
"""The director and HR of Agriculture, where every scene plays."""
DEPARTMENT_OFFICES = DEPARTMENT | {"superior"}
"""Everybody who holds an office in Agriculture."""
STATE = frozenset({"reviewer", "personnel_director", "auditor"})
"""The offices that see every department. The administrator is not among them."""
NOBODY: frozenset[str] = frozenset()

DAY = date(2004, 9, 1)
"""The day on which rows are tried, unless they say another."""


def _the_cast(cast: Cast) -> Any:
    return cast.agriculture


@dataclass(frozen=True)
class Row:
    """One address: its URL name, and who gets what there. See the text above.

    `scene(cast)` makes what the address is about, with acts of the workflow, and returns it (by default the
    department of Agriculture). `args` are the parts of the address: a list, or a function of the thing; by
    default its primary key. `query` is added behind the address. `data` is what is posted: a dict, or a
    function of the thing. `done(thing)` is asked with the thing read afresh from the database. `day` is the
    legal day. `signed_out` is for the few addresses that need no sign-in: what GET and POST then give to
    somebody signed out.
    """

    name: str
    page: Collection[str] | None = None
    act: Collection[str] | None = None
    knows: Collection[str] = NOBODY
    scene: Callable[[Cast], Any] = _the_cast
    args: list[Any] | Callable[[Any], list[Any]] = field(default_factory=lambda: lambda thing: [thing.pk])
    query: str = ""
    data: dict[str, Any] | Callable[[Any], dict[str, Any]] = field(default_factory=dict)
    done: Callable[[Any], bool] | None = None
    page_status: int = 200
    done_status: int = 302
    turned_away: int = 302
    tells: str | Callable[[Any], str] = ""
    told: Collection[str] = NOBODY
    day: date = DAY
    signed_out: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        strange = {*(self.page or ()), *(self.act or ()), *self.knows, *self.told} - EVERYBODY
        if strange:
            raise ValueError(f"{self.name}: nobody of the cast is called {', '.join(sorted(strange))}.")
        if self.act and self.done is None and self.done_status == 302 and self.signed_out is None:
            raise ValueError(f"{self.name}: say by `done` how one sees that the act was done.")

    def of(self, part: str, thing: Any) -> Any:
        """A part of the row that may be a function of the thing."""
        value = getattr(self, part)
        return value(thing) if callable(value) else value


def rows() -> list[Row]:
    """Every row of every app."""
    found: list[Row] = []
    for module in pkgutil.iter_modules(tests.access.__path__):
        if module.name.endswith("_rows"):
            found += importlib.import_module(f"tests.access.{module.name}").ROWS
    return found
