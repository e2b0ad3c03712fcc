"""Django's flush for tests: lifts the append-only triggers while the tables are emptied."""

from django.core.management.commands import flush
from django.db import connections

from records import triggers


class Command(flush.Command):
    def handle(self, **options):
        connection = connections[options["database"]]
        triggers.lift(connection)
        super().handle(**options)
        triggers.restore(connection)
