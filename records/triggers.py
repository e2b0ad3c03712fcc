"""Rows that the database itself refuses to change or delete, on SQLite and on PostgreSQL.

A migration calls `append_only(table)`, `frozen_when(table, condition)` or, for rows that must never come to be,
`refused_when(table, condition)` in its operations. What is registered here is also put back after every
`migrate`: on SQLite a table that gets a new column is made anew, and its triggers are gone with the old one.
"""

from dataclasses import dataclass

from django.db import connections
from django.db.migrations.operations import RunPython


@dataclass(frozen=True)
class Rule:
    """What is refused: these acts on a row of `table` for which `condition` (SQL on OLD and NEW) holds.

    `words` is what the database says then, in place of the usual sentence.
    """

    table: str
    condition: str
    acts: tuple[str, ...]
    words: str = ""

    def names(self, trigger: str, *, vendor: str) -> list[str]:
        """What the database calls the triggers of this rule."""
        if vendor == "postgresql":
            return [trigger, *([f"{trigger}_whole"] if DELETE in self.acts else [])]
        return [f"{trigger}_{act.lower()}" for act in self.acts]

    def quoted(self, act: str) -> str:
        """What the database says when it refuses, as SQL writes words."""
        return f"'{self.words.replace(chr(39), chr(39) * 2) or f'{act} of a kept row in {self.table} is refused'}'"


INSERT, UPDATE, DELETE = "INSERT", "UPDATE", "DELETE"

_REGISTERED: dict[str, Rule] = {}  # by the name of its trigger

_FUNCTION = """
CREATE OR REPLACE FUNCTION {trigger}() RETURNS trigger AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        RAISE EXCEPTION 'records: TRUNCATE of {table}, which has kept rows, is refused';
    END IF;
    IF {condition} THEN
        RAISE EXCEPTION 'records: %', {words};
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
    return _operation(name or f"{table}_kept", Rule(table, condition, (UPDATE, DELETE)))


def never_deleted(table: str) -> RunPython:
    """A migration operation: no row of `table` can be deleted."""
    return _operation(f"{table}_stays", Rule(table, "", (DELETE,)))


def refused_when(table: str, condition: str, words: str = "", *, name: str = "") -> RunPython:
    """A migration operation: no row for which `condition` (SQL on NEW) holds can be added, or made of another one.

    `words` is what the database says then.
    """
    return _operation(name or f"{table}_refused", Rule(table, condition, (INSERT, UPDATE), words))


def not_added_when(table: str, condition: str) -> RunPython:
    """A migration operation: no row for which `condition` (SQL on NEW) holds can be added."""
    return _operation(f"{table}_added", Rule(table, condition, (INSERT,)))


def unchanged_when(table: str, condition: str) -> RunPython:
    """A migration operation: a row cannot be updated when `condition` (SQL on OLD and NEW) holds."""
    return _operation(f"{table}_unchanged", Rule(table, condition, (UPDATE,)))


def expected(*, vendor: str) -> set[str]:
    """The names of all triggers that are to be in a database of this kind."""
    return {name for trigger, rule in _REGISTERED.items() for name in rule.names(trigger, vendor=vendor)}


def _operation(trigger: str, rule: Rule) -> RunPython:
    _REGISTERED[trigger] = rule

    def forwards(apps, schema_editor):
        # SQLite cannot make a table anew while a trigger looks at it: there they come after the last migration.
        if schema_editor.connection.vendor != "sqlite":
            _create(schema_editor.connection, trigger)

    def backwards(apps, schema_editor):
        _drop(schema_editor.connection, trigger)

    return RunPython(forwards, backwards)


def _create(connection, trigger: str) -> None:
    rule = _REGISTERED[trigger]
    table = rule.table
    _drop(connection, trigger)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            condition, words = rule.condition or "TRUE", rule.quoted("'|| TG_OP ||'")
            cursor.execute(_FUNCTION.format(trigger=trigger, table=table, condition=condition, words=words))
            acts = " OR ".join(rule.acts)
            cursor.execute(
                f"CREATE TRIGGER {trigger} BEFORE {acts} ON {table} FOR EACH ROW EXECUTE FUNCTION {trigger}()"
            )
            if DELETE in rule.acts:
                cursor.execute(
                    f"CREATE TRIGGER {trigger}_whole BEFORE TRUNCATE ON {table} "
                    f"FOR EACH STATEMENT EXECUTE FUNCTION {trigger}()"
                )
            return
        when = f"WHEN ({rule.condition})" if rule.condition else ""
        for act in rule.acts:
            cursor.execute(
                f"CREATE TRIGGER {trigger}_{act.lower()} BEFORE {act} ON {table} FOR EACH ROW {when} "
                f"BEGIN SELECT RAISE(ABORT, 'records: {rule.quoted(act)[1:]}); END"
            )


def _drop(connection, trigger: str) -> None:
    rule = _REGISTERED[trigger]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for name in rule.names(trigger, vendor=connection.vendor):
                cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {rule.table}")
            cursor.execute(f"DROP FUNCTION IF EXISTS {trigger}()")
            return
        for name in rule.names(trigger, vendor=connection.vendor):
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


def lift(connection=None) -> None:
    """Drop every registered trigger: only while tables are made anew, or a test database is emptied."""
    for trigger in _REGISTERED:
        _drop(connection or connections["default"], trigger)


def restore(connection=None) -> None:
    """Create every registered trigger whose table exists."""
    connection = connection or connections["default"]
    tables = set(connection.introspection.table_names())
    for trigger, rule in _REGISTERED.items():
        if rule.table in tables:
            _create(connection, trigger)


def lift_for_migrations(*, using: str, plan: list, **_told) -> None:
    """Before migrations run. SQLite cannot make a table anew while a trigger of another table looks at it."""
    if plan and connections[using].vendor == "sqlite":
        lift(connections[using])


def restore_after_migrations(*, using: str, **_told) -> None:
    """After migrations ran, and whenever `migrate` had nothing to do."""
    restore(connections[using])
