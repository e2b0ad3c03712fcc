"""The database itself refuses to change what is kept, on SQLite and on PostgreSQL, also after migrations."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from records import events, files, triggers
from records.models import Document, Event
from tests.cast import person

ON = date(2004, 9, 1)


def present() -> set[str]:
    """The names of the triggers in the database."""
    listed = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(listed)
        return {name for (name,) in cursor.fetchall()}


def expected() -> set[str]:
    """The names that every registered rule leaves there."""
    return triggers.expected(vendor=connection.vendor)


@pytest.fixture
def kept(db):
    """An event and a document."""
    writer = person("Wanda Writer")
    events.record(writer, "add", by=writer, office="Administrator", on=ON, words="Entered")
    files.store(b"text", name="a.txt", content_type=files.TEXT, purpose="x", by=writer)


def test_every_rule_that_a_migration_asked_for_is_in_the_database(db):
    assert {"records_event_kept", "records_document_kept"} <= set(triggers._REGISTERED)
    assert expected() <= present()


@pytest.mark.parametrize("model", [Event, Document])
@pytest.mark.parametrize("act", ["update", "delete", "save", "bulk update"])
def test_what_is_kept_is_neither_changed_nor_deleted(kept, model, act):
    row = model.unscoped.get()
    acts = {
        "update": lambda: model.unscoped.update(**{"words" if model is Event else "name": "Something else"}),
        "delete": lambda: model.unscoped.all()._raw_delete("default"),
        "save": row.save,
        "bulk update": lambda: model.unscoped.bulk_update([row], ["words" if model is Event else "name"]),
    }
    with pytest.raises(DatabaseError, match="of a kept row in"), transaction.atomic():
        acts[act]()
    assert model.unscoped.get() == row


def test_new_rows_are_taken(kept):
    writer = person("Nora Newcomer")
    events.record(writer, "add", by=writer, office="Administrator", on=ON, words="Entered too")
    assert Event.unscoped.count() == 2


def test_the_rules_stand_again_after_they_were_lifted(kept):
    triggers.lift()
    assert not expected() & present()
    triggers.restore()
    assert expected() <= present()
    with pytest.raises(DatabaseError), transaction.atomic():
        Event.unscoped.update(words="Something else")


def test_migrating_puts_a_lost_rule_back(kept):
    triggers.lift()
    call_command("migrate", verbosity=0)
    assert expected() <= present()
