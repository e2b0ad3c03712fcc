"""The Celery application. Jobs flag, print, seal and send; they never change anybody's status."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ses_admin.settings")

app = Celery("ses_admin")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
