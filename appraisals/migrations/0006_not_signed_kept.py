"""What stands in the place of a signature, and what is withdrawn, never changes; what was shown is never withdrawn."""

from django.db import migrations

from records.triggers import append_only, frozen_when, not_added_when, refused_when

RELEASED = (
    "NOT EXISTS (SELECT 1 FROM appraisals_appraisal WHERE id = NEW.appraisal_id AND state = 'released' "
    "AND current_release_id = NEW.release_id)"
)
SIGNED = (
    "EXISTS (SELECT 1 FROM appraisals_ratingsignature WHERE release_id = NEW.release_id AND line = 'employee')"
)
NOT_OFFERED = "NOT EXISTS (SELECT 1 FROM appraisals_offer WHERE release_id = NEW.release_id)"


class Migration(migrations.Migration):
    dependencies = [("appraisals", "0005_not_signed_and_withdrawn"), ("records", "0002_append_only")]
    operations = [
        append_only("appraisals_offer"),
        not_added_when("appraisals_offer", f"{RELEASED} OR {SIGNED}"),
        append_only("appraisals_latecomment"),
        not_added_when("appraisals_latecomment", f"{RELEASED} OR {SIGNED} OR {NOT_OFFERED}"),
        frozen_when("appraisals_appraisal", "OLD.state = 'withdrawn'", name="appraisals_appraisal_withdrawn_kept"),
        refused_when(
            "appraisals_appraisal",
            "NEW.state = 'withdrawn' AND NEW.release_number > 0",
            "An appraisal that was released once is not withdrawn.",
            name="appraisals_appraisal_withdrawn_refused",
        ),
    ]
