"""What was proposed keeps its lines and its salary decision; a sealed copy is never replaced; a term may be one day."""

from django.db import migrations, models

from records.triggers import frozen_when

CONTRACT = "SELECT 1 FROM contracts_contract WHERE state <> 'draft' AND id ="


class Migration(migrations.Migration):
    dependencies = [("contracts", "0003_brought_over")]
    operations = [
        migrations.RemoveConstraint(model_name="contract", name="contract_ends_after_it_starts"),
        migrations.AddConstraint(
            model_name="contract",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="contract_ends_after_it_starts",
                violation_error_message="A contract cannot end before it starts.",
            ),
        ),
        frozen_when("contracts_executedcopy", "OLD.sealed_at IS NOT NULL"),
        frozen_when("contracts_salarydecision", f"EXISTS ({CONTRACT} OLD.contract_id)"),
        frozen_when("contracts_element", f"EXISTS ({CONTRACT} OLD.contract_id)"),
        frozen_when(
            "contracts_objective",
            f"EXISTS ({CONTRACT} (SELECT contract_id FROM contracts_element WHERE id = OLD.element_id))",
        ),
    ]
