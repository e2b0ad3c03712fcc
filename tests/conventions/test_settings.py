"""The settings refuse loudly what would be unsafe, each tried in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[2]
SECRET = "a secret of this installation that nobody else knows"
SOUND = {
    "SES_MODE": "production",
    "SECRET_KEY": SECRET,
    "ALLOWED_HOSTS": "ses.example.gov",
    "EMAIL_URL": "smtp://mail.example.gov:25",
    "SITE_URL": "https://ses.example.gov",
}


SET_UP = "import django; django.setup(); from django.core.management import call_command"


def start(folder: Path, program: str = "import ses_admin.settings", **environment: str):
    """Run a line of Python with these settings and no others."""
    told = {
        "PATH": os.environ["PATH"],
        "DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "ses_admin.settings",
        "ENV_FILE": str(folder / "no-settings-file"),
    }
    return subprocess.run(
        [sys.executable, "-c", program], cwd=TOP, env=told | environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"DEBUG": "true"}, "DEBUG must be off"),
        ({"SECRET_KEY": ""}, "SECRET_KEY must be a secret"),
        ({"SECRET_KEY": "sample-key-for-tests-only-never-for-people"}, "SECRET_KEY must be a secret"),
        ({"SECRET_KEY": "too short"}, "at least 40 characters"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS must name"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS must name"),
        ({"ALLOWED_HOSTS": "ses.example.gov,*"}, "ALLOWED_HOSTS must name"),
        ({"SES_TODAY": "2004-06-15"}, "training day, which production does not have"),
        ({"SES_MODE": "staging"}, "SES_MODE is 'staging'"),
        ({"SES_MODE": "Production"}, "SES_MODE is 'Production'"),
        ({"EMAIL_URL": ""}, "EMAIL_URL"),
    ],
)
def test_an_unsafe_production_site_does_not_start(tmp_path, changed, words):
    refused = start(tmp_path, **{**SOUND, **changed})
    assert refused.returncode != 0
    assert "ImproperlyConfigured" in refused.stderr
    assert words in refused.stderr


def test_the_secret_is_not_told_when_something_else_is_wrong(tmp_path):
    refused = start(tmp_path, **{**SOUND, "ALLOWED_HOSTS": "*"})
    assert SECRET not in refused.stderr


def test_a_site_that_is_told_nothing_is_a_production_site_and_does_not_start(tmp_path):
    refused = start(tmp_path)
    assert refused.returncode != 0
    assert "SECRET_KEY must be a secret" in refused.stderr


def test_a_sound_production_site_starts_with_everything_that_django_asks_for(tmp_path):
    checked = start(tmp_path, f"{SET_UP}; call_command('check', deploy=True)", **SOUND)
    assert (checked.returncode, checked.stdout.strip()) == (0, "System check identified no issues (0 silenced).")
    assert "WARNINGS" not in checked.stderr


def test_only_the_demonstration_has_invented_people_and_a_training_day(tmp_path):
    program = "from ses_admin import settings as s; print(s.DEMONSTRATION, s.TRAINING_DAY)"
    shown = start(tmp_path, program, SES_MODE="demonstration", SES_TODAY="2004-06-15")
    assert shown.stdout.strip() == "True 2004-06-15"
    assert start(tmp_path, program, **SOUND).stdout.strip() == "False None"


def test_the_demonstration_is_never_put_into_a_production_database(tmp_path):
    refused = start(tmp_path, f"{SET_UP}; call_command('demo')", **SOUND)
    assert refused.returncode != 0
    assert "never put into a production database" in refused.stderr


def test_web_workers_share_what_they_count(tmp_path):
    """Tries to sign in and codes that were used: a second worker must know of them."""
    program = "from ses_admin import settings as s; print(s.CACHES['default']['BACKEND'].rsplit('.', 1)[1])"
    assert start(tmp_path, program, **SOUND).stdout.strip() == "FileBasedCache"
    with_redis = start(tmp_path, program, **SOUND, REDIS_URL="redis://127.0.0.1:6379/0")
    assert with_redis.stdout.strip() == "RedisCache"
