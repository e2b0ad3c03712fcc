"""Events are never changed or deleted, and kept files keep their hash: the database itself refuses."""

from django.db import migrations

from records.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]
    operations = [append_only("records_event"), append_only("records_document")]
