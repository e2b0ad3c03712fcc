"""Data for measuring: the same rows every time, a whole chain of events, and lists that cost the same at any size."""

import os
import sqlite3
import subprocess
import sys
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Membership, User
from contracts.models import Contract, ContractCopy
from positions.models import Incumbency, Nomination, Placement, Position
from records import events
from records.models import Event
from ses_admin.demonstration import scale

TODAY = date(2026, 11, 22)
ANOTHER_DAY = "?as_of=2026-08-01"
LISTS = (
    ("positions:positions", ""),
    ("positions:positions", ANOTHER_DAY),
    ("positions:nominations", ""),
    ("positions:nominations", ANOTHER_DAY),
    ("contracts:contracts", ""),
    ("positions:departments", ""),
    ("positions:departments", ANOTHER_DAY),
)
STATEWIDE = (
    ("positions:places", ""),
    ("positions:places", ANOTHER_DAY),
    ("positions:what_if", ""),
    ("positions:what_if", "?fte=agriculture,2026,99.9&more=agriculture,2,2027-01-01"),
)


def built(positions: int) -> None:
    """Build the data to their end."""
    for _so_far in scale.build(positions=positions, today=TODAY):
        pass


def manage(database: Path, *command: str) -> None:
    """Run manage.py in a process of its own, on a database of its own."""
    environment = {
        **os.environ,
        "SES_MODE": "demonstration",
        "SES_TODAY": TODAY.isoformat(),
        "DATA_DIR": str(database.parent),
        "DATABASE_URL": f"sqlite:///{database}",
        "REDIS_URL": "",
        "DJANGO_SETTINGS_MODULE": "ses_admin.settings",
    }
    subprocess.run([sys.executable, "manage.py", *command], cwd=settings.BASE_DIR, env=environment, check=True)


def rows(database: Path) -> list[str]:
    """Every row of a database, table by table."""
    with sqlite3.connect(database) as connection:
        inserted = (line for line in connection.iterdump() if line.startswith("INSERT"))
        return [line for line in inserted if "django_migrations" not in line]


def test_the_same_number_gives_the_same_rows_in_two_databases(tmp_path):
    once, again = tmp_path / "once.sqlite3", tmp_path / "again.sqlite3"
    for database in (once, again):
        manage(database, "migrate", "--verbosity", "0")
        manage(database, "demo", "--scale", "40")
    assert rows(once) == rows(again)
    manage(once, "verify_records")


def test_every_position_is_in_the_ses_with_ten_years_of_contracts(db):
    built(40)
    in_ses = Position.unscoped.in_ses(TODAY)
    assert in_ses.count() == 40
    assert Placement.unscoped.in_force(TODAY).count() == 40
    assert Nomination.unscoped.unfinished().count() == 8
    first = in_ses.order_by("pk").first()
    years = Contract.unscoped.filter(position=first).values_list("starts_on", flat=True).order_by("starts_on")
    assert list(years) == [date(year, 7, 1) for year in range(2017, 2027)]
    assert Incumbency.unscoped.filter(position=first).count() > 1
    signed = Contract.unscoped.filter(state="signed")
    assert ContractCopy.unscoped.count() == signed.count()
    assert not signed.filter(brought_over="").exists()
    assert set(Contract.unscoped.exclude(state="signed").values_list("state", flat=True)) == {"draft"}


def test_every_thing_brought_over_has_its_event_in_a_whole_chain(db):
    built(40)
    assert events.breaks() == []
    for model in (Nomination, Incumbency, Contract, ContractCopy):
        told = Event.unscoped.filter(kind=model.kind).values_list("thing_id", flat=True)
        assert set(told) == set(model.unscoped.values_list("pk", flat=True)), model


def test_an_act_after_the_bulk_goes_on_in_the_same_chain(db):
    built(10)
    last = Event.unscoped.order_by("-number").first()
    contract = Contract.unscoped.order_by("pk").first()
    event = events.record(contract, "seal", by=None, office="Job", on=TODAY, words="Sealed")
    assert (event.number, event.previous_hash) == (last.number + 1, last.hash)
    assert events.breaks() == []


def test_events_in_bulk_are_written_in_a_transaction_only(transactional_db):
    with pytest.raises(RuntimeError, match="in the transaction of its act"):
        events.record_all([])


def statements_of_lists(client, connection) -> dict[tuple[str, str, str], int]:
    """SQL statements of each list that has a row for DPA/DHR, for a department's HR and for an executive.

    The first answer to a person does not count; nor does an empty list, which can save a statement.
    """
    counted = {}
    people = {office: Membership.unscoped.filter(office=office).first().user for office in ("reviewer", "hr")}
    people["employee"] = User.objects.filter(contracts__isnull=False).order_by("pk").first()
    for office, user in people.items():
        client.force_login(user)
        for name, query in (*LISTS, *(STATEWIDE if office == "reviewer" else ())):
            client.get(reverse(name) + query)
            with CaptureQueriesContext(connection) as queries:
                page = client.get(reverse(name) + query)
            assert page.status_code == 200
            if b"<tbody" in page.content:
                counted[office, name, query] = len(queries)
    return counted


def test_lists_take_as_many_statements_at_200_positions_as_at_10(client, db, settings):
    from django.db import connection

    settings.TRAINING_DAY = TODAY
    counted = []
    for positions in (10, 200):
        with transaction.atomic():
            built(positions)
            counted.append(statements_of_lists(client, connection))
            transaction.set_rollback(True)
        client.logout()
    few, many = counted
    pages = {("reviewer", *page) for page in (*LISTS, *STATEWIDE)}
    assert pages | {("employee", "contracts:contracts", "")} <= few.keys()
    assert few == {key: number for key, number in many.items() if key in few}
    assert max(number for (_office, *page), number in many.items() if tuple(page) in LISTS) <= 12
    assert max(number for (_office, *page), number in many.items() if tuple(page) in STATEWIDE) <= 15


def test_many_positions_are_never_put_into_production(db, settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="never put into a production database"):
        call_command("demo", "--scale", "10", stdout=StringIO())
    assert not Position.unscoped.exists()


@pytest.mark.parametrize("number", ["0", "-3", "many", "2.5"])
def test_the_number_of_positions_is_a_whole_number_above_zero(number):
    with pytest.raises(CommandError, match="1 or more"):
        call_command("demo", f"--scale={number}", stdout=StringIO())


def test_ten_years_need_a_law_that_is_ten_years_old(db, settings):
    settings.TRAINING_DAY = date(2009, 9, 1)
    with pytest.raises(CommandError, match="Choose a later training day"):
        call_command("demo", "--scale", "10", stdout=StringIO())
    assert not User.objects.exists()
