"""script/server: one process that keeps the site and its jobs running."""

import http.client
import importlib.util
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.servers import free_port

TOP = Path(__file__).resolve().parents[2]
SCRIPT = TOP / "script" / "run_all.py"
START_WITHIN = 120  # seconds, with the demonstration being made


@pytest.fixture(scope="module")
def run_all():
    specification = importlib.util.spec_from_file_location("run_all", SCRIPT)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def environment(folder: Path, port: int) -> dict[str, str]:
    """Of a demonstration that has nothing to do with this copy's own .env or with the tests' servers."""
    kept = {name: value for name, value in os.environ.items() if name not in ("SES_TODAY", "HOST")}
    return kept | {
        "SES_MODE": "demonstration",
        "DJANGO_SETTINGS_MODULE": "ses_admin.settings",
        "DATA_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        "STATIC_ROOT": str(folder / "static"),
        "REDIS_URL": "",
        "PORT": str(port),
    }


def start(folder: Path, port: int) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, SCRIPT],
        env=environment(folder, port),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def lines_until(process: subprocess.Popen, beginning: str) -> list[str]:
    """What it printed, up to the line that begins so."""
    lines = []
    patience = threading.Timer(START_WITHIN, process.kill)
    patience.start()
    try:
        for line in process.stdout:
            lines.append(line)
            if line.startswith(beginning):
                return lines
    finally:
        patience.cancel()
    raise AssertionError("It ended first:\n" + "".join(lines))


def status_of(port: int, path: str) -> int:
    connection = http.client.HTTPConnection("localhost", port, timeout=20)
    connection.request("GET", path)
    status = connection.getresponse().status
    connection.close()
    return status


def somebody_runs_for(folder: Path) -> bool:
    """Whether a program started with this data folder is still there."""
    if Path("/proc/self/cmdline").exists():
        commands = [read_or_nothing(listed) for listed in Path("/proc").glob("[0-9]*/cmdline")]
    else:
        ps = ["ps", "-ww", "-eo", "args"]
        commands = subprocess.run(ps, capture_output=True, text=True, check=True).stdout.splitlines()
    return any(str(folder) in command for command in commands)


def read_or_nothing(path: Path) -> str:
    """The text, or nothing if the program has ended meanwhile."""
    try:
        return path.read_text(errors="replace")
    except OSError:
        return ""


def wait_until(what: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.05)


class Run:
    """script/server started, until its address is printed."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port, began = folder, free_port(), time.monotonic()
        self.process = start(folder, self.port)
        try:
            self.lines = lines_until(self.process, f"Open http://localhost:{self.port}")
        except BaseException:
            self.stop(signal.SIGKILL)
            raise
        self.took = time.monotonic() - began

    def stop(self, number: int) -> str:
        """What it printed until its end."""
        self.process.send_signal(number)
        return self.process.communicate(timeout=30)[0]

    def did(self, beginning: str) -> bool:
        return any(line.startswith(beginning) for line in self.lines)


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory):
    """A first start on an empty machine."""
    run = Run(tmp_path_factory.mktemp("demonstration"))
    yield run
    if run.process.poll() is None:
        run.stop(signal.SIGTERM)


def test_one_command_opens_a_filled_demonstration(demonstration):
    assert demonstration.did("Filling the demonstration with invented people")
    assert status_of(demonstration.port, "/account/login/") == 200
    assert status_of(demonstration.port, "/healthz") == 200


def test_the_same_data_are_not_served_twice_at_once(demonstration):
    refused = start(demonstration.folder, free_port())
    assert "already running" in refused.communicate(timeout=20)[0]
    assert refused.returncode == 1


def test_it_stops_without_leaving_anything_behind_and_the_next_start_is_quick(demonstration):
    assert "Stopping" in demonstration.stop(signal.SIGINT)
    assert demonstration.process.returncode == 0
    assert not somebody_runs_for(demonstration.folder)

    second = Run(demonstration.folder)
    second.stop(signal.SIGTERM)
    assert second.process.returncode == 0
    assert not second.did("Bringing the database")
    assert not second.did("Filling the demonstration")
    assert second.took < demonstration.took / 2  # on a quiet machine within 2 seconds


def test_a_taken_port_is_said_plainly_before_anything_is_done(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        process = start(tmp_path, port)
        said = process.communicate(timeout=20)[0]
    assert process.returncode == 1
    assert f"Port {port} is taken" in said
    assert f"PORT={port + 1} script/server" in said
    assert not (tmp_path / "db.sqlite3").exists()


def test_wrong_settings_end_in_one_sentence(tmp_path):
    wrong = environment(tmp_path, free_port()) | {"SES_MODE": "production", "SECRET_KEY": "short"}
    done = subprocess.run([sys.executable, SCRIPT], env=wrong, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "SECRET_KEY must be a secret" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_program_that_stops_is_started_again_after_growing_pauses(run_all):
    child = run_all.Child("test", [sys.executable, "-c", "raise SystemExit(3)"])
    pauses = []
    for _ in range(4):
        child.next_start = 0.0  # the pause is over
        child.keep_running()
        child.process.wait()
        before = child.pause
        child.keep_running()
        pauses.append(before)
    assert pauses == [1, 2, 4, 8]
    assert child.starts == 4


def test_a_program_is_not_started_before_its_pause_is_over(run_all):
    child = run_all.Child("test", [sys.executable, "-c", "raise SystemExit(3)"])
    child.keep_running()
    child.process.wait()
    child.keep_running()
    child.keep_running()
    assert child.process is None
    assert child.starts == 1


def test_what_a_killed_program_had_started_does_not_live_on(run_all, tmp_path):
    parent = (
        "import subprocess, sys, time\n"
        f"subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)', {str(tmp_path)!r}])\n"
        "time.sleep(600)\n"
    )
    child = run_all.Child("test", [sys.executable, "-c", parent])
    child.keep_running()
    try:
        wait_until(lambda: somebody_runs_for(tmp_path))
        child.process.kill()
        child.process.wait()
        child.keep_running()
        wait_until(lambda: not somebody_runs_for(tmp_path))
    finally:
        child.signal(signal.SIGKILL)
