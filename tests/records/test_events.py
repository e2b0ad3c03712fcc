"""The chain of events: written in order, and every way to tamper with it is named at its exact place."""

import io
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from accounts.models import User
from law.dated import Source
from law.findings import Finding, Weight
from records import events, triggers
from records.models import Chain, Event
from tests.cast import person

ON = date(2004, 9, 1)


def write(thing: User, words: str, **more) -> Event:
    """An event about a person."""
    return events.record(thing, "change", by=thing, office="Administrator", on=ON, words=words, **more)


@pytest.fixture
def thing(db):
    return person("Ada Subject")


@pytest.fixture
def chain(thing):
    """Five events, and a database that lets itself be tampered with."""
    written = [write(thing, f"Change {number}", facts={"number": number}) for number in range(1, 6)]
    triggers.lift()
    yield written
    triggers.restore()


def tamper(statement: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_events_are_numbered_from_one_without_gaps_and_each_holds_the_hash_before(chain):
    assert [event.number for event in chain] == [1, 2, 3, 4, 5]
    assert chain[0].previous_hash == ""
    assert [event.previous_hash for event in chain[1:]] == [event.hash for event in chain[:-1]]
    assert events.breaks() == []


def test_a_hash_covers_everything_an_event_says(thing):
    event = write(thing, "Said", start="a", end="b", facts={"sum": "1"})
    other = person("Another Person")
    changed = {
        "number": 99,
        "kind": "contract",
        "thing_id": other.pk,
        "verb": "delete",
        "start": "x",
        "end": "y",
        "on": ON - timedelta(days=1),
        "recorded_at": event.recorded_at - timedelta(seconds=1),
        "actor_id": other.pk,
        "actor_name": "Another Person",
        "office": "Auditor",
        "department_id": 1,
        "person_id": other.pk,
        "words": "Unsaid",
        "facts": {"sum": "2"},
        "previous_hash": "0" * 64,
    }
    told = {field.attname for field in Event._meta.concrete_fields} - {"id", "hash"}
    assert set(changed) == told, "a field that no change was tried on"
    for name, value in changed.items():
        kept = getattr(event, name)
        setattr(event, name, value)
        assert events.digest(event) != event.hash, name
        setattr(event, name, kept)
    assert events.digest(event) == event.hash


def test_an_edited_event_is_named(chain):
    tamper("UPDATE records_event SET words = 'Nothing happened' WHERE number = 3")
    assert events.breaks() == ["Event 3 was changed after it was written (Nothing happened)."]


def test_changed_facts_are_named(chain):
    tamper("UPDATE records_event SET facts = '{\"number\": 7}' WHERE number = 2")
    assert events.breaks() == ["Event 2 was changed after it was written (Change 2)."]


def test_a_back_dated_event_is_named(chain):
    tamper("UPDATE records_event SET \"on\" = '2004-06-30' WHERE number = 4")
    assert events.breaks() == ["Event 4 was changed after it was written (Change 4)."]


def test_an_event_edited_together_with_its_hash_betrays_itself_to_the_next(chain):
    event = Event.unscoped.get(number=3)
    event.words = "Nothing happened"
    tamper("UPDATE records_event SET words = %s, hash = %s WHERE number = 3", event.words, events.digest(event))
    assert events.breaks() == ["Event 4 does not follow event 3: the one before was changed."]


def test_a_deleted_event_is_named(chain):
    tamper("DELETE FROM records_event WHERE number = 3")
    assert events.breaks() == ["Event 3 is missing: the next one kept is 4."]


def test_a_deleted_last_event_is_noticed(chain):
    tamper("DELETE FROM records_event WHERE number = 5")
    assert events.breaks() == ["The chain should end with event 5; it ends with event 4."]


def test_a_last_event_replaced_by_another_is_noticed(chain):
    event = Event.unscoped.get(number=5)
    event.words = "Something else"
    tamper("UPDATE records_event SET words = %s, hash = %s WHERE number = 5", event.words, events.digest(event))
    assert events.breaks() == ["Event 5 is not the one that was written last."]


def test_events_in_another_order_are_named(chain):
    tamper("UPDATE records_event SET number = 99 WHERE number = 2")
    tamper("UPDATE records_event SET number = 2 WHERE number = 3")
    tamper("UPDATE records_event SET number = 3 WHERE number = 99")
    found = " ".join(events.breaks())
    assert "Event 2 was changed" in found
    assert "Event 3 was changed" in found


def test_an_inserted_event_is_noticed(chain):
    extra = Event.unscoped.get(number=5)
    extra.pk, extra.number, extra.words, extra.previous_hash = None, 6, "Slipped in", extra.hash
    extra.hash = events.digest(extra)
    extra.save(force_insert=True)
    assert events.breaks() == ["The chain should end with event 5; it ends with event 6."]


def test_verify_records_says_that_all_is_whole_or_names_the_break(chain):
    said = io.StringIO()
    call_command("verify_records", stdout=said)
    assert said.getvalue() == "Whole: 5 events in one chain, 0 kept files unchanged.\n"
    tamper("UPDATE records_event SET words = 'Nothing happened' WHERE number = 3")
    with pytest.raises(CommandError, match="^Event 3 was changed after it was written"):
        call_command("verify_records", stdout=said)


def test_an_event_of_an_act_that_is_rolled_back_leaves_no_gap(thing):
    write(thing, "Kept")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        write(thing, "Not kept")
        _ = 1 / 0
    assert write(thing, "Kept too").number == 2
    assert events.breaks() == []


@pytest.mark.django_db(transaction=True)
def test_no_event_is_written_outside_a_transaction():
    thing = person("Ada Subject")
    with pytest.raises(RuntimeError, match="in the transaction of its act"):
        write(thing, "Alone")
    assert Chain.objects.count() == 0


def test_findings_that_were_open_are_kept_with_the_event(thing):
    source = Source("Somewhere", "May 2004", "guide only")
    event = write(thing, "Done", findings=[Finding("CO-CON-7", "The form should be used.", Weight.FLAGS, source)])
    told = {"code": "CO-CON-7", "words": "The form should be used.", "weight": "Flag", "source": "Somewhere (May 2004)"}
    assert Event.unscoped.get(pk=event.pk).facts == {"findings": [told]}


def test_what_is_told_survives_the_database_letter_by_letter(thing):
    facts = {"amount": "10763.00", "names": ["Zoë", "李", "”"], "nothing": None, "yes": True, "count": 3}
    write(thing, "Wrote “Zoë” — 李", facts=facts)
    assert events.breaks() == []


def test_who_sees_an_event(cast):
    events.record(cast.executive, "add", by=None, office="Job", on=ON, words="About Eve")
    seen = {
        who: Event.objects.visible_to(getattr(cast, who), on=ON).exists()
        for who in ("executive", "reviewer", "personnel_director", "auditor", "administrator", "hr", "stranger")
    }
    assert [who for who, sees in seen.items() if sees] == [
        "executive",
        "reviewer",
        "personnel_director",
        "auditor",
        "administrator",
    ]
