"""Many rows written in one statement, however many: they travel as one JSON value, and the database takes them apart.

For rows that nobody writes by hand and that have no signals: flags, reminders, the events and removals of a night.
Inside a transaction.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Model


def insert(rows: Sequence[Model], *, told: Sequence[str] = ()) -> list[tuple[Any, ...]]:
    """Write new rows of one model. Their keys are the database's. The fields `told` of each row, in no order."""
    if not rows:
        return []
    meta = rows[0]._meta
    fields = [field for field in meta.local_concrete_fields if not field.primary_key]
    taken = ", ".join(_taken(place, field) for place, field in enumerate(fields))
    columns = ", ".join(_name(field.column) for field in fields)
    values = [[getattr(row, field.attname) for field in fields] for row in rows]
    table = _name(meta.db_table)
    columns_told = {field.name: field.column for field in meta.local_concrete_fields}
    asked = ", ".join(_name(columns_told[name]) for name in told)
    returning = f" RETURNING {asked}" if asked else ""
    statement = f"INSERT INTO {table} ({columns}) SELECT {taken} FROM {_source()}{returning}"  # noqa: S608 (as below)
    return _run(statement, values)


def update(rows: Sequence[Model], names: Sequence[str]) -> None:
    """Write the fields `names` of rows of one model that are there already."""
    if not rows:
        return
    meta = rows[0]._meta
    fields: list[Any] = [meta.pk, *(meta.get_field(name) for name in names)]
    key, *changed = (_taken(place, field) for place, field in enumerate(fields))
    sets = ", ".join(f"{_name(field.column)} = {taken}" for field, taken in zip(fields[1:], changed, strict=True))
    table = _name(meta.db_table)
    values = [[getattr(row, field.attname) for field in fields] for row in rows]
    where = f"{table}.{_name(meta.pk.column)} = {key}"
    _run(f"UPDATE {table} SET {sets} FROM {_source()} WHERE {where}", values)  # noqa: S608 (names of columns)


def _run(statement: str, values: list[list[Any]]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [json.dumps(values, default=_as_text)])
        return list(cursor.fetchall()) if cursor.description else []


def _as_text(value: Any) -> str:
    """A day, a moment to the microsecond, or an amount, as the database writes it."""
    return str(connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value)


def _source() -> str:
    function = "json_array_elements(%s::json)" if connection.vendor == "postgresql" else "json_each(%s)"
    return f"{function} AS given" if connection.vendor == "sqlite" else f"{function} AS given(value)"


def _taken(place: int, field: Any) -> str:
    if connection.vendor == "postgresql":
        taken = f"(given.value->>{place})"
        # Words are not cast: a cast would cut what is too long for the column, where the database should refuse it.
        is_words = field.get_internal_type() in ("CharField", "TextField")
        return taken if is_words else f"{taken}::{field.cast_db_type(connection)}"
    return f"json_extract(given.value, '$[{place}]')"


def _name(name: str | None) -> str:
    return connection.ops.quote_name(name or "")
