"""The one process behind script/server: prepares the database, then keeps the site and its jobs running.

Each child's lines are shown with its name before them. A child that stops is started again, after a pause that
grows from one second to thirty. Ctrl-C (or SIGTERM, or closing the terminal) stops all of them.
"""

import fcntl
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import environ

TOP = Path(__file__).resolve().parent.parent
LONGEST_PAUSE = 30  # seconds between two starts of a child that keeps stopping
STEADY_AFTER = 60  # seconds: a child that ran this long starts again without a pause
STOP_WITHIN = 10  # seconds a child has to finish what it is doing
EARLY_TRIES = 3  # starts of the site before it has ever answered; then we give up and say so


def say(line: str) -> None:
    print(line, flush=True)


class Child:
    """One program that is kept running."""

    def __init__(self, name: str, command: list[str]) -> None:
        self.name = name
        self.command = command
        self.starts = 0
        self.pause = 1
        self.next_start = 0.0
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        # A session of its own: Ctrl-C reaches this process only, which then stops the children in order.
        self.process = subprocess.Popen(
            self.command,
            cwd=TOP,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )
        self.starts += 1
        self.started = time.monotonic()
        threading.Thread(target=self._show, args=(self.process,), daemon=True).start()

    def _show(self, process: subprocess.Popen[str]) -> None:
        for line in process.stdout or ():
            say(f"{self.name:4} | {line.rstrip()}")

    def keep_running(self) -> None:
        """Start it if it is not running and its pause is over."""
        now = time.monotonic()
        if self.process is not None:
            code = self.process.poll()
            if code is None:
                return
            if now - self.started > STEADY_AFTER:
                self.pause = 1
            say(f"{self.name:4} | stopped (code {code}); starting it again in {self.pause} s")
            self.signal(signal.SIGKILL)  # what it had started would otherwise live on: a second scheduler
            self.process = None
            self.next_start = now + self.pause
            self.pause = min(self.pause * 2, LONGEST_PAUSE)
        elif now >= self.next_start:
            self.start()

    def signal(self, number: int) -> None:
        """Send the signal to the child and all that it started."""
        if self.process is not None:
            try:
                os.killpg(self.process.pid, number)
            except ProcessLookupError:
                self.process = None

    def has_ended(self) -> bool:
        return self.process is None or self.process.poll() is not None


def stop_all(children: list[Child]) -> None:
    for child in children:
        if child.process is not None and not child.has_ended():
            # Only to the program itself: it lets its own workers finish.
            child.process.terminate()
    deadline = time.monotonic() + STOP_WITHIN
    while time.monotonic() < deadline and not all(child.has_ended() for child in children):
        time.sleep(0.05)
    for child in children:
        child.signal(signal.SIGKILL)  # whatever is left over


def port_is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def answers(host: str, port: int) -> bool:
    """Whether a web server answers there, with whatever page."""
    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


def commands(host: str, port: int, data_dir: Path) -> list[Child]:
    python = sys.executable
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    web = [python, "-m", "gunicorn", "ses_admin.wsgi:application", "--bind", bind]
    if sys.platform != "darwin":  # macOS ends programs that fork after having used its frameworks
        web += ["--preload"]  # loaded once and then forked: the two workers share most of their memory
    web += ["--workers", "2", "--worker-class", "gthread", "--threads", "4"]
    web += ["--graceful-timeout", "5", "--log-level", "warning", "--no-control-socket"]
    if Path("/dev/shm").is_dir():  # noqa: S108 (heartbeats in memory: a slow disk must not end a worker)
        web += ["--worker-tmp-dir", "/dev/shm"]  # noqa: S108
    jobs = [python, "-m", "celery", "--quiet", "-A", "ses_admin", "worker", "--beat", "--pool", "solo"]
    jobs += ["--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "WARNING"]
    jobs += ["--schedule", str(data_dir / "beat-schedule")]
    return [Child("web", web), Child("jobs", jobs)]


def lock(data_dir: Path) -> int | None:
    """Hold the data folder for this process, or None if another holds it: two schedulers would do jobs twice."""
    handle = os.open(data_dir / "server.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle


def main() -> int:
    environ.Env.read_env(TOP / ".env")
    host = os.environ.get("HOST", "127.0.0.1")
    port = int(os.environ.setdefault("PORT", "8000"))
    data_dir = Path(os.environ.get("DATA_DIR") or TOP / "var").resolve()
    data_dir.mkdir(parents=True, exist_ok=True)

    if lock(data_dir) is None:
        say(f"script/server is already running with the data in {data_dir}. Stop that one first (Ctrl-C there).")
        return 1
    if not port_is_free(host, port):
        say(f"Port {port} is taken by another program. Stop it, or choose another port:")
        say(f"  PORT={port + 1} script/server")
        return 1

    def asked_to_stop(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, asked_to_stop)
    children = commands(host, port, data_dir)
    try:
        prepared = subprocess.run([sys.executable, TOP / "script" / "prepare.py"], cwd=TOP)
        if prepared.returncode:
            return prepared.returncode
        return watch(children, host, port)
    except KeyboardInterrupt:
        say("Stopping")
        return 0
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)  # already stopping
        stop_all(children)


def watch(children: list[Child], host: str, port: int) -> int:
    """Keep the children running; returns only if the site cannot be started at all."""
    answered = False
    web = children[0]
    local = "127.0.0.1" if host == "0.0.0.0" else host  # noqa: S104 (compared, not bound)
    while True:
        for child in children:
            child.keep_running()
        if not answered:
            if answers(local, port):
                answered = True
                say(f"Open http://localhost:{port}   (Ctrl-C stops it)")
            elif web.process is None and web.starts >= EARLY_TRIES:
                say("The site could not be started; the lines above marked web say why.")
                return 1
        time.sleep(0.1 if not answered else 0.5)


if __name__ == "__main__":
    sys.exit(main())
