"""manage.py flag_deadlines: run the nights that are missing, up to today or the day that is given."""

from datetime import date

from django.core.management.base import BaseCommand, CommandError

from accounts.templatetags.words import day as in_words
from positions.models import NightlyRun
from records.today import today
from ses_admin import nightly


class Command(BaseCommand):
    help = "Raise, settle and remind of what the law has owed, for every night that is missing."

    def add_arguments(self, parser):
        parser.add_argument("--on", metavar="DAY", help="the last night to run, such as 2005-05-01 (default: today)")

    def handle(self, *, on, **options):
        nights = nightly.catch_up(until=_day(on, today=today()) if on else today())
        last = NightlyRun.objects.order_by("-day").first()
        told = f" The last was {in_words(last.day)}: {last.raised} raised, " if last else ""
        told += f"{last.settled} settled, {last.reminded} reminders." if last else ""
        self.stdout.write(f"{nights} nights were run.{told}")


def _day(written: str, *, today: date) -> date:
    """The day that was written. Raises CommandError: no day, or one after the site's today, which has not come."""
    try:
        day = date.fromisoformat(written)
    except ValueError as trouble:
        raise CommandError(f"“{written}” is not a day. Write it as 2005-05-01.") from trouble
    if day > today:
        raise CommandError(
            f"{in_words(day)} has not come: this site takes today to be {in_words(today)}. No night was run. "
            "Outside production the administrator can set the training clock on the page “This site”."
        )
    return day
