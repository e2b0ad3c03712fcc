"""Messages on their real way: rows in PostgreSQL, Redis, two job runners and the scheduler as programs of their own.

Needs both servers: python -m tests.servers run -- pytest -m servers
"""

import contextlib
import email
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.servers import free_port, new_database

pytestmark = pytest.mark.servers

TOP = Path(__file__).resolve().parents[2]
NUDGED_WITHIN = 20  # seconds, the start of the job runners included
SWEPT_WITHIN = 90  # seconds: the sweep begins each minute

PERSON = """
from accounts.models import User
person = User.objects.create_user("dana@example.gov", name="Dana Reyes")
"""
# The act tells the job runner after its transaction.
NUDGED = """
from accounts.models import User
from records.mail import send_message
person = User.objects.get()
for number in range(1, 6):
    send_message(to=person, subject=f"Letter {number}", text="A contract waits.", key=f"letter-{number}")
"""
LATE = NUDGED.replace("range(1, 6)", "range(6, 7)")
STATES = """
from records.models import Message
for message in Message.unscoped.order_by("pk"):
    print(message.subject, message.tries, message.sent_at is not None, message.last_trouble)
"""


class Installation:
    """A database, a queue and a data folder of its own, used through the project's programs only."""

    def __init__(self, database_url: str, redis_url: str, folder: Path) -> None:
        self.folder = folder
        self.environment = {
            **os.environ,
            "SES_MODE": "demonstration",
            "DJANGO_SETTINGS_MODULE": "ses_admin.settings",
            "DATABASE_URL": database_url,
            "REDIS_URL": redis_url,
            "DATA_DIR": str(folder),
        }

    def manage(self, *arguments: str, **changed: str) -> str:
        """What `manage.py` printed, with some of the environment changed."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=TOP,
            env=self.environment | changed,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def shell(self, program: str, **changed: str) -> str:
        return self.manage("shell", "--no-imports", "--command", program, **changed)

    @contextlib.contextmanager
    def celery(self, name: str, *arguments: str) -> Iterator[subprocess.Popen]:
        """A Celery program that runs meanwhile."""
        command = [sys.executable, "-m", "celery", "-A", "ses_admin", *arguments, "--loglevel", "INFO"]
        with open(self.folder / f"{name}.log", "wb") as log:
            process = subprocess.Popen(command, cwd=TOP, env=self.environment, stdout=log, stderr=log)
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    @contextlib.contextmanager
    def jobs(self) -> Iterator[None]:
        """Two job runners, and the scheduler."""
        with contextlib.ExitStack() as running:
            for name in ("one", "two"):
                runner = ("worker", "--pool", "solo", "--hostname", f"{name}@test")
                running.enter_context(self.celery(name, *runner))
            schedule = str(self.folder / "schedule")
            running.enter_context(self.celery("beat", "beat", "--schedule", schedule, "--pidfile", ""))
            yield

    def letters(self) -> list[str]:
        """The subjects of all letters that left, sorted."""
        subjects = []
        for kept in (self.folder / "outbox").glob("*"):
            for letter in kept.read_text().split("-" * 79):
                if letter.strip():
                    subjects.append(email.message_from_string(letter.strip())["Subject"])
        return sorted(subjects)

    def logs(self) -> str:
        return "\n".join(f"{log.name}:\n{log.read_text()}" for log in self.folder.glob("*.log"))


@pytest.fixture
def installation(tmp_path):
    """A database and a queue of its own on the servers that the test run was started beside."""
    queue = f"{os.environ['REDIS_URL'].rpartition('/')[0]}/7"
    with new_database() as database_url:
        made = Installation(database_url, queue, tmp_path)
        made.manage("migrate", "--no-input", "--verbosity", "0")
        made.shell(PERSON)
        yield made


def wait_for(what: Callable[[], bool], *, seconds: int, installation: Installation) -> None:
    deadline = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < deadline, installation.logs()
        time.sleep(0.2)


def test_letters_leave_soon_after_the_act_and_once_each(installation):
    with installation.jobs():
        installation.shell(NUDGED)
        expected = [f"Letter {number}" for number in range(1, 6)]
        wait_for(lambda: len(installation.letters()) >= 5, seconds=NUDGED_WITHIN, installation=installation)
        installation.shell(NUDGED)  # the act is tried again: the same keys, so the same letters
    assert installation.letters() == expected
    assert installation.shell(STATES).splitlines() == [f"{subject} 1 True " for subject in expected]


def test_an_act_succeeds_while_redis_is_down_and_its_letter_leaves_with_the_next_sweep(installation):
    installation.shell(LATE, REDIS_URL=f"redis://127.0.0.1:{free_port()}/0")  # nobody listens there
    assert installation.letters() == []
    with installation.jobs():
        wait_for(lambda: installation.letters() != [], seconds=SWEPT_WITHIN, installation=installation)
        installation.shell(NUDGED)  # asks both job runners to look again
        wait_for(lambda: len(installation.letters()) >= 6, seconds=NUDGED_WITHIN, installation=installation)
    assert installation.letters().count("Letter 6") == 1
    assert "Letter 6 1 True " in installation.shell(STATES).splitlines()
