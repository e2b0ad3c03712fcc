"""manage.py restore: an archive of `manage.py backup` brought to an empty installation, and proved whole."""

from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from records.backups import RestoreRefused, restoring


class Command(BaseCommand):
    help = (
        "Bring a backup to an empty installation: every sum is checked before anything is written, newer migrations "
        "are applied, and the records are verified. Stopped in the middle, give the same command again."
    )
    requires_system_checks = []  # noqa: RUF012 (one of them says that a restore is not finished)

    def add_arguments(self, parser):
        parser.add_argument("archive", help="a file written by manage.py backup")

    def handle(self, *, archive, **options):
        try:
            restoring.restore(Path(archive), say=self.stdout.write)
        except (RestoreRefused, OSError) as refusal:
            raise CommandError(str(refusal)) from refusal
        try:
            call_command("verify_records", stdout=self.stdout)
        finally:  # what the backup held is here, also when it was not whole before
            restoring.finish()
        self.stdout.write("Restored. Start the site.")
