"""Installations of their own, each with its database and its folder, on which manage.py is run as an operator does."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.servers import ServerNotFound, postgres_programs

TOP = Path(__file__).resolve().parents[2]
FILL = """
from datetime import date
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from accounts.models import User
from records import files
from records.authority import ensure_authority
from django.conf import settings
call_command("migrate", verbosity=0)
call_command("first_administrator", "amy@example.org", "Amy Administrator")
by = User.objects.get()
def keep(name):
    return files.store(name.encode() * 99, name=name, content_type=files.TEXT, purpose="test", by=by)
for number in range(5):
    keep(f"Kept {number}.txt")
with transaction.atomic():
    files.dispose(keep("Gone.txt"), rule="CO-RET-1", by=by, on=date(2026, 7, 1), at=timezone.now())
ensure_authority(settings.SEAL_DIR)
"""
FILL_ON = """
from datetime import date
from accounts.models import User
from records import files, offices
by = User.objects.get()
files.store(b"more", name="More.txt", content_type=files.TEXT, purpose="test", by=by)
offices.add_person(name="Nora Newcomer", email="nora@example.org", by=by, on=date(2026, 7, 2))
"""


@dataclass(frozen=True)
class Installation:
    """A database and a folder."""

    address: str
    folder: Path

    def manage(self, *command: str, **environment: str) -> subprocess.CompletedProcess:
        """Run manage.py here; its exit code and what it said."""
        return self.run("manage.py", *command, **environment)

    def run(self, *command: str, **environment: str) -> subprocess.CompletedProcess:
        """Run Python here."""
        return subprocess.run(
            [sys.executable, *command],
            cwd=TOP,
            env=self.environment(**environment),
            capture_output=True,
            text=True,
            check=False,
            timeout=200,
        )

    def environment(self, **more: str) -> dict[str, str]:
        """Of a demonstration on a fixed day, whatever this copy's own settings say."""
        own = {
            "SES_MODE": "demonstration",
            "SES_TODAY": "2026-07-02",
            "DJANGO_SETTINGS_MODULE": "ses_admin.settings",
            "ENV_FILE": os.devnull,
            "DATA_DIR": str(self.folder),
            "DATABASE_URL": self.address,
            "REDIS_URL": "",
        }
        with suppress(ServerNotFound):
            own["PG_BIN"] = str(postgres_programs())  # the same programs as the server's
        return {**os.environ, **own, **more}

    def done(self, *command: str) -> str:
        """Run manage.py, which must go well; what it said."""
        run = self.manage(*command)
        assert run.returncode == 0, run.stderr
        return run.stdout

    def refused(self, *command: str, **environment: str) -> str:
        """Run manage.py, which must refuse in words; them."""
        run = self.manage(*command, **environment)
        assert run.returncode == 1, run.stdout
        assert "Traceback" not in run.stderr
        return run.stderr

    def ask(self, sql: str) -> list[tuple]:
        """Ask the database itself; a change that it takes is kept."""
        with closing(self.connection()) as connection:
            cursor = connection.cursor()
            cursor.execute(sql)
            rows = cursor.fetchall() if cursor.description else []
            connection.commit()
            return rows

    def connection(self) -> Any:
        if self.address.startswith("sqlite"):
            return sqlite3.connect(self.address.removeprefix("sqlite:///"))
        import psycopg2

        return psycopg2.connect(self.address)

    def files(self) -> dict[str, bytes]:
        """Every kept file and every part of the seal."""
        found = [file for name in ("files", "seal") for file in (self.folder / name).rglob("*") if file.is_file()]
        return {str(file.relative_to(self.folder)): file.read_bytes() for file in found}

    def triggers(self) -> set[str]:
        """What guards the rows that are kept."""
        sqlite = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        postgres = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        return {name for (name,) in self.ask(sqlite if self.address.startswith("sqlite") else postgres)}

    def fill(self) -> "Installation":
        """An administrator, five kept files, one that was disposed of, and a seal."""
        self.done("shell", "--verbosity", "0", "--command", FILL)
        return self


def on_sqlite(folder: Path) -> Installation:
    """An installation with its database in its folder. Nothing is there yet."""
    return Installation(f"sqlite:///{folder / 'db.sqlite3'}", folder)
