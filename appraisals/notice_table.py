"""The list of notices of unsatisfactory performance."""

from datetime import date

import django_tables2 as tables

from accounts.acting import procedure
from accounts.templatetags.words import day
from appraisals import notice_validators as validators
from appraisals.models import Notice


class NoticeTable(tables.Table):
    """To whom, of which year, and how each stands."""

    caption = "Notices of unsatisfactory performance"
    unit = "notices"

    employee = tables.Column("Executive", linkify=lambda record: record.get_absolute_url(), order_by="employee__name")
    position = tables.Column("Position", order_by="position__title")
    department = tables.Column("Department", order_by="department__name")
    state = tables.Column("State")
    delivered_on = tables.Column("Delivered", default="not yet")
    standing = tables.Column("For June 30", empty_values=(), orderable=False)

    class Meta:
        model = Notice
        fields = ["employee", "position", "department", "state", "delivered_on", "standing"]

    def render_state(self, record: Notice) -> str:
        """In words."""
        return procedure(record).words(record.state)

    def render_delivered_on(self, value: date) -> str:
        """The day of the delivery."""
        return day(value)

    def render_standing(self, record: Notice) -> str:
        """In time, disputed, late, or none in force."""
        return validators.standing(record).value
