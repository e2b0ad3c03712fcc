"""Web servers as they run for people, and a bare Django project served the same way."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring.installation import TOP
from script.run_all import commands

START_WITHIN = 60  # seconds
BARE = """
from django.http import HttpResponse
from django.template import engines
from django.urls import path

PAGE = "<!DOCTYPE html><html><title>Bare</title><body>{% for each in rows %}<p>{{ each }}</p>{% endfor %}</body></html>"

def page(request):
    return HttpResponse(engines["django"].from_string(PAGE).render({"rows": range(25)}, request))

urlpatterns = [path("", page)]
"""


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass(frozen=True)
class Served:
    """A running web server. `first_answer` is seconds from its start to its first answer."""

    port: int
    process: subprocess.Popen
    first_answer: float

    def workers(self) -> list[float]:
        """Resident memory of each process that answers, in megabytes."""
        return [megabytes for parent, megabytes in processes().values() if parent == self.process.pid]


def processes() -> dict[int, tuple[int, float]]:
    """Every process: its parent, and its resident memory in megabytes (of 1,048,576 bytes)."""
    if not Path("/proc/self/status").exists():
        listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid=,rss="], capture_output=True, text=True, check=True)
        rows = [line.split() for line in listed.stdout.splitlines()]
        return {int(pid): (int(parent), int(kilobytes) / 1024) for pid, parent, kilobytes in rows}
    found = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        with suppress(OSError):  # it has ended meanwhile
            told = dict(line.split(":", 1) for line in status.read_text().splitlines())
            kilobytes = int(told.get("VmRSS", "0 kB").split()[0])
            found[int(status.parent.name)] = (int(told["PPid"]), kilobytes / 1024)
    return found


def fetch(connection: http.client.HTTPConnection, url: str, cookies: str = "") -> tuple[int, bytes]:
    """One page over a connection that is kept open: its status and its body."""
    connection.request("GET", url, headers={"Cookie": cookies} if cookies else {})
    response = connection.getresponse()
    return response.status, response.read()


@contextmanager
def site(*, database: Path, folder: Path, workers: int) -> Iterator[Served]:
    """The program, served by the same command as script/server, with so many workers."""
    command = commands("127.0.0.1", port := free_port(), folder)[0].command
    command[command.index("--workers") + 1] = str(workers)
    with _running(command, TOP, port, "/account/login/", DATABASE_URL=f"sqlite:///{database}") as served:
        yield served


@contextmanager
def bare_project(*, folder: Path, workers: int) -> Iterator[Served]:
    """What `django-admin startproject` makes, with one page of 25 lines, served by the same command."""
    project = folder / "bare-project"
    if not project.exists():
        project.mkdir()
        subprocess.run([sys.executable, "-m", "django", "startproject", "bare", project], cwd=TOP, check=True)
        (project / "bare" / "urls.py").write_text(BARE)
        with (project / "bare" / "settings.py").open("a") as settings:
            settings.write("\nDEBUG = False\nALLOWED_HOSTS = ['127.0.0.1']\n")
    command = commands("127.0.0.1", port := free_port(), folder)[0].command
    command[command.index("--workers") + 1] = str(workers)
    command[command.index("ses_admin.wsgi:application")] = "bare.wsgi:application"
    with _running(command, project, port, "/", DJANGO_SETTINGS_MODULE="bare.settings") as served:
        yield served


@contextmanager
def _running(command: list[str], where: Path, port: int, page: str, **environment: str) -> Iterator[Served]:
    start = time.monotonic()
    process = subprocess.Popen(command, cwd=where, env={**os.environ, **environment}, stderr=subprocess.PIPE)
    try:
        _wait(process, port, page, until=start + START_WITHIN)
        yield Served(port, process, time.monotonic() - start)
    finally:
        process.terminate()
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stderr.close()


def _wait(process: subprocess.Popen, port: int, page: str, *, until: float) -> None:
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"The server ended at once: {process.stderr.read().decode()[-500:]}")
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=START_WITHIN)
        try:
            if fetch(connection, page)[0] == 200:
                return
        except OSError:
            pass
        finally:
            connection.close()
        time.sleep(0.01)
    raise RuntimeError(f"The server gave no page within {START_WITHIN} seconds.")
