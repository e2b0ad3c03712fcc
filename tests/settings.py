"""The project's settings, in test mode. DATABASE_URL and REDIS_URL are honoured."""

import atexit
import os
import shutil
import tempfile

os.environ["SES_MODE"] = "test"
os.environ.setdefault("ENV_FILE", os.devnull)  # what a person's own site is set to is nothing to the tests
if "DATA_DIR" not in os.environ:
    folder, maker = tempfile.mkdtemp(prefix="ses-test-"), os.getpid()
    os.environ["DATA_DIR"] = folder
    atexit.register(lambda: os.getpid() == maker and shutil.rmtree(folder, ignore_errors=True))
os.environ.pop("SES_TODAY", None)

from ses_admin.settings import *  # noqa: E402, F403
from ses_admin.settings import INSTALLED_APPS  # noqa: E402

# Transactional tests on SQLite empty the tables with DELETE, which append-only tables refuse: see tests/emptying.
INSTALLED_APPS = ["tests.emptying", *INSTALLED_APPS]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
DATABASES["default"]["TEST"] = (  # noqa: F405
    {"NAME": str(DATA_DIR / "test.sqlite3")}  # noqa: F405 (a file: parallel writers need one)
    if DATABASES["default"]["ENGINE"].endswith("sqlite3")  # noqa: F405
    else {}
)
