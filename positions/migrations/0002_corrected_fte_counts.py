"""A count of FTE can be corrected by a later one; what only a draft holds is scoped."""

import django.db.models.manager
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
        ('positions', '0001_initial'),
    ]

    operations = [
        migrations.AlterModelManagers(
            name='jobdescription',
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='ftecount',
            name='one_fte_count_a_year',
        ),
        migrations.AddIndex(
            model_name='ftecount',
            index=models.Index(fields=['plan', 'department', 'fiscal_year'], name='positions_f_plan_6b829d_idx'),
        ),
    ]
