"""The review of a nomination: once the case is forwarded, the database refuses to change it."""

import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models

from records.triggers import frozen_when


class Migration(migrations.Migration):
    dependencies = [
        ("positions", "0006_occupancy"),
        ("records", "0002_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("answers", models.JSONField(default=dict, verbose_name="answers on the criteria")),
                ("recommends", models.CharField(blank=True, max_length=10, verbose_name="recommends to")),
                ("words", models.TextField(blank=True, verbose_name="recommendation")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("saved_on", models.DateField()),
                ("given_on", models.DateField(null=True, verbose_name="forwarded on")),
                (
                    "nomination",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="review", to="positions.nomination"
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        frozen_when("positions_review", "OLD.given_on IS NOT NULL"),
    ]
