"""Measuring pages in this process: SQL statements, size, and time against the reference page."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection
from django.test import Client

from accounts.models import User
from benchmarks.measuring.installation import LARGE, SMALL, Installation
from benchmarks.measuring.people import Scene
from benchmarks.measuring.reference import resemble
from benchmarks.measuring.rows import Row, broken
from benchmarks.measuring.timing import compare, milliseconds

MOST_TIMES = 6.0
TIMES = 21
ITS_OWN = 3
"""The reference page is signed in and has a frame, so it reads session, person and offices itself."""
SHOWN = re.compile(r" LIMIT 25( OFFSET \d+)?$")
"""How the SELECT of the rows that a list shows ends."""


@dataclass(frozen=True)
class Answer:
    """What came back for one request: its text, and every statement it took with its parameters."""

    status: int
    html: str
    statements: list[tuple[str, tuple]]

    @property
    def is_page(self) -> bool:
        """Whether it is a whole page."""
        return self.status == 200 and "</html>" in self.html


Key = tuple[int, str]
"""The number of a scene, and the office that asks."""


class SignedIn:
    """Somebody signed in to the site, in the database in use."""

    def __init__(self, user: User) -> None:
        self.client = Client(SERVER_NAME="localhost", raise_request_exception=False)
        self.client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")

    def get(self, url: str) -> Answer:
        """Ask for a page and note the statements."""
        with statements() as noted:
            response = self.client.get(url)
        return Answer(response.status_code, response.content.decode(), noted)

    @property
    def cookies(self) -> str:
        """The Cookie header of this sign-in."""
        return "; ".join(f"{each.key}={each.value}" for each in self.client.cookies.values())


@contextmanager
def statements() -> Iterator[list[tuple[str, tuple]]]:
    """Every statement sent to the database meanwhile, with its parameters."""
    noted: list[tuple[str, tuple]] = []

    def note(execute, sql, parameters, many, context):
        noted.append((sql, parameters))
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(note):
        yield noted


@dataclass(frozen=True)
class Page:
    """A page to be measured: who asks for it (the first of `offices` is timed), and what it must keep.

    Each of `scenes` gives where it is and who asks, in the database in use: the first is timed, and all must take as
    many statements. With `is_list` the reference reads the rows that are shown, with their one SELECT; without, all
    that the page reads.
    """

    name: str
    what: str
    offices: tuple[str, ...]
    scenes: tuple[Callable[[], Scene], ...]
    most_statements: int
    most_bytes: int | None = None
    is_list: bool = False

    @property
    def bound(self) -> str:
        """What is to be reached, in words."""
        size = f", ≤ {self.most_bytes // 1000} KB" if self.most_bytes else ""
        return f"≤ {self.most_statements} SQL, same at both{size}, ≤ {MOST_TIMES:.0f} ×"


@dataclass(frozen=True)
class Timed:
    """The page and its reference, in seconds, and the size of the page in bytes."""

    page: float
    reference: float
    size: int


def measure_pages(installation: Installation, pages: Iterable[Page]) -> list[Row]:
    """A row for each page: statements in both databases, time and size in the large one."""
    pages = list(pages)
    with installation.using(SMALL):
        small = {page.name: _asked(page) for page in pages}
    with installation.using(LARGE):
        return [_measured(page, small[page.name]) for page in pages]


def _measured(page: Page, small: dict[Key, Answer]) -> Row:
    large = _asked(page)
    answers = {f"{office} at {SMALL}": each for (_scene, office), each in small.items()}
    answers |= {f"{office} at {LARGE:,}": each for (_scene, office), each in large.items()}
    if failed := [f"{who}: answered {each.status}" for who, each in answers.items() if not each.is_page]:
        return broken(page.name, page.what, page.bound, "; ".join(failed))
    return _row(page, small, large, _timed(page, large[0, page.offices[0]]))


def _asked(page: Page) -> dict[Key, Answer]:
    """The second answer to each office in each scene: the first one also fills what is kept for later."""
    found = {}
    for number, scene in enumerate(make() for make in page.scenes):
        for office in page.offices:
            person = SignedIn(scene.people[office])
            person.get(scene.url)
            found[number, office] = person.get(scene.url)
    return found


def _timed(page: Page, answer: Answer) -> Timed:
    scene = page.scenes[0]()
    person, url = SignedIn(scene.people[page.offices[0]]), scene.url
    read = [statement for statement in answer.statements if statement[0].startswith("SELECT")][ITS_OWN:]
    if page.is_list:
        read = [statement for statement in read if SHOWN.search(statement[0])]
    resemble(statements=read, html=answer.html)
    took, reference = compare(lambda: person.client.get(url), lambda: person.client.get("/reference/"), times=TIMES)
    return Timed(took, reference, len(answer.html.encode()))


def _row(page: Page, small: dict[Key, Answer], large: dict[Key, Answer], timed: Timed) -> Row:
    ratio = timed.page / timed.reference
    misses = []
    for office in page.offices:
        few = {len(each.statements) for (_scene, who), each in small.items() if who == office}
        many = {len(each.statements) for (_scene, who), each in large.items() if who == office}
        if len(few | many) > 1:
            misses.append(f"{_words(few)} SQL at {SMALL} and {_words(many)} at {LARGE:,} for {office}")
        if max(few | many) > page.most_statements:
            misses.append(f"{max(few | many)} SQL for {office}")
    if page.most_bytes and timed.size > page.most_bytes:
        misses.append(f"{timed.size:,} bytes")
    if ratio > MOST_TIMES:
        misses.append(f"{ratio:.1f} times the reference")
    return Row(
        page.name,
        page.what,
        f"{milliseconds(timed.page)}, {timed.size / 1000:.0f} KB",
        milliseconds(timed.reference),
        ratio,
        max(len(each.statements) for each in small.values()),
        max(len(each.statements) for each in large.values()),
        page.bound,
        tuple(misses),
    )


def _words(counts: set[int]) -> str:
    return " or ".join(str(each) for each in sorted(counts))
