"""A duty whose last day passed and that was never met is told apart from one that fell away."""

from django.db import migrations, models
from django.db.models import F


def tell_apart(apps, schema_editor):
    """Those that ended after their last day, unmet, were said to be no longer owed."""
    flags = apps.get_model("positions", "Flag")._default_manager.filter(is_met=False, settled_on__gt=F("due_on"))
    flags.update(is_missed=True, settled_how="It was not met, and its time is over.")


class Migration(migrations.Migration):
    dependencies = [("positions", "0012_imports_kept")]

    operations = [
        migrations.AddField(
            model_name="flag",
            name="is_missed",
            field=models.BooleanField(default=False, verbose_name="its last day passed, and it was never met"),
        ),
        migrations.AlterField(
            model_name="flag",
            name="settled_on",
            field=models.DateField(null=True, verbose_name="day on which it was met, fell away, or its time was over"),
        ),
        migrations.RunPython(tell_apart, migrations.RunPython.noop),
    ]
