"""The State Personnel Director's yearly guidance on pay, and why a planning meeting was later than it should be."""

from django.db import migrations, models

from records.triggers import append_only, lift


def let_tables_be_made_anew(apps, schema_editor):
    """SQLite makes the table of contracts anew, and cannot while triggers look at it. They are put back at the end."""
    if schema_editor.connection.vendor == "sqlite":
        lift(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("contracts", "0007_frozen_means_frozen"),
    ]

    operations = [
        migrations.RunPython(let_tables_be_made_anew, migrations.RunPython.noop),
        migrations.AddField(
            model_name="contract",
            name="planning_late_reason",
            field=models.TextField(blank=True, verbose_name="why the planning meeting was later"),
        ),
        migrations.CreateModel(
            name="PayGuidance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "plan",
                    models.CharField(
                        choices=[("colorado-ses", "Colorado Senior Executive Service")],
                        default="colorado-ses",
                        max_length=30,
                    ),
                ),
                ("fiscal_year", models.PositiveSmallIntegerField(verbose_name="fiscal year, by the year it starts in")),
                ("text", models.TextField()),
                (
                    "most_increase",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="highest increase in percent",
                    ),
                ),
                ("source", models.CharField(max_length=250)),
                ("is_demonstration", models.BooleanField(default=False, verbose_name="invented for the demonstration")),
                ("recorded_on", models.DateField()),
                ("state", models.CharField(max_length=20)),
            ],
            options={
                "indexes": [models.Index(fields=["plan", "fiscal_year"], name="contracts_p_plan_e63d03_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("most_increase", None), ("most_increase__gte", 0), _connector="OR"),
                        name="guidance_increase_not_below_zero",
                        violation_error_message="The highest increase cannot be below zero.",
                    )
                ],
            },
        ),
        append_only("contracts_payguidance"),
    ]
