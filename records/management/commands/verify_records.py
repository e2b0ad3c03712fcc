"""manage.py verify_records: walk the event chain and every kept file; name each break."""

from django.core.management.base import BaseCommand, CommandError

from records import events, files
from records.models import Document, Event


class Command(BaseCommand):
    help = "Walk the event chain and every kept file; exit 1 and name each break if there is one."

    def handle(self, **options):
        broken, disposed = events.breaks(), 0
        for document in Document.unscoped.order_by("pk").iterator():
            try:
                files.read(document)
            except files.Disposed:
                disposed += 1
            except files.Damaged as damage:
                broken.append(str(damage))
        if broken:
            raise CommandError("\n".join(broken))
        kept = Document.unscoped.count() - disposed
        gone = f"; {disposed} were disposed of under their rule" if disposed else ""
        self.stdout.write(f"Whole: {Event.unscoped.count()} events in one chain, {kept} kept files unchanged{gone}.")
