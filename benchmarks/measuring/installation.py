"""A throwaway installation: its own folder, settings and databases, gone at the end of the run."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent.parent
SMALL, LARGE = 125, 8155
"""Positions in the two databases: all that the law allows, and as many as the whole federal service has."""


@dataclass(frozen=True)
class Built:
    """What it took to build a database: seconds of processor time, and the most memory held, in megabytes."""

    seconds: float
    megabytes: float


class Installation:
    """The program as it is measured. A database is built when it is first asked for, once in a run."""

    def __enter__(self) -> "Installation":
        self.built: dict[int, Built] = {}
        self._temporary = tempfile.TemporaryDirectory(prefix="ses-benchmarks-")
        self.folder = Path(self._temporary.name)
        # The environment wins over .env, so everything that .env could say is said here.
        self.environment = {
            "SES_MODE": "demonstration",
            "DEBUG": "false",
            "DATA_DIR": str(self.folder),
            "DATABASE_URL": f"sqlite:///{self.folder / 'db.sqlite3'}",
            "REDIS_URL": "",
            "SES_TODAY": "",
            "SECRET_KEY": "only-for-measuring-and-thrown-away-with-the-data",
            "ALLOWED_HOSTS": "localhost,127.0.0.1",
            "INSTALLATION_NAME": "SES Admin",
            "STATIC_ROOT": str(self.folder / "static"),
            **dict.fromkeys(("SEAL_KEY_FILE", "SEAL_CERT_FILE", "SEAL_CHAIN_FILE"), ""),
            "DJANGO_SETTINGS_MODULE": "ses_admin.settings",
        }
        (self.folder / "static").mkdir()
        os.environ.update(self.environment)
        import django
        from django.conf import settings

        settings.ROOT_URLCONF = "benchmarks.measuring.addresses"
        django.setup()
        return self

    def __exit__(self, *trouble) -> None:
        self._temporary.cleanup()

    def database(self, positions: int) -> Path:
        """The file of a database with so many positions."""
        path = self.folder / f"{positions}.sqlite3"
        if positions not in self.built:
            print(f"  building a database with {positions:,} positions", file=sys.stderr, flush=True)
            self._manage(path, "migrate", "--verbosity", "0")
            self.built[positions] = self._manage(path, "demo", "--scale", str(positions))
        return path

    def _manage(self, path: Path, *command: str) -> Built:
        """Run manage.py on this database to its end; raises if it fails."""
        process = subprocess.Popen(
            [sys.executable, "manage.py", *command],
            cwd=TOP,
            env={**os.environ, **self.database_url(path)},
            stdout=subprocess.DEVNULL,
        )
        _pid, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError(f"manage.py {' '.join(command)} failed.")
        unit = 1024 * 1024 if sys.platform == "darwin" else 1024  # macOS counts bytes, Linux kilobytes
        return Built(used.ru_utime + used.ru_stime, used.ru_maxrss / unit)

    @staticmethod
    def database_url(path: Path) -> dict[str, str]:
        """The environment that makes a process use this database."""
        return {"DATABASE_URL": f"sqlite:///{path}"}

    @contextmanager
    def using(self, positions: int) -> Iterator[None]:
        """This process works with the database of so many positions."""
        from django.db import connection

        path = self.database(positions)
        before = connection.settings_dict["NAME"]
        connection.close()
        connection.settings_dict["NAME"] = str(path)
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict["NAME"] = before
