"""The list of departments as a file: the same columns as its page."""

import django_tables2 as tables

from accounts.templatetags.words import fte
from positions.departments import Standing

NUMBER = {"th": {"class": "ses-number"}, "td": {"class": "ses-number"}}


class StandingTable(tables.Table):
    """How departments stand against what they may have. Rows come from positions.departments."""

    caption = "Departments"

    department = tables.Column("Department")
    fte = tables.Column("Permanent FTE", accessor="allowance__fte", attrs=NUMBER, default="not recorded")
    allotment = tables.Column("Allotment", accessor="allowance__allotment", attrs=NUMBER, default="unknown")
    authorized = tables.Column("Authorized", accessor="allowance__authorized", attrs=NUMBER)
    placed = tables.Column("Placed", attrs=NUMBER)
    vacant = tables.Column("Vacant", attrs=NUMBER)
    reserved = tables.Column("Reserved", attrs=NUMBER)
    words = tables.Column("Standing")

    def render_fte(self, value) -> str:
        """With one decimal."""
        return fte(value)

    def render_department(self, record: Standing) -> str:
        """Its name."""
        return record.department.name
