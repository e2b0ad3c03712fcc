"""Many rows in one statement: written as one by one, told by their keys, and never cut."""

from datetime import UTC, date, datetime

import pytest
from django.db import DataError, connection, transaction

from accounts.models import Department
from law import DEFAULT_PLAN
from positions.models import Flag
from records import events, together
from records.models import Event
from tests.cast import person

pytestmark = pytest.mark.django_db

MOMENT = datetime(2005, 6, 30, 23, 59, 59, 123456, tzinfo=UTC)
WORDS = 'An \U0001f4c4 of Dana O\u2019Neil, "Director"\\nof Parks'


@pytest.fixture
def thing(db):
    return person("Ada Subject")


def unwritten(thing, **changed) -> Event:
    told = {"by": None, "office": "Nightly job", "on": date(2005, 7, 1), "words": WORDS, "recorded_at": MOMENT}
    facts = {"words": WORDS, "number": 3, "truth": True, "nothing": None, "list": [1, "2"]}
    return events.unwritten(thing, "propose", **{**told, "facts": facts, **changed})


def flag(department: Department, thing: int, **changed) -> Flag:
    given = {"duty": "notice", "rule": "CO-REM-3", "thing_kind": "appointment", "thing_id": thing, "words": "x"}
    days = dict.fromkeys(("opens_on", "due_on", "raised_on"), date(2005, 4, 30))
    return Flag(plan=DEFAULT_PLAN, department=department, about="x", consequence="x", owed_by="hr", **given, **days)


def test_events_written_together_say_what_they_said_and_the_chain_is_whole(thing):
    written = unwritten(thing)
    events.record_all([written, unwritten(thing)], at_once=2)
    kept = Event.unscoped.order_by("number").first()
    assert (kept.recorded_at, kept.words, kept.facts) == (MOMENT, WORDS, written.facts)
    assert events.breaks() == []


def test_keys_of_new_rows_are_told_beside_what_tells_them_apart(cast):
    told = dict(together.insert([flag(cast.revenue, 7), flag(cast.revenue, 8)], told=["thing_id", "id"]))
    assert told == dict(Flag.unscoped.values_list("thing_id", "pk"))
    assert together.insert([], told=["id"]) == []


def test_words_that_are_too_long_are_never_cut(cast):
    """PostgreSQL refuses them; SQLite keeps words of any length."""
    row = flag(cast.revenue, 7)
    row.about = "x" * 251
    try:
        with transaction.atomic():
            together.insert([row])
    except DataError:
        assert connection.vendor == "postgresql" and not Flag.unscoped.exists()
    else:
        assert connection.vendor == "sqlite" and Flag.unscoped.get().about == row.about
