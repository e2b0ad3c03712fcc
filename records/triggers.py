"""Rows that the database itself refuses to change or delete, on SQLite and on PostgreSQL.

A migration calls `append_only(table)` or `frozen_when(table, condition)` in its operations. What
is registered here is what `lift` and `restore` know, which only emptying a test database uses.
"""

from django.db import connections
from django.db.migrations.operations import RunPython

_REGISTERED: dict[str, tuple[str, str]] = {}  # trigger name -> (table, condition on OLD)

_FUNCTION = """
CREATE OR REPLACE FUNCTION ses_refuse() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'records: % of a kept row in % is refused', TG_OP, TG_TABLE_NAME; END;
$$ LANGUAGE plpgsql
"""


def append_only(table: str) -> RunPython:
    """A migration operation: no row of `table` can be updated or deleted."""
    return frozen_when(table, "")


def frozen_when(table: str, condition: str, *, name: str = "") -> RunPython:
    """A migration operation: a row of `table` for which `condition` (SQL on OLD) holds cannot be updated or deleted."""
    trigger = name or f"{table}_kept"
    _REGISTERED[trigger] = (table, condition)

    def forwards(apps, schema_editor):
        _create(schema_editor.connection, trigger)

    def backwards(apps, schema_editor):
        _drop(schema_editor.connection, trigger)

    return RunPython(forwards, backwards)


def _create(connection, trigger: str) -> None:
    table, condition = _REGISTERED[trigger]
    when = f"WHEN ({condition})" if condition else ""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
            cursor.execute(
                f"CREATE TRIGGER {trigger} BEFORE UPDATE OR DELETE ON {table} "
                f"FOR EACH ROW {when} EXECUTE FUNCTION ses_refuse()"
            )
            return
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
            return
        for act in ("update", "delete"):
            cursor.execute(f"DROP TRIGGER IF EXISTS {trigger}_{act}")


def lift(connection=None) -> None:
    """Drop every registered trigger: only for emptying a test database."""
    for trigger in _REGISTERED:
        _drop(connection or connections["default"], trigger)


def restore(connection=None) -> None:
    """Create every registered trigger again."""
    for trigger in _REGISTERED:
        _create(connection or connections["default"], trigger)
