"""Bringing an archive to an empty installation: checked whole before the first byte is written, and begun again
if it was stopped in the middle."""

import zipfile
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from records import today
from records.backups import RestoreRefused, databases, unfinished
from records.backups.archive import DATABASE_NAMES, DATABASES, TRAINING_DAY, Manifest, checked

PARTIAL = ".restoring"


def restore(path: Path, *, say: Callable[[str], None]) -> None:
    """Bring the archive here and let `migrate` run forward. `finish` ends it. Raises RestoreRefused."""
    manifest = checked(path)
    say(f"{path} is whole: {len(manifest.members)} files, made at {manifest.made_at} by version {manifest.program}.")
    _refuse_what_does_not_fit(manifest)
    _begin(path, manifest)
    with zipfile.ZipFile(path) as bundle:
        number = _bring_files(bundle, manifest)
        say(f"The kept files and the seal are in {settings.DATA_DIR}: {number} files.")
        if not databases.has_tables():
            with bundle.open(DATABASES[manifest.database]) as content:
                databases.bring_in(content, folder=Path(settings.DATA_DIR))
        say("The database is in its place.")
    call_command("migrate", interactive=False, verbosity=0)
    newer = len(_known_migrations() - set(manifest.migrations))
    say(f"{newer} newer migrations were applied." if newer else "No newer migration was needed.")


def finish() -> None:
    """It is whole: say no longer that it is not."""
    unfinished.marker().unlink(missing_ok=True)


def _known_migrations() -> set[str]:
    return {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}


def _refuse_what_does_not_fit(manifest: Manifest) -> None:
    if manifest.database != connection.vendor:
        held, here = DATABASE_NAMES[manifest.database], DATABASE_NAMES[connection.vendor]
        raise RestoreRefused(f"This backup holds a {held} database, and DATABASE_URL names {here}. Set it to {held}.")
    if newer := sorted(set(manifest.migrations) - _known_migrations()):
        raise RestoreRefused(
            f"This backup was made by a newer program ({manifest.program}): {newer[0]} is not known here. "
            "Install that version, or a newer one, and restore with it."
        )
    if connection.vendor == "postgresql":
        databases.program_of_postgres("pg_restore", or_else=RestoreRefused)


def _begin(path: Path, manifest: Manifest) -> None:
    """From here on a file says that this is not whole, until it is."""
    there = {file: name for name, file in _places(manifest).items()}
    begun = unfinished.digest()
    strange = [file for file in _files_here() if not begun or (file not in there and file.suffix != PARTIAL)]
    if begun and begun != manifest.digest:
        raise RestoreRefused(f"Another restore was begun here and is not finished: {unfinished.marker()} says which.")
    if strange:
        raise RestoreRefused(
            f"{settings.DATA_DIR} is not empty: {strange[0]} is there. Restore goes into an empty installation only; "
            "let DATA_DIR name a new folder."
        )
    if begun:
        return
    if databases.has_tables():
        raise RestoreRefused(
            "The database is not empty. Restore goes into an empty installation only, before any migrate; "
            "let DATABASE_URL name a new database."
        )
    said = unfinished.WORDS.format(archive=path.resolve(), digest=manifest.digest)
    marker = unfinished.marker()
    marker.parent.mkdir(parents=True, exist_ok=True)
    partial = marker.with_suffix(PARTIAL)
    partial.write_text(said, encoding="utf-8")
    partial.replace(marker)
    databases.sync(marker.parent)


def _files_here() -> list[Path]:
    """What is kept in this installation already."""
    folders = [Path(settings.FILES_DIR), Path(settings.SEAL_DIR)]
    found = [file for folder in folders for file in sorted(folder.rglob("*")) if not file.is_dir()]
    return [*found, *([today.training_file()] if today.training_file().exists() else [])]


def _places(manifest: Manifest) -> dict[str, Path]:
    """Where each file of the archive belongs, but for the database."""
    folders = {"files": Path(settings.FILES_DIR), "seal": Path(settings.SEAL_DIR)}
    places = {}
    for name in manifest.members:
        folder, _, inside = name.partition("/")
        if folder in folders:
            places[name] = folders[folder] / inside
        elif name == TRAINING_DAY:
            places[name] = today.training_file()
    return places


def _bring_files(bundle: zipfile.ZipFile, manifest: Manifest) -> int:
    places = _places(manifest)
    for name, place in places.items():
        partial = place.with_name(f"{place.name}{PARTIAL}")
        with bundle.open(name) as content:
            databases.write(content, partial)
        partial.replace(place)
    for folder in {place.parent for place in places.values()}:
        databases.sync(folder)
    return len(places)
