"""Letters as they were sent, and their delivery: rows that the database refuses to change."""

import django.core.serializers.json
import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models

from records.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_sessions_ended"),
        ("positions", "0002_corrected_fte_counts"),
        ("records", "0002_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Letter",
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
                ("letter_kind", models.CharField(max_length=60, verbose_name="kind of letter")),
                ("thing_kind", models.CharField(max_length=30)),
                ("thing_id", models.PositiveBigIntegerField()),
                ("subject", models.CharField(max_length=250)),
                ("addressees", models.JSONField(default=list)),
                ("facts", models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ("sent_on", models.DateField(verbose_name="sent on")),
                ("sent_at", models.DateTimeField()),
                ("office", models.CharField(max_length=60, verbose_name="signed as")),
                ("state", models.CharField(max_length=20)),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.department"
                    ),
                ),
                ("document", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to="records.document")),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "position",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="positions.position",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="LetterDelivery",
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
                ("how", models.CharField(max_length=200, verbose_name="how it was delivered")),
                ("delivered_on", models.DateField(verbose_name="delivered on")),
                ("attested_by", models.CharField(max_length=150, verbose_name="attested by")),
                ("noted_on", models.DateField()),
                ("state", models.CharField(max_length=20)),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.department"
                    ),
                ),
                (
                    "letter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="delivery", to="positions.letter"
                    ),
                ),
            ],
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(fields=["thing_kind", "thing_id"], name="positions_l_thing_k_91f868_idx"),
        ),
        append_only("positions_letter"),
        append_only("positions_letterdelivery"),
    ]
