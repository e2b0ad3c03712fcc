"""Requests for additional positions, reviews, removals of positions, the regular lid; an approval can lapse."""

import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models

from records.triggers import append_only, frozen_when


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_sessions_ended"),
        ("positions", "0007_review"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AllotmentReview",
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
                ("state", models.CharField(max_length=20)),
                ("opened_on", models.DateField()),
                ("placed", models.PositiveSmallIntegerField(verbose_name="positions in the SES")),
                ("most", models.PositiveSmallIntegerField(null=True, verbose_name="positions it may have")),
                ("words", models.TextField(verbose_name="what the rule says")),
                ("outcome", models.CharField(blank=True, max_length=20)),
                ("settled_on", models.DateField(null=True)),
                ("settled_reason", models.TextField(blank=True)),
            ],
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="AuthorizationRequest",
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
                ("number", models.PositiveSmallIntegerField(verbose_name="additional positions")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                ("cause", models.TextField(verbose_name="good cause")),
                ("state", models.CharField(max_length=20)),
                ("revision", models.PositiveIntegerField(default=0)),
                ("prepared_on", models.DateField()),
                ("requested_on", models.DateField(null=True)),
                ("decided_on", models.DateField(null=True)),
                ("decision_reason", models.TextField(blank=True)),
            ],
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="RegularLid",
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
                ("amount", models.DecimalField(decimal_places=2, max_digits=10, verbose_name="dollars per month")),
                ("source", models.CharField(max_length=250)),
                ("is_demonstration", models.BooleanField(default=False, verbose_name="demonstration figure")),
                ("recorded_on", models.DateField()),
                ("state", models.CharField(max_length=20)),
            ],
        ),
        migrations.CreateModel(
            name="Removal",
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
                ("cause", models.CharField(max_length=20)),
                ("state", models.CharField(max_length=20)),
                ("opened_on", models.DateField()),
                ("reason", models.TextField(verbose_name="why it is reviewed, or no longer supported")),
                ("question", models.TextField(blank=True, verbose_name="asked of the department")),
                ("answer", models.TextField(blank=True, verbose_name="answer of the department")),
                ("decided_on", models.DateField(null=True)),
                ("decision_reason", models.TextField(blank=True)),
                ("last_day", models.DateField(null=True, verbose_name="last day in the SES")),
                (
                    "monthly_salary",
                    models.DecimalField(
                        decimal_places=2, max_digits=10, null=True, verbose_name="salary in the Management plan"
                    ),
                ),
            ],
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="nomination",
            name="nomination_state_is_known",
        ),
        migrations.AddConstraint(
            model_name="nomination",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "draft",
                            "submitted",
                            "returned",
                            "forwarded",
                            "approved",
                            "denied",
                            "withdrawn",
                            "placed",
                            "lapsed",
                        ],
                    )
                ),
                name="nomination_state_is_known",
            ),
        ),
        migrations.AddField(
            model_name="allotmentreview",
            name="department",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.department"
            ),
        ),
        migrations.AddField(
            model_name="authorizationrequest",
            name="authorization",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="request",
                to="positions.authorization",
            ),
        ),
        migrations.AddField(
            model_name="authorizationrequest",
            name="department",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.department"
            ),
        ),
        migrations.AddIndex(
            model_name="regularlid",
            index=models.Index(fields=["plan", "fiscal_year"], name="positions_r_plan_a4ce6a_idx"),
        ),
        migrations.AddConstraint(
            model_name="regularlid",
            constraint=models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="lid_above_zero"),
        ),
        migrations.AddField(
            model_name="removal",
            name="department",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.department"
            ),
        ),
        migrations.AddField(
            model_name="removal",
            name="person",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="removal",
            name="placement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="positions.placement"
            ),
        ),
        migrations.AddField(
            model_name="removal",
            name="position",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="positions.position"
            ),
        ),
        migrations.AddConstraint(
            model_name="allotmentreview",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")),
                fields=("plan", "department"),
                name="one_open_review_of_a_department",
            ),
        ),
        migrations.AddIndex(
            model_name="authorizationrequest",
            index=models.Index(fields=["department", "state"], name="positions_a_departm_a9db18_idx"),
        ),
        migrations.AddConstraint(
            model_name="authorizationrequest",
            constraint=models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="request_of_at_least_one"),
        ),
        migrations.AddConstraint(
            model_name="authorizationrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                name="request_ends_after_it_starts",
            ),
        ),
        migrations.AddIndex(
            model_name="removal",
            index=models.Index(fields=["department", "state"], name="positions_r_departm_68f1a7_idx"),
        ),
        migrations.AddConstraint(
            model_name="removal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("reviewing", "asked", "unsupported", "ordered"))),
                fields=("position",),
                name="one_open_removal_of_a_position",
            ),
        ),
        migrations.AddConstraint(
            model_name="removal",
            constraint=models.CheckConstraint(
                condition=models.Q(("monthly_salary", None), ("monthly_salary__gt", 0), _connector="OR"),
                name="converted_salary_above_zero",
            ),
        ),
        append_only("positions_regularlid"),
        frozen_when("positions_allotmentreview", "OLD.state = 'settled'"),
        frozen_when("positions_authorizationrequest", "OLD.state IN ('granted', 'refused', 'withdrawn')"),
        frozen_when("positions_removal", "OLD.state IN ('converted', 'kept')"),
    ]
