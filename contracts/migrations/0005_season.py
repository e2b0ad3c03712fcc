"""Acts on many contracts at once; comments beside a line; the terms of one person never overlap."""

import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models

from records.triggers import refused_when


LATER = "CASE WHEN NEW.starts_on > other.starts_on THEN NEW.starts_on ELSE other.starts_on END"
STAY = "SELECT 1 FROM positions_incumbency stay WHERE stay.person_id = NEW.employee_id AND stay.position_id ="


def still_runs(contract: str) -> str:
    """Whether this contract's person is still in its position on the later of both first days, as far as is known."""
    begun = f"{STAY} {contract}.position_id AND stay.starts_on <= {contract}.starts_on"
    return f"(EXISTS ({begun} AND (stay.ends_on IS NULL OR stay.ends_on >= {LATER})) OR NOT EXISTS ({begun}))"


OVERLAPS = (
    "NEW.state <> 'withdrawn' AND EXISTS (SELECT 1 FROM contracts_contract other "
    "WHERE other.employee_id = NEW.employee_id AND other.id <> NEW.id AND other.state <> 'withdrawn' "
    "AND other.starts_on <= NEW.ends_on AND NEW.starts_on <= other.ends_on "
    f"AND {still_runs('other')} AND {still_runs('NEW')})"
)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_sessions_ended"),
        ("contracts", "0004_lines_and_executed_copies_kept"),
        ("positions", "0002_corrected_fte_counts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="line",
            field=models.CharField(
                blank=True, max_length=40, verbose_name="the line it is about; empty: all of the version"
            ),
        ),
        migrations.AlterField(
            model_name="signature",
            name="authentication",
            field=models.CharField(max_length=120, verbose_name="how the signer proved who they are"),
        ),
        migrations.CreateModel(
            name="BulkRun",
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
                ("act", models.CharField(max_length=20)),
                (
                    "fiscal_year",
                    models.PositiveSmallIntegerField(null=True, verbose_name="fiscal year, by the year it starts in"),
                ),
                ("choices", models.JSONField(default=dict, verbose_name="what was filled in")),
                ("key", models.UUIDField(unique=True)),
                ("state", models.CharField(max_length=20)),
                ("asked_on", models.DateField()),
                ("asked_at", models.DateTimeField()),
                ("claimed_until", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.department",
                    ),
                ),
            ],
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="BulkRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveIntegerField()),
                (
                    "revision",
                    models.PositiveIntegerField(null=True, verbose_name="the revision of the draft that was shown"),
                ),
                ("name", models.CharField(max_length=300, verbose_name="of whom, in which position")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Waits"),
                            ("done", "Done"),
                            ("refused", "Could not be done"),
                            ("left out", "Left out"),
                        ],
                        default="",
                        max_length=10,
                    ),
                ),
                ("words", models.TextField(blank=True, verbose_name="what became of it")),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "contract",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.contract",
                    ),
                ),
                (
                    "position",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="positions.position"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rows", to="contracts.bulkrun"
                    ),
                ),
            ],
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddIndex(
            model_name="bulkrun",
            index=models.Index(fields=["finished_at", "claimed_until"], name="contracts_b_finishe_775cd4_idx"),
        ),
        migrations.AddConstraint(
            model_name="bulkrow",
            constraint=models.UniqueConstraint(fields=("run", "order"), name="one_bulk_row_of_an_order"),
        ),
        refused_when(
            "contracts_contract",
            OVERLAPS,
            words="the terms of the contracts of one person do not overlap",
            name="contracts_contract_terms",
        ),
    ]
