"""Wiring: settings, addresses, jobs, the desk."""

from ses_admin.celery import app as celery_app

__all__ = ["celery_app"]
