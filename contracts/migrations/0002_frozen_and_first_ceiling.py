"""What is signed never changes, and the ceiling that the form of 2004 prints is the first one known."""

from datetime import date
from decimal import Decimal

from django.db import migrations

import law
from records.triggers import append_only, frozen_when


def first_ceiling(apps, schema_editor):
    apps.get_model("contracts", "PayCeiling").objects.get_or_create(
        plan=law.DEFAULT_PLAN,
        fiscal_year=2004,
        defaults={
            "amount": Decimal("10763.00"),
            "source": "SES Form 1, Notes, second note (DPA/DHR Technical Assistance, May 2004)",
            "recorded_on": date(2004, 5, 1),
        },
    )


class Migration(migrations.Migration):
    dependencies = [("contracts", "0001_initial"), ("records", "0002_append_only")]
    operations = [
        migrations.RunPython(first_ceiling, migrations.RunPython.noop),
        append_only("contracts_payceiling"),
        append_only("contracts_version"),
        append_only("contracts_signature"),
        append_only("contracts_comment"),
        frozen_when("contracts_contract", "OLD.state = 'signed'"),
    ]
