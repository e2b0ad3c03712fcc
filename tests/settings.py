"""The project's settings, in test mode. DATABASE_URL and REDIS_URL are honoured."""

import os
import tempfile

os.environ["SES_MODE"] = "test"
os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="ses-test-"))
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
