"""The site as it runs in production: PostgreSQL, Redis, collected static files, gunicorn, a proxy in front.

Needs both servers: python -m tests.servers run -- pytest -m servers
"""

import contextlib
import http.client
import os
import re
import subprocess
import sys
import time
import uuid
from pathlib import Path

import psycopg2
import pytest

from tests.servers import free_port, new_database

pytestmark = pytest.mark.servers

TOP = Path(__file__).resolve().parents[2]
HOST = "ses.example.gov"
BY_PROXY = {"Host": HOST, "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7"}


class Site:
    """A running production site."""

    def __init__(self, port: int) -> None:
        self.port = port

    def get(self, path: str, headers: dict[str, str]) -> tuple[http.client.HTTPResponse, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        with contextlib.closing(connection):
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            return answer, answer.read().decode()


def environment(database_url: str, folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "SES_TODAY"}
    return kept | {
        "SES_MODE": "production",
        "DJANGO_SETTINGS_MODULE": "ses_admin.settings",
        "SECRET_KEY": uuid.uuid4().hex * 2,
        "ALLOWED_HOSTS": HOST,
        "SITE_URL": f"https://{HOST}",
        "EMAIL_URL": "smtp://127.0.0.1:9",
        "DATABASE_URL": database_url,
        "DATA_DIR": str(folder / "data"),
        "STATIC_ROOT": str(folder / "static"),
        "BEHIND_PROXY": "true",
        "PROXY_COUNT": "1",
    }


def manage(*arguments: str, env: dict[str, str]) -> None:
    subprocess.run([sys.executable, "manage.py", *arguments, "--verbosity", "0"], cwd=TOP, env=env, check=True)


@pytest.fixture(scope="module")
def database_url():
    with new_database() as address:
        yield address


@pytest.fixture(scope="module")
def site(database_url, tmp_path_factory):
    folder = tmp_path_factory.mktemp("production")
    env, port = environment(database_url, folder), free_port()
    manage("migrate", "--no-input", env=env)
    manage("collectstatic", "--no-input", env=env)
    command = [sys.executable, "-m", "gunicorn", "ses_admin.wsgi:application", "--bind", f"127.0.0.1:{port}"]
    command += ["--preload", "--workers", "2", "--worker-class", "gthread", "--threads", "4", "--no-control-socket"]
    process = subprocess.Popen(command, cwd=TOP, env=env)
    running, deadline = Site(port), time.monotonic() + 60
    try:
        while True:
            with contextlib.suppress(OSError):
                running.get("/healthz", BY_PROXY)
                break
            assert process.poll() is None and time.monotonic() < deadline, "The site did not start."
            time.sleep(0.1)
        yield running
    finally:
        process.terminate()
        process.wait(timeout=40)


def test_the_sign_in_page_opens_with_its_styles(site):
    answer, page = site.get("/account/login/", BY_PROXY)
    assert answer.status == 200
    files = re.findall(r'(?:href|src)="(/static/[^"#?]+)', page)
    assert files
    for path in files:
        assert re.search(r"\.[0-9a-f]{12}\.", path), path  # a name that changes with the content
        assert site.get(path, BY_PROXY)[0].status == 200, path


def test_the_site_is_well(site):
    answer, told = site.get("/healthz", BY_PROXY)
    assert answer.status == 200, told


def test_what_comes_without_tls_is_sent_to_it(site):
    answer, _ = site.get("/account/login/", {"Host": HOST})
    assert answer.status == 301
    assert answer.headers["Location"] == f"https://{HOST}/account/login/"


def test_cookies_travel_over_tls_only(site):
    answer, _ = site.get("/account/login/", BY_PROXY)
    cookies = answer.headers.get_all("Set-Cookie")
    assert cookies
    assert all("Secure" in cookie for cookie in cookies)
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]


def test_another_host_name_is_refused(site):
    answer, page = site.get("/account/login/", BY_PROXY | {"Host": "elsewhere.example.com"})
    assert answer.status == 400
    assert "Traceback" not in page


def switch(address: str, *, on: bool) -> None:
    """Let the database take connections; or none, and end those that are open."""
    name = address.rpartition("/")[2]
    with contextlib.closing(psycopg2.connect(os.environ["DATABASE_URL"])) as connection:
        connection.autocommit = True
        cursor = connection.cursor()
        cursor.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS {'true' if on else 'false'}")
        if not on:
            cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])


def test_a_database_that_goes_away_is_told_in_words_and_comes_back_without_a_restart(site, database_url):
    with_a_session = BY_PROXY | {"Cookie": "sessionid=abcdefghijklmnopqrstuvwxyz012345"}

    def asked() -> tuple[int, str]:
        answer, page = site.get("/", with_a_session)
        return answer.status, page

    assert asked()[0] == 302  # to the sign-in page
    switch(database_url, on=False)
    try:
        for status, page in [asked() for _time in range(4)]:
            assert status == 503
            assert "The records do not answer just now" in page
            assert "Traceback" not in page
            assert "psycopg" not in page
        assert site.get("/healthz", BY_PROXY)[0].status == 503
    finally:
        switch(database_url, on=True)
    assert [asked()[0] for _time in range(4)] == [302] * 4
    assert site.get("/healthz", BY_PROXY)[0].status == 200
