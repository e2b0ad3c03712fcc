"""The door for web servers: gunicorn ses_admin.wsgi."""

import os

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ses_admin.settings")
application = get_wsgi_application()

from records.backups import unfinished  # noqa: E402 (the applications have to be ready)

if said := unfinished.words():
    raise ImproperlyConfigured(said)
