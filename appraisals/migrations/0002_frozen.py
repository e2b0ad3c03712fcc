"""What was released is not rated again, what is final or acknowledged never changes, and a note stays as it was kept."""

from django.db import migrations

from records.triggers import append_only, frozen_when, never_deleted, not_added_when, refused_when

APPRAISAL = "SELECT 1 FROM appraisals_appraisal WHERE id ="
UNDER_WAY = "state = 'rating'"
WRITTEN = "state IN ('open', 'rating')"


def unless(row: str, where: str) -> str:
    """SQL: the appraisal of this row (OLD or NEW) does not stand there."""
    return f"NOT EXISTS ({APPRAISAL} {row}.appraisal_id AND {where})"


class Migration(migrations.Migration):
    dependencies = [("appraisals", "0001_initial"), ("records", "0002_append_only")]
    operations = [
        frozen_when("appraisals_appraisal", "OLD.state = 'final'"),
        never_deleted("appraisals_appraisal"),
        frozen_when("appraisals_rating", unless("OLD", UNDER_WAY)),
        refused_when("appraisals_rating", unless("NEW", UNDER_WAY)),
        frozen_when("appraisals_overall", unless("OLD", UNDER_WAY)),
        refused_when("appraisals_overall", unless("NEW", UNDER_WAY)),
        frozen_when("appraisals_account", unless("OLD", WRITTEN)),
        refused_when("appraisals_account", unless("NEW", WRITTEN)),
        append_only("appraisals_release"),
        append_only("appraisals_attachment"),
        append_only("appraisals_note"),
        append_only("appraisals_ratingsignature"),
        not_added_when(
            "appraisals_ratingsignature",
            f"NOT EXISTS ({APPRAISAL} NEW.appraisal_id AND state = 'released' "
            "AND current_release_id = NEW.release_id)",
        ),
        frozen_when("appraisals_executedappraisal", "OLD.sealed_at IS NOT NULL"),
        frozen_when("appraisals_progressreview", "OLD.state = 'acknowledged'"),
        never_deleted("appraisals_progressreview"),
    ]
