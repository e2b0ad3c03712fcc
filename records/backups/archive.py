"""What stands in an archive: a manifest, the database, kept files and the seal. Nothing else is accepted."""

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from records.backups import RestoreRefused

FORMAT = 1
MANIFEST = "manifest.json"
MOST_OF_MANIFEST = 200_000_000  # bytes: about a million files
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
DATABASE_NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
TRAINING_DAY = "training-day"
ALLOWED = re.compile(
    r"database\.(sqlite3|dump)|training-day|files/([0-9a-f]{2})/\2[0-9a-f]{62}|"
    r"seal/(own|trusted)/[0-9a-z][0-9a-z-]{0,80}\.pem"
)
"""The only names there are: no folder above, no link, no absolute path can be written so."""
PIECE = 1024 * 1024


@dataclass(frozen=True)
class Member:
    """One file of the archive, as the manifest has it."""

    sha256: str
    size: int


@dataclass(frozen=True)
class Manifest:
    """What an archive holds and what made it. `digest` is the SHA-256 of the manifest itself."""

    program: str
    made_at: str
    database: str
    migrations: tuple[str, ...]
    members: dict[str, Member]
    digest: str = ""

    def as_json(self) -> bytes:
        """As it stands in the archive."""
        told = {
            "format": FORMAT,
            "program": self.program,
            "made_at": self.made_at,
            "database": self.database,
            "migrations": list(self.migrations),
            "members": {name: [each.sha256, each.size] for name, each in self.members.items()},
        }
        return json.dumps(told, indent=1).encode()


def pieces(file: IO[bytes]) -> Iterator[bytes]:
    """The content, a piece at a time."""
    while piece := file.read(PIECE):
        yield piece


def checked(path: Path) -> Manifest:
    """The manifest, after every name and every sum was looked at. Raises RestoreRefused with what is wrong."""
    try:
        with zipfile.ZipFile(path) as bundle:
            manifest = _manifest(bundle)
            _check_names(bundle, manifest)
            for name in manifest.members:
                _check_sum(bundle, name, manifest.members[name])
            return manifest
    except FileNotFoundError:
        raise RestoreRefused(f"There is no file {path}.") from None
    except (OSError, EOFError, zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError) as trouble:
        if isinstance(trouble, RestoreRefused):
            raise
        raise RestoreRefused(f"{path} cannot be read as a backup: {trouble}. Take another one.") from trouble
    except Exception as trouble:  # a damaged archive may break its reader in any way (zlib.error, struct.error)
        raise RestoreRefused(f"{path} is damaged: {trouble}. Take another one.") from trouble


def _manifest(bundle: zipfile.ZipFile) -> Manifest:
    if MANIFEST not in bundle.namelist() or bundle.getinfo(MANIFEST).file_size > MOST_OF_MANIFEST:
        raise RestoreRefused("This is not a backup of SES Admin: it has no manifest.")
    content = bundle.read(MANIFEST)
    try:
        told = json.loads(content)
        if told["format"] != FORMAT:
            raise RestoreRefused("This backup was made by a newer program, in a form that this one does not know.")
        return Manifest(
            program=str(told["program"]),
            made_at=str(told["made_at"]),
            database=str(told["database"]),
            migrations=tuple(str(each) for each in told["migrations"]),
            members={str(name): Member(str(sha), int(size)) for name, (sha, size) in told["members"].items()},
            digest=hashlib.sha256(content).hexdigest(),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise RestoreRefused("The manifest of this backup cannot be read. Take another one.") from None


def _check_names(bundle: zipfile.ZipFile, manifest: Manifest) -> None:
    names = [name for name in bundle.namelist() if name != MANIFEST]
    for name in [*names, *manifest.members]:
        if not ALLOWED.fullmatch(name):
            raise RestoreRefused(f"This archive holds what no backup holds: {name!r}. Do not trust it.")
    if len(bundle.namelist()) != len(set(bundle.namelist())):
        raise RestoreRefused("This archive holds a name twice. Do not trust it.")
    if missing := sorted(set(manifest.members) - set(names)):
        raise RestoreRefused(f"This backup is not whole: {missing[0]} is missing. Take another one.")
    if added := sorted(set(names) - set(manifest.members)):
        raise RestoreRefused(f"This archive holds what its manifest does not name: {added[0]}. Do not trust it.")
    if DATABASES.get(manifest.database) not in manifest.members:
        raise RestoreRefused("This backup holds no database that this program knows.")


def _check_sum(bundle: zipfile.ZipFile, name: str, member: Member) -> None:
    found = hashlib.sha256()
    if bundle.getinfo(name).file_size == member.size:  # a small file that unpacks to a huge one is not even begun
        with bundle.open(name) as file:
            for piece in pieces(file):
                found.update(piece)
    if found.hexdigest() != member.sha256:
        raise RestoreRefused(f"This backup was changed or damaged: {name} is not what was stored. Take another one.")
