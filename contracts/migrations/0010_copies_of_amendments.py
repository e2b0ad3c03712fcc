"""An amendment has a copy for DPA/DHR of its own; what was received stays; who read which version is remembered."""

import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models

from records.triggers import append_only, frozen_when, never_deleted, not_added_when


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_mail_and_calendar'),
        ('contracts', '0009_contracts_of_a_person'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AmendmentCopy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('plan', models.CharField(choices=[('colorado-ses', 'Colorado Senior Executive Service')], default='colorado-ses', max_length=30)),
                ('state', models.CharField(max_length=20)),
                ('sent_on', models.DateField()),
                ('received_on', models.DateField(null=True)),
                ('returned_reason', models.TextField(blank=True)),
                ('amendment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='copy', to='contracts.amendment')),
                ('department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.department')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['state', 'sent_on'], name='contracts_a_state_85a667_idx')],
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='VersionRead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('read_on', models.DateField(verbose_name='legal day')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contracts.version')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'version'), name='a_version_is_first_read_once')],
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        not_added_when(
            "contracts_amendmentcopy",
            "NOT EXISTS (SELECT 1 FROM contracts_amendment WHERE id = NEW.amendment_id AND state = 'signed')",
        ),
        frozen_when("contracts_amendmentcopy", "OLD.state = 'received'"),
        never_deleted("contracts_amendmentcopy"),
        frozen_when("contracts_contractcopy", "OLD.state = 'received'"),
        never_deleted("contracts_contractcopy"),
        append_only("contracts_versionread"),
    ]
