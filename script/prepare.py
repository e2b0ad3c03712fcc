"""What script/server does before it starts: the database up to date, and people in an empty demonstration."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ses_admin.settings")

import django  # noqa: E402 (the settings have to be named first)
from django.core.exceptions import ImproperlyConfigured  # noqa: E402

try:
    django.setup()
except ImproperlyConfigured as wrong:
    sys.exit(f"The settings (.env or the environment) are not right: {wrong}")

from django.conf import settings  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import OperationalError, connection, transaction  # noqa: E402
from django.db.migrations.executor import MigrationExecutor  # noqa: E402


def main() -> int:
    try:
        connection.ensure_connection()
    except OperationalError as trouble:
        print(f"The database cannot be reached: {trouble}", file=sys.stderr)
        return 1
    # Pages look here for their styles; only production has collected them beforehand.
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        print("Bringing the database up to date", flush=True)
        call_command("migrate", interactive=False, verbosity=0)
    if settings.DEMONSTRATION and not get_user_model().objects.exists():
        print("Filling the demonstration with invented people", flush=True)
        with transaction.atomic():  # all of it, or the next start tries again
            call_command("demo")
    return 0


if __name__ == "__main__":
    sys.exit(main())
