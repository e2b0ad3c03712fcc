"""Titles from a day on, transfers, corrections, vacant classified positions; how an appointment ended."""

import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_sessions_ended'),
        ('positions', '0003_letters'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('plan', models.CharField(choices=[('colorado-ses', 'Colorado Senior Executive Service')], default='colorado-ses', max_length=30)),
                ('state', models.CharField(max_length=20)),
                ('was', models.JSONField(default=dict)),
                ('became', models.JSONField(default=dict)),
                ('reason', models.TextField()),
                ('corrected_on', models.DateField()),
            ],
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Designation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('plan', models.CharField(choices=[('colorado-ses', 'Colorado Senior Executive Service')], default='colorado-ses', max_length=30)),
                ('state', models.CharField(max_length=20)),
                ('title', models.CharField(max_length=150)),
                ('division', models.CharField(blank=True, max_length=150)),
                ('before_title', models.CharField(max_length=150)),
                ('before_division', models.CharField(blank=True, max_length=150)),
                ('starts_on', models.DateField(verbose_name='from')),
                ('reason', models.TextField(blank=True)),
            ],
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Transfer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('plan', models.CharField(choices=[('colorado-ses', 'Colorado Senior Executive Service')], default='colorado-ses', max_length=30)),
                ('starts_on', models.DateField(verbose_name='first day in the new position')),
                ('merit_basis', models.TextField(blank=True, verbose_name='merit and fitness basis')),
                ('state', models.CharField(max_length=20)),
                ('requested_on', models.DateField()),
            ],
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='TransferApproval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('office', models.CharField(max_length=60)),
                ('approved_on', models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name='Vacancy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('plan', models.CharField(choices=[('colorado-ses', 'Colorado Senior Executive Service')], default='colorado-ses', max_length=30)),
                ('state', models.CharField(max_length=20)),
                ('vacant_from', models.DateField(verbose_name='vacant from')),
                ('filled_on', models.DateField(null=True, verbose_name='first day on which it is no longer vacant')),
            ],
            options={
                'verbose_name_plural': 'vacancies',
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='incumbency',
            name='one_open_incumbency',
        ),
        migrations.AddField(
            model_name='incumbency',
            name='ended_by',
            field=models.CharField(blank=True, max_length=20, verbose_name='how it ended'),
        ),
        migrations.AddField(
            model_name='incumbency',
            name='ending_cause',
            field=models.CharField(blank=True, max_length=20, verbose_name='cause of discipline'),
        ),
        migrations.AddField(
            model_name='incumbency',
            name='ending_reason',
            field=models.TextField(blank=True, verbose_name='what the end rests on'),
        ),
        migrations.AddField(
            model_name='incumbency',
            name='met_on',
            field=models.DateField(null=True, verbose_name='meeting before the disciplinary action'),
        ),
        migrations.AddField(
            model_name='jobdescription',
            name='state',
            field=models.CharField(default='kept', max_length=20),
        ),
        migrations.AddField(
            model_name='position',
            name='job_class',
            field=models.CharField(blank=True, max_length=120, verbose_name='class outside the SES'),
        ),
        migrations.AddConstraint(
            model_name='incumbency',
            constraint=models.UniqueConstraint(condition=models.Q(('ends_on', None)), fields=('position', 'is_acting'), name='one_open_incumbency', violation_error_message='This position is already held by somebody with no last day.'),
        ),
        migrations.AddField(
            model_name='correction',
            name='department',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.department'),
        ),
        migrations.AddField(
            model_name='correction',
            name='incumbency',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='positions.incumbency'),
        ),
        migrations.AddField(
            model_name='correction',
            name='placement',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='positions.placement'),
        ),
        migrations.AddField(
            model_name='correction',
            name='position',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='positions.position'),
        ),
        migrations.AddField(
            model_name='designation',
            name='corrects',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='positions.designation'),
        ),
        migrations.AddField(
            model_name='designation',
            name='department',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.department'),
        ),
        migrations.AddField(
            model_name='designation',
            name='position',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='designations', to='positions.position'),
        ),
        migrations.AddField(
            model_name='transfer',
            name='department',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.department'),
        ),
        migrations.AddField(
            model_name='transfer',
            name='from_department',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.department'),
        ),
        migrations.AddField(
            model_name='transfer',
            name='leaving',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='positions.incumbency'),
        ),
        migrations.AddField(
            model_name='transfer',
            name='made',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='transfer', to='positions.incumbency'),
        ),
        migrations.AddField(
            model_name='transfer',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='transfer',
            name='position',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='positions.position'),
        ),
        migrations.AddField(
            model_name='transferapproval',
            name='approved_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='transferapproval',
            name='department',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.department'),
        ),
        migrations.AddField(
            model_name='transferapproval',
            name='transfer',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='approvals', to='positions.transfer'),
        ),
        migrations.AddField(
            model_name='vacancy',
            name='department',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.department'),
        ),
        migrations.AddField(
            model_name='vacancy',
            name='position',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='vacancies', to='positions.position'),
        ),
        migrations.AddIndex(
            model_name='designation',
            index=models.Index(fields=['position', 'starts_on'], name='positions_d_positio_1e8b55_idx'),
        ),
        migrations.AddIndex(
            model_name='transfer',
            index=models.Index(fields=['state', 'department'], name='positions_t_state_b5a124_idx'),
        ),
        migrations.AddIndex(
            model_name='transfer',
            index=models.Index(fields=['state', 'from_department'], name='positions_t_state_1bc14d_idx'),
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['requested', 'approved', 'declined', 'withdrawn'])), name='transfer_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'requested')), fields=('person',), name='one_open_transfer_of_a_person', violation_error_message='A transfer of this person is asked for already.'),
        ),
        migrations.AddConstraint(
            model_name='transferapproval',
            constraint=models.UniqueConstraint(fields=('transfer', 'department'), name='one_approval_of_a_department'),
        ),
        migrations.AddIndex(
            model_name='vacancy',
            index=models.Index(fields=['department', 'vacant_from'], name='positions_v_departm_fb6091_idx'),
        ),
        migrations.AddConstraint(
            model_name='vacancy',
            constraint=models.UniqueConstraint(condition=models.Q(('filled_on', None)), fields=('position',), name='one_open_vacancy_of_a_position'),
        ),
        migrations.AddConstraint(
            model_name='vacancy',
            constraint=models.CheckConstraint(condition=models.Q(('filled_on', None), ('filled_on__gte', models.F('vacant_from')), _connector='OR'), name='vacancy_ends_after_it_starts'),
        ),
    ]
