"""The settings of a demonstration whose letters go to a mail server on this machine, at the port MAIL_PORT."""

import os

from ses_admin.settings import *  # noqa: F403

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST, EMAIL_PORT = "127.0.0.1", int(os.environ["MAIL_PORT"])
