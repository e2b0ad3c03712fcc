"""What a signed notice says, and when it was delivered, never changes; a recorded appeal stays."""

from django.db import migrations

from records.triggers import never_deleted, unchanged_when

SAYS = "NEW.grounds <> OLD.grounds OR NEW.signed_on <> OLD.signed_on OR NEW.letter_id <> OLD.letter_id"
DELIVERED = "NEW.delivered_on <> OLD.delivered_on OR NEW.delivery <> OLD.delivery"


class Migration(migrations.Migration):
    dependencies = [("appraisals", "0003_notices"), ("records", "0002_append_only")]
    operations = [
        unchanged_when(
            "appraisals_notice",
            f"OLD.signed_on IS NOT NULL AND (NEW.signed_on IS NULL OR {SAYS} "
            f"OR (OLD.delivered_on IS NOT NULL AND (NEW.delivered_on IS NULL OR {DELIVERED})))",
        ),
        never_deleted("appraisals_notice"),
        never_deleted("appraisals_boardappeal"),
    ]
