from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate, pre_migrate


class RecordsConfig(AppConfig):
    name = "records"
    verbose_name = "What is kept"

    def ready(self) -> None:
        """Kept rows stay kept, whatever a migration does to their tables; what is half restored is not worked with."""
        from records import triggers
        from records.backups import unfinished

        pre_migrate.connect(triggers.lift_for_migrations, sender=self)
        post_migrate.connect(triggers.restore_after_migrations, sender=self)
        checks.register(unfinished.check)
