"""Many rows written in one statement, however many: they travel as one JSON value, and the database takes them apart.

For rows that nobody writes by hand and that have no signals: flags, reminders. Inside a transaction.
"""

import json
from collections.abc import Sequence
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.models import Model


def insert(rows: Sequence[Model]) -> None:
    """Write new rows of one model. Their keys are the database's, and are not told."""
    if not rows:
        return
    meta = rows[0]._meta
    fields = [field for field in meta.local_concrete_fields if not field.primary_key]
    taken = ", ".join(_taken(place, field) for place, field in enumerate(fields))
    columns = ", ".join(_name(field.column) for field in fields)
    values = [[getattr(row, field.attname) for field in fields] for row in rows]
    table = _name(meta.db_table)
    _run(f"INSERT INTO {table} ({columns}) SELECT {taken} FROM {_source()}", values)  # noqa: S608 (names of columns)


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


def _run(statement: str, values: list[list[Any]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [json.dumps(values, cls=DjangoJSONEncoder)])


def _source() -> str:
    function = "json_array_elements(%s::json)" if connection.vendor == "postgresql" else "json_each(%s)"
    return f"{function} AS given" if connection.vendor == "sqlite" else f"{function} AS given(value)"


def _taken(place: int, field: Any) -> str:
    if connection.vendor == "postgresql":
        return f"(given.value->>{place})::{field.cast_db_type(connection)}"
    return f"json_extract(given.value, '$[{place}]')"


def _name(name: str | None) -> str:
    return connection.ops.quote_name(name or "")
