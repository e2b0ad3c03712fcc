"""Nothing is added to what was proposed or signed; what was amended, attested, held or disposed of stays as it is.

Contracts that were signed on paper before this program are written down as signed: their lines may be added.
"""

from django.db import migrations

from records.triggers import append_only, frozen_when, never_deleted, not_added_when, refused_when, unchanged_when

FROZEN = "SELECT 1 FROM contracts_contract WHERE state <> 'draft' AND brought_over = '' AND id ="


def differ(*columns: str) -> str:
    """SQL: whether one of these columns is not what it was."""
    changed = "(NEW.{0} <> OLD.{0} OR (NEW.{0} IS NULL) <> (OLD.{0} IS NULL))"
    return f"({' OR '.join(changed.format(column) for column in columns)})"


class Migration(migrations.Migration):
    dependencies = [("contracts", "0006_amendments_paper_and_retention"), ("records", "0003_disposed_files")]
    operations = [
        refused_when("contracts_element", f"EXISTS ({FROZEN} NEW.contract_id)"),
        refused_when(
            "contracts_objective",
            f"EXISTS ({FROZEN} (SELECT contract_id FROM contracts_element WHERE id = NEW.element_id))",
        ),
        refused_when("contracts_salarydecision", f"EXISTS ({FROZEN} NEW.contract_id)"),
        not_added_when(
            "contracts_signature",
            "NOT EXISTS (SELECT 1 FROM contracts_contract WHERE id = NEW.contract_id AND state = 'proposed' "
            "AND proposed_version_id = NEW.version_id)",
        ),
        not_added_when(
            "contracts_version",
            "EXISTS (SELECT 1 FROM contracts_contract WHERE id = NEW.contract_id AND state IN ('signed', 'withdrawn'))",
        ),
        unchanged_when(
            "contracts_contract",
            "OLD.state = 'proposed' AND NEW.state IN ('proposed', 'signed', 'declined') AND "
            + differ(
                "monthly_salary",
                "starts_on",
                "ends_on",
                "employee_id",
                "position_id",
                "department_id",
                "title",
                "proposed_version_id",
            ),
        ),
        append_only("contracts_consent"),
        append_only("contracts_paperrecord"),
        append_only("contracts_amendmentsignature"),
        not_added_when(
            "contracts_amendmentsignature",
            "NOT EXISTS (SELECT 1 FROM contracts_amendment WHERE id = NEW.amendment_id AND state = 'proposed' "
            "AND sha256 = NEW.sha256)",
        ),
        frozen_when("contracts_amendment", "OLD.state IN ('signed', 'withdrawn')"),
        never_deleted("contracts_amendment"),
        unchanged_when(
            "contracts_amendment",
            "OLD.state = 'proposed' AND NEW.state IN ('proposed', 'signed', 'declined') AND "
            + differ("number", "contract_id", "appointing_authority_id", "document_id", "sha256", "reason", "terms"),
        ),
        frozen_when("contracts_executedamendment", "OLD.sealed_at IS NOT NULL"),
        frozen_when("contracts_retentionhold", "OLD.state = 'released'"),
        never_deleted("contracts_retentionhold"),
        append_only("contracts_disposal"),
        not_added_when(
            "contracts_disposal",
            "EXISTS (SELECT 1 FROM contracts_retentionhold WHERE contract_id = NEW.contract_id AND state = 'held' "
            "AND starts_on <= NEW.disposed_on AND (ends_on IS NULL OR ends_on >= NEW.disposed_on)) "
            "OR NEW.disposed_on <= NEW.kept_through",
        ),
    ]
