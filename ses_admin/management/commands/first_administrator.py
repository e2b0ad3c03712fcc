"""manage.py first_administrator: enter the person who enters everybody else."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.acting import StepRefused
from records import offices
from records.today import today


class Command(BaseCommand):
    help = "Enter the first administrator of a new installation."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("name", help="full name, in quotation marks")

    def handle(self, *, email, name, **options):
        try:
            person = offices.first_administrator(name=name, email=email, on=today())
        except StepRefused as refusal:
            raise CommandError(refusal.words) from refusal
        self.stdout.write(
            f"{person.name} is administrator. To choose a password, open {settings.SITE_URL}/account/password/reset/ "
            f"and give the mail address {person.email}."
        )
