"""The database copied out while the site runs, and copied into an empty one: SQLite, and PostgreSQL by its programs."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django.db import connection, transaction

from records.backups import BackupRefused, RestoreRefused
from records.backups.archive import DATABASES, pieces

FOLDERS = ("usr/lib/postgresql/*/bin", "opt/homebrew/opt/postgresql@*/bin", "usr/local/opt/postgresql@*/bin")
NOT_FOUND = (
    "{program} was not found: install PostgreSQL's client programs, of the server's version or a newer one, "
    "or let PG_BIN name their folder."
)
KEPT = (
    "SELECT document.stored_name, document.sha256, document.name, document.id FROM records_document document "
    "LEFT JOIN records_disposedfile gone ON gone.document_id = document.id WHERE gone.id IS NULL ORDER BY document.id"
)
MIGRATIONS = "SELECT app, name FROM django_migrations ORDER BY app, name"


@dataclass(frozen=True)
class KeptFile:
    """A file that the copied database knows, and that was not disposed of."""

    stored_name: str
    sha256: str
    name: str
    number: int


@dataclass(frozen=True)
class Copy:
    """A copy of the database as it was at one moment, and what it says at that moment."""

    file: Path
    kept: list[KeptFile]
    migrations: tuple[str, ...]


def has_tables() -> bool:
    """Whether the database of this installation holds anything."""
    return bool(connection.introspection.table_names())


def copy_out(folder: Path) -> Copy:
    """A copy of the whole database at one moment, in `folder`. Nobody who works meanwhile has to wait."""
    if not has_tables():
        raise BackupRefused("There is nothing to back up: the database has no tables. Look at DATABASE_URL.")
    file = folder / DATABASES[connection.vendor]
    file.unlink(missing_ok=True)
    if connection.vendor == "postgresql":
        return _dumped(file)
    return _copied(file)


def _copied(file: Path) -> Copy:
    ours = sqlite3.connect(str(connection.settings_dict["NAME"]), timeout=20)
    with contextlib.closing(ours), contextlib.closing(sqlite3.connect(file)) as copy:
        ours.backup(copy)  # in one piece: what is written meanwhile is in it whole or not at all
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, with nothing beside it
        return _told(file, lambda sql: copy.execute(sql).fetchall())


def _dumped(file: Path) -> Copy:
    program = program_of_postgres("pg_dump", or_else=BackupRefused)
    with transaction.atomic(), connection.cursor() as cursor:
        # The dump and the questions below see the same moment.
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        more = ["--format=custom", "--no-owner", "--no-acl", f"--snapshot={snapshot}", f"--file={file}"]
        _run(program, more, refused=BackupRefused)

        def ask(sql: str) -> list[Any]:
            cursor.execute(sql)
            return cursor.fetchall()

        return _told(file, ask)


def _told(file: Path, ask: Callable[[str], list[Any]]) -> Copy:
    kept = [KeptFile(*row) for row in ask(KEPT)]
    return Copy(file, kept, tuple(f"{app}.{name}" for app, name in ask(MIGRATIONS)))


def bring_in(content: IO[bytes], *, folder: Path) -> None:
    """Put the copy into the empty database: all of it, or nothing."""
    if connection.vendor == "postgresql":
        _loaded(content, folder)
    else:
        _placed(content)


def _placed(content: IO[bytes]) -> None:
    place = Path(str(connection.settings_dict["NAME"]))
    connection.close()
    if place.with_name(f"{place.name}-wal").exists():
        raise RestoreRefused(f"{place} is in use. Stop the site and its jobs, and begin again.")
    partial = place.with_name(f"{place.name}.restoring")
    write(content, partial)
    partial.replace(place)
    sync(place.parent)


def _loaded(content: IO[bytes], folder: Path) -> None:
    program = program_of_postgres("pg_restore", or_else=RestoreRefused)
    file = folder / "restoring.dump"
    try:
        write(content, file)
        more = ["--no-owner", "--no-acl", "--single-transaction", "--exit-on-error", str(file)]
        _run(program, more, refused=RestoreRefused)
    finally:
        file.unlink(missing_ok=True)


def write(content: IO[bytes], file: Path) -> None:
    """Write all of it to the disk, for the owner only."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        for piece in pieces(content):
            out.write(piece)
        out.flush()
        os.fsync(out.fileno())


def sync(folder: Path) -> None:
    """Have the names in a folder on the disk."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def program_of_postgres(name: str, *, or_else: type[RuntimeError]) -> Path:
    """pg_dump or pg_restore: of PG_BIN if that is set, else the newest of the system's folders, else of PATH."""
    for folder in _folders():
        if (folder / name).is_file():
            return folder / name
    if found := shutil.which(name):
        return Path(found)
    raise or_else(NOT_FOUND.format(program=name))


def _folders() -> Iterator[Path]:
    if os.environ.get("PG_BIN"):
        yield Path(os.environ["PG_BIN"])
        return
    for pattern in FOLDERS:
        yield from sorted(Path("/").glob(pattern), key=_version, reverse=True)


def _version(folder: Path) -> list[int]:
    digits = "".join(sign if sign.isdigit() else " " for sign in folder.parent.name)
    return [int(number) for number in digits.split()]


def _run(program: Path, more: list[str], *, refused: type[RuntimeError]) -> None:
    """Run one of PostgreSQL's programs against the database of this installation; its password stands in no list."""
    from django.db.backends.postgresql.client import DatabaseClient

    (_psql, *where, name), environment = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])
    command = [str(program), *where, f"--dbname={name}", *more]
    run = subprocess.run(  # noqa: S603 (our own arguments, no shell)
        command, env={**os.environ, **(environment or {})}, capture_output=True, text=True, check=False
    )
    if run.returncode:
        lines = [line for line in run.stderr.splitlines() if line.strip()] or [f"it ended with {run.returncode}"]
        raise refused(f"{program.name}: {lines[0]}")
