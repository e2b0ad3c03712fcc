"""A job runner that is killed while it sends: each letter reaches its reader once, on servers and without any.

A mail server of our own holds the letter that is being sent, so that the kill falls into the middle of it.
"""

import email
import os
import signal
import socketserver
import threading
import time
from pathlib import Path

import pytest

from tests.jobs.test_real_worker import NUDGED_WITHIN, PERSON, Installation, wait_for
from tests.servers import new_database

LETTERS = [f"Letter {number}" for number in range(1, 6)]
WRITE = """
from django.db import transaction
from accounts.models import User
from records.mail import send_message
person = User.objects.get()
with transaction.atomic():
    for number in range(1, 6):
        send_message(to=person, subject=f"Letter {number}", text="A contract waits.", key=f"letter-{number}")
"""
ASK = """
from celery import current_app
for _each in range(2):
    current_app.send_task("records.tasks.deliver_messages")
"""
# What ten minutes do: the claim of a runner that is gone runs out.
CLAIMS_RUN_OUT = """
from datetime import timedelta
from django.utils import timezone
from records.models import Message
Message.unscoped.filter(sent_at=None).update(claimed_until=timezone.now() - timedelta(seconds=1))
"""
UNSENT = "from records.models import Message; print(Message.unscoped.filter(sent_at=None).count())"


class MailServer:
    """Takes letters by SMTP. Held, it reads a letter and does not answer; nothing is accepted then."""

    def __init__(self) -> None:
        self.accepted: list[tuple[str, str]] = []
        self.reading = threading.Event()
        self.held = threading.Event()
        outer = self

        class Session(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                self.wfile.write(b"220 test\r\n")
                while line := self.rfile.readline():
                    verb = line[:4].upper()
                    if verb == b"DATA":
                        self.wfile.write(b"354 go on\r\n")
                        letter = b"".join(iter(self.rfile.readline, b".\r\n"))
                        if outer.held.is_set():
                            outer.reading.set()
                            self.rfile.readline()  # until the sender is gone
                            return
                        told = email.message_from_bytes(letter)
                        outer.accepted.append((told["Subject"], told["Message-ID"]))
                    if verb == b"QUIT":
                        self.wfile.write(b"221 bye\r\n")
                        return
                    self.wfile.write(b"250 ok\r\n")

        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def subjects(self) -> list[str]:
        return sorted(subject for subject, _identifier in self.accepted)


@pytest.fixture
def mail_server():
    server = MailServer()
    yield server
    server.server.shutdown()
    server.server.server_close()


def prepared(database_url: str, redis_url: str, folder: Path, server: MailServer) -> Installation:
    made = Installation(database_url, redis_url, folder)
    made.environment |= {"DJANGO_SETTINGS_MODULE": "tests.jobs.sending", "MAIL_PORT": str(server.port)}
    made.manage("migrate", "--no-input", "--verbosity", "0")
    made.shell(PERSON)
    return made


@pytest.fixture
def on_servers(tmp_path, mail_server):
    queue = f"{os.environ['REDIS_URL'].rpartition('/')[0]}/8"
    with new_database() as database_url:
        yield prepared(database_url, queue, tmp_path, mail_server)


@pytest.fixture
def without_servers(tmp_path, mail_server):
    return prepared(f"sqlite:///{tmp_path}/db.sqlite3", "", tmp_path, mail_server)


def kill_in_the_middle(installation: Installation, server: MailServer) -> None:
    """Two runners; the one that is sending is killed with the letter half sent, then everything goes on."""
    runner = ("worker", "--pool", "solo", "--concurrency", "1")
    server.held.set()
    with installation.celery("one", *runner, "--hostname", "one@test") as first:
        installation.shell(WRITE)
        deadline = time.monotonic() + NUDGED_WITHIN * 2
        while not server.reading.wait(0.2):
            assert time.monotonic() < deadline, installation.logs()
        first.send_signal(signal.SIGKILL)
        first.wait()
    assert server.accepted == []
    assert installation.shell(UNSENT).strip() == "5"
    server.held.clear()
    installation.shell(CLAIMS_RUN_OUT)
    two = installation.celery("two", *runner, "--hostname", "two@test")
    three = installation.celery("three", *runner, "--hostname", "three@test")
    with two, three:
        installation.shell(ASK)
        wait_for(lambda: len(server.accepted) >= 5, seconds=NUDGED_WITHIN * 2, installation=installation)
        installation.shell(ASK)
        wait_for(lambda: installation.shell(UNSENT).strip() == "0", seconds=NUDGED_WITHIN, installation=installation)
    assert server.subjects() == LETTERS
    assert len({identifier for _subject, identifier in server.accepted}) == 5


def test_without_servers_each_letter_is_taken_once_although_the_runner_was_killed(without_servers, mail_server):
    kill_in_the_middle(without_servers, mail_server)


@pytest.mark.servers
def test_on_postgresql_and_redis_each_letter_is_taken_once_although_a_runner_was_killed(on_servers, mail_server):
    kill_in_the_middle(on_servers, mail_server)
