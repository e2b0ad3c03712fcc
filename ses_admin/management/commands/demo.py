"""manage.py demo: fill an empty database with the demonstration state, or with many positions for measuring."""

from argparse import ArgumentParser, ArgumentTypeError

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.models import User
from law.dated import NotInForce
from records.today import today
from ses_admin import nightly
from ses_admin.demonstration import scale, state, stories


def number_of_positions(words: str) -> int:
    """The N of --scale: a whole number above zero."""
    if not words.isdecimal() or int(words) < 1:
        raise ArgumentTypeError("N is a whole number of positions, 1 or more.")
    return int(words)


class Command(BaseCommand):
    help = "Fill an empty database with real departments, invented people, and cases in every state."

    def add_arguments(self, parser: ArgumentParser):
        parser.add_argument(
            "--scale",
            type=number_of_positions,
            metavar="N",
            help="Instead, N positions with ten years of contracts each, for measuring only: "
            "N may be more positions than the law allows. The same N gives the same rows all fiscal year.",
        )

    def handle(self, **options):
        if settings.PRODUCTION:
            raise CommandError("The demonstration is never put into a production database.")
        if User.objects.exists():
            raise CommandError("There are people in this database already. The demonstration needs an empty one.")
        positions = options["scale"]
        if positions is None:
            self.demonstrate()
        else:
            self.multiply(positions)
        self.stdout.write("  done")

    def demonstrate(self) -> None:
        """The state as the demonstration finds it, and its stories."""
        with transaction.atomic():
            self.tell("departments, offices, positions, three years of contracts")
            built = state.build(today=today())
        self.tell("nominations and contracts in every state")
        stories.tell(built)
        self.tell("what is owed, as the nightly job finds it")
        nightly.catch_up()

    @transaction.atomic
    def multiply(self, positions: int) -> None:
        """Many positions, for measuring only."""
        try:
            for so_far in scale.build(positions=positions, today=today()):
                self.tell(f"{so_far:,} of {positions:,} positions")
        except NotInForce:
            raise CommandError(f"Ten years before {today()} there was no SES. Choose a later training day.") from None

    def tell(self, words: str) -> None:
        """A line that is seen at once."""
        self.stdout.write(f"  {words}")
        self.stdout.flush()
