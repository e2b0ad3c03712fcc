"""Nobody holds, or acts in, what somebody else holds on the same day; a position is in the SES once on a day."""

from django.db import migrations

from records.triggers import append_only, refused_when

OVERLAPS = (
    "EXISTS (SELECT 1 FROM {table} other WHERE other.position_id = NEW.position_id "
    "AND other.id <> COALESCE(NEW.id, -1){more} "
    "AND other.starts_on <= COALESCE(NEW.ends_on, '9999-12-31') "
    "AND NEW.starts_on <= COALESCE(other.ends_on, '9999-12-31'))"
)


class Migration(migrations.Migration):
    dependencies = [("positions", "0005_imports"), ("records", "0002_append_only")]
    operations = [
        append_only("positions_designation"),
        append_only("positions_correction"),
        append_only("positions_transferapproval"),
        refused_when(
            "positions_incumbency",
            OVERLAPS.format(table="positions_incumbency", more=" AND other.is_acting = NEW.is_acting"),
            words="two people in one position on one day are refused",
            name="positions_incumbency_overlap",
        ),
        refused_when(
            "positions_placement",
            OVERLAPS.format(table="positions_placement", more=""),
            words="one position twice in the SES on one day is refused",
            name="positions_placement_overlap",
        ),
    ]
