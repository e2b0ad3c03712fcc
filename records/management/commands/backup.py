"""manage.py backup: one archive with the database and every kept file, while the site runs."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from records.backups import BackupRefused, making


class Command(BaseCommand):
    help = (
        "Write one archive with the database, every kept file and the seal, while the site runs. "
        "The archive is as secret as the site. Exit 1 if nothing was written, or if a kept file was not whole."
    )

    def add_arguments(self, parser):
        parser.add_argument("where", help="a folder (the name then says the moment), or a file that is not there yet")

    def handle(self, *, where, **options):
        try:
            made = making.make(Path(where).resolve(), at=timezone.now())
        except (BackupRefused, OSError) as refusal:
            raise CommandError(str(refusal)) from refusal
        size = f"{made.size / 1_000_000:,.1f} MB"
        self.stdout.write(f"{made.path}: the database and {made.files} kept files, {size}. Keep it secret.")
        if made.trouble:
            told = ["The backup is written, but not everything was whole before:", *made.trouble]
            raise CommandError("\n".join(told))
