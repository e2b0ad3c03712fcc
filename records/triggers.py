"""Rows that the database itself refuses to change or delete, on SQLite and on PostgreSQL.

A migration calls `append_only(table)` or `frozen_when(table, condition)` in its operations. What is registered here
is also put back after every `migrate`: on SQLite a table that gets a new column is made anew, and its
triggers are gone with the old one.
"""

from django.db import connections
from django.db.migrations.operations import RunPython

_REGISTERED: dict[str, tuple[str, str]] = {}  # trigger name -> (table, condition on OLD)

_FUNCTION = """
CREATE OR REPLACE FUNCTION {trigger}() RETURNS trigger AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        RAISE EXCEPTION 'records: TRUNCATE of {table}, which has kept rows, is refused';
    END IF;
    IF {condition} THEN
        RAISE EXCEPTION 'records: % of a kept row in {table} is refused', TG_OP;
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END;
$$ LANGUAGE plpgsql
"""


def append_only(table: str) -> RunPython:
    """A migration operation: no row of `table` can be updated or deleted."""
    return frozen_when(table, "")


def frozen_when(table: str, condition: str, *, name: str = "") -> RunPython:
    """A migration operation: a row of `table` for which `condition` (SQL on OLD) holds cannot be updated or deleted.

    The condition may look at other tables.
    """
    trigger = name or f"{table}_kept"
    _REGISTERED[trigger] = (table, condition)

    def forwards(apps, schema_editor):
        _create(schema_editor.connection, trigger)

    def backwards(apps, schema_editor):
        _drop(schema_editor.connection, trigger)

    return RunPython(forwards, backwards)


def _create(connection, trigger: str) -> None:
    table, condition = _REGISTERED[trigger]
    _drop(connection, trigger)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTION.format(trigger=trigger, table=table, condition=condition or "TRUE"))
            cursor.execute(
                f"CREATE TRIGGER {trigger} BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {trigger}()"
            )
            cursor.execute(
                f"CREATE TRIGGER {trigger}_whole BEFORE TRUNCATE ON {table} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION {trigger}()"
            )
            return
        when = f"WHEN ({condition})" if condition else ""
        for act in ("UPDATE", "DELETE"):
            cursor.execute(
                f"CREATE TRIGGER {trigger}_{act.lower()} BEFORE {act} ON {table} FOR EACH ROW {when} "
                f"BEGIN SELECT RAISE(ABORT, 'records: {act} of a kept row in {table} is refused'); END"
            )


def _drop(connection, trigger: str) -> None:
    table, _condition = _REGISTERED[trigger]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"DROP TRIGGER IF EXISTS {trigger} ON {table}")
            cursor.execute(f"DROP TRIGGER IF EXISTS {trigger}_whole ON {table}")
            cursor.execute(f"DROP FUNCTION IF EXISTS {trigger}()")
            return
        for act in ("update", "delete"):
            cursor.execute(f"DROP TRIGGER IF EXISTS {trigger}_{act}")


def lift(connection=None) -> None:
    """Drop every registered trigger: only while tables are made anew, or a test database is emptied."""
    for trigger in _REGISTERED:
        _drop(connection or connections["default"], trigger)


def restore(connection=None) -> None:
    """Create every registered trigger whose table exists."""
    connection = connection or connections["default"]
    tables = set(connection.introspection.table_names())
    for trigger, (table, _condition) in _REGISTERED.items():
        if table in tables:
            _create(connection, trigger)


def lift_for_migrations(*, using: str, plan: list, **_told) -> None:
    """Before migrations run. SQLite cannot make a table anew while a trigger of another table looks at it."""
    if plan and connections[using].vendor == "sqlite":
        lift(connections[using])


def restore_after_migrations(*, using: str, **_told) -> None:
    """After migrations ran, and whenever `migrate` had nothing to do."""
    restore(connections[using])
