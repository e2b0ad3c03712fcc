"""Writing an archive while the site runs: the database at one moment, and every file that it knows at that moment.

A file is stored before its row is written, and its bytes go only after they were disposed of on record; so whatever the
copied database knows is still there, but for what was disposed of meanwhile: then all is begun again.
"""

import hashlib
import os
import tempfile
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connection

from records import today
from records.backups import BackupRefused, archive, databases
from records.models import DisposedFile

TIMES = 3


@dataclass(frozen=True)
class Made:
    """An archive that was written. `trouble` names every kept file that was not whole before."""

    path: Path
    size: int
    files: int
    trouble: list[str]


class DisposedMeanwhile(Exception):
    """A file that the copied database knows was disposed of before its bytes were read."""


def make(where: Path, *, at: datetime) -> Made:
    """Write an archive: into the folder `where` under a name with the moment, or to the file `where`.

    It appears whole or not at all, for its owner only. Raises BackupRefused.
    """
    path = where / f"ses-admin-{at.astimezone(UTC):%Y-%m-%d-%H%M%S}Z.zip" if where.is_dir() else where
    if path.exists():
        raise BackupRefused(f"{path} is there already. Choose another name; nothing is written over.")
    if not path.parent.is_dir():
        raise BackupRefused(f"There is no folder {path.parent}.")
    with tempfile.TemporaryDirectory(prefix=".ses-admin-backup-", dir=path.parent) as folder:
        for _time in range(TIMES):
            try:
                return _written(Path(folder), path, at=at)
            except DisposedMeanwhile:
                continue
    raise BackupRefused("Files were disposed of while the backup was made, each time it was begun. Begin again later.")


def _written(folder: Path, path: Path, *, at: datetime) -> Made:
    copy = databases.copy_out(folder)
    partial = folder / "partial.zip"
    partial.unlink(missing_ok=True)
    with open(os.open(partial, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
        writer = Writer(file, at)
        writer.put(archive.DATABASES[connection.vendor], copy.file, packed=connection.vendor == "sqlite")
        trouble = _put_files(writer, copy.kept)
        _put_besides(writer)
        writer.close(database=connection.vendor, migrations=copy.migrations)
        file.flush()
        os.fsync(file.fileno())
        size = file.tell()
    partial.replace(path)
    databases.sync(path.parent)
    files = sum(name.startswith("files/") for name in writer.members)
    return Made(path, size, files, trouble)


def _put_files(writer: "Writer", kept: list[databases.KeptFile]) -> list[str]:
    """Every kept file; what is missing or was changed, in a sentence each."""
    trouble, missing = [], []
    for each in kept:
        inside = f"{each.stored_name[:2]}/{each.stored_name}"
        try:
            found = writer.put(f"files/{inside}", Path(settings.FILES_DIR) / inside)
        except FileNotFoundError:
            missing.append(each.stored_name)
            trouble.append(f"The kept file {each.name} (document {each.number}) is missing.")
            continue
        if found.sha256 != each.sha256:
            trouble.append(f"The kept file {each.name} (document {each.number}) was changed.")
    if missing and DisposedFile.unscoped.filter(document__stored_name__in=missing[:500]).exists():
        raise DisposedMeanwhile
    return trouble


def _put_besides(writer: "Writer") -> None:
    """The seal's key and certificates, and the day of a training clock."""
    seal = Path(settings.SEAL_DIR)
    for file in sorted([*(seal / "own").glob("*.pem"), *(seal / "trusted").glob("*.pem")]):
        writer.put(f"seal/{file.parent.name}/{file.name}", file)
    if today.training_file().is_file():
        writer.put(archive.TRAINING_DAY, today.training_file())


class Writer:
    """Puts files into the archive and keeps their sums for the manifest, which comes last."""

    def __init__(self, file: IO[bytes], at: datetime) -> None:
        self.members: dict[str, archive.Member] = {}
        self._bundle = zipfile.ZipFile(file, "w")
        self._at = at.astimezone(UTC)

    def put(self, name: str, source: Path, *, packed: bool = False) -> archive.Member:
        """Put one file into it; what it was."""
        if not archive.ALLOWED.fullmatch(name):
            raise BackupRefused(f"{source} has a name that no kept file has. Nothing is backed up.")
        found, size = hashlib.sha256(), 0
        with source.open("rb") as content, self._bundle.open(self._info(name, packed), "w", force_zip64=True) as inside:
            for piece in archive.pieces(content):
                inside.write(piece)
                found.update(piece)
                size += len(piece)
        self.members[name] = archive.Member(found.hexdigest(), size)
        return self.members[name]

    def close(self, *, database: str, migrations: tuple[str, ...]) -> None:
        """Write the manifest and the end of the archive."""
        manifest = archive.Manifest(
            program=settings.VERSION,
            made_at=self._at.isoformat(timespec="seconds"),
            database=database,
            migrations=migrations,
            members=self.members,
        )
        self._bundle.writestr(self._info(archive.MANIFEST, packed=True), manifest.as_json())
        self._bundle.close()

    def _info(self, name: str, packed: bool) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(name, date_time=self._at.timetuple()[:6])
        info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        info.external_attr = 0o600 << 16
        return info
