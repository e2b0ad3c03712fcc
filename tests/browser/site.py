"""A running site for browser tests: web server and job runner as a person would start them, on data of their own."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
STARTS_WITHIN = 60  # seconds


@dataclass
class Site:
    """Where the site answers, and the environment its programs run in."""

    url: str
    data: Path
    env: dict[str, str]

    def manage(self, *arguments: str) -> str:
        """What `manage.py …` prints. Raises when it fails."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments], cwd=TOP, env=self.env, check=True, capture_output=True, text=True
        )
        return done.stdout


@contextlib.contextmanager
def running(folder: Path, *, fill: list[str], today: str = "") -> Iterator[Site]:
    """A site on an empty database in `folder`, filled by the command `fill`; `today` sets a training day (ISO)."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = {
        **{name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")},
        "SES_MODE": "demonstration",
        "SECRET_KEY": "browser-tests-only-browser-tests-only-browser-tests",
        "DATA_DIR": str(folder),
        "PORT": str(port),
        "SES_TODAY": today,
        "DJANGO_SETTINGS_MODULE": "ses_admin.settings",
        "PYTHONPATH": str(TOP),
    }
    site = Site(f"http://localhost:{port}", folder, env)
    site.manage("migrate", "-v0")
    subprocess.run([sys.executable, *fill], cwd=TOP, env=env, check=True, capture_output=True)
    commands = (
        ["gunicorn", "ses_admin.wsgi", "--bind", f"127.0.0.1:{port}", "--worker-class", "gthread", "--threads", "4"],
        ["celery", "-A", "ses_admin", "worker", "-B", "--pool=solo", "--without-gossip", "--without-mingle"],
    )
    log = (folder / "log").open("wb")
    children = [
        subprocess.Popen([str(BIN / command[0]), *command[1:]], cwd=TOP, env=env, stdout=log, stderr=log)
        for command in commands
    ]
    try:
        _wait_for(site, children[0])
        yield site
    finally:
        for child in children:
            child.terminate()
        for child in children:
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(timeout=15)
            child.kill()
        log.close()


def _wait_for(site: Site, web: subprocess.Popen) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline:
        if web.poll() is not None:
            break
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"{site.url}/account/login/", timeout=5)  # noqa: S310 (our own address)
            return
        time.sleep(0.2)
    raise RuntimeError(f"The site did not start:\n{(site.data / 'log').read_text()[-3000:]}")
