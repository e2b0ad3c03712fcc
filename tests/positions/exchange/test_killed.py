"""A process that is killed in the middle of taking a file has taken nothing, and the file can be taken again."""

import os
import signal
import subprocess
import sys

from django.conf import settings


def test_a_process_killed_in_the_middle_of_taking_has_taken_nothing(tmp_path):
    environment = {
        **os.environ,
        "SES_MODE": "test",
        "DATA_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'killed.sqlite3'}",
        "REDIS_URL": "",
        "DJANGO_SETTINGS_MODULE": "ses_admin.settings",
    }
    here = {"cwd": settings.BASE_DIR, "env": environment}
    step = [sys.executable, "-m", "tests.positions.exchange.killed"]
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], check=True, **here)
    subprocess.run([*step, "prepare"], check=True, **here)
    with subprocess.Popen([*step, "die"], stdout=subprocess.PIPE, text=True, **here) as taking:
        assert taking.stdout.readline() == "in the middle\n"
        os.kill(taking.pid, signal.SIGKILL)
        taking.wait(timeout=30)
    left = subprocess.run([*step, "again"], check=True, stdout=subprocess.PIPE, text=True, **here).stdout
    assert left.splitlines() == ["0 0 1 checked", "3 3 taken 0"]
