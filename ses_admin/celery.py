"""The Celery application. Jobs flag, print, seal and send; they never change anybody's status."""

import os
import sys
from typing import Any

from celery import Celery
from celery.signals import worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ses_admin.settings")

app = Celery("ses_admin")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
def refuse_while_a_restore_is_not_finished(**_about: Any) -> None:
    """No job works with records that are not whole."""
    from records.backups import unfinished

    if said := unfinished.words():
        sys.exit(said)
