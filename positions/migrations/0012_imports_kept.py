"""A file that was brought in stays what it was: it is judged, and then taken or set aside, once."""

from django.db import migrations

from records.triggers import frozen_when, never_deleted, not_added_when, unchanged_when

WHAT_IT_IS = ("plan", "subject", "document_id", "uploaded_by_id", "uploaded_on")


class Migration(migrations.Migration):
    dependencies = [("positions", "0011_july_first"), ("records", "0002_append_only")]
    operations = [
        not_added_when(
            "positions_import", "NEW.state <> 'checked' OR NEW.ended_on IS NOT NULL OR NEW.rest_id IS NOT NULL"
        ),
        unchanged_when(
            "positions_import",
            "NEW.state = OLD.state OR NEW.ended_on IS NULL OR COALESCE(NEW.department_id, -1) <> "
            "COALESCE(OLD.department_id, -1) OR " + " OR ".join(f"NEW.{each} <> OLD.{each}" for each in WHAT_IT_IS),
        ),
        frozen_when("positions_import", "OLD.state IN ('taken', 'set_aside')"),
        never_deleted("positions_import"),
    ]
