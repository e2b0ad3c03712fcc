"""manage.py demo: fill an empty database with the demonstration state."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.models import User
from records.today import today
from ses_admin.demonstration import state, stories


class Command(BaseCommand):
    help = "Fill an empty database with real departments, invented people, and cases in every state."

    def handle(self, **options):
        if settings.PRODUCTION:
            raise CommandError("The demonstration is never put into a production database.")
        if User.objects.exists():
            raise CommandError("There are people in this database already. The demonstration needs an empty one.")
        with transaction.atomic():
            self.stdout.write("  departments, offices, positions, three years of contracts")
            self.stdout.flush()
            built = state.build(today=today())
        self.stdout.write("  nominations and contracts in every state")
        self.stdout.flush()
        stories.tell(built)
        self.stdout.write("  done")
