"""What one thing waits for, for its own page: the same rows as on a desk, of which others can be reminded."""

from datetime import date
from typing import Any

from accounts.models import User
from appraisals.models import Notice
from contracts.models import AmendmentCopy, ContractCopy
from ses_admin import reminding
from ses_admin.desk_rows import Item
from ses_admin.waiting_amendments import amendment_items
from ses_admin.waiting_appraisals import copy_items
from ses_admin.waiting_notices import notice_items, notices
from ses_admin.waiting_positions import place_items


def others(thing: Any, user: User, *, on: date) -> list[Item]:
    """The rows of the desk of `user` about `thing` that wait for somebody else who can be asked. One query at most."""
    if not reminding.may_ask(user, on=on):
        return []
    if thing.kind == Notice.kind:
        rows = notice_items(notices(user, on=on, only=thing.pk), user, on=on)
    elif thing.kind == ContractCopy.kind:
        rows = copy_items(user, on=on, only=thing.pk)
    elif thing.kind == AmendmentCopy.kind:
        rows = amendment_items(user, on=on, only=thing.amendment_id)
    else:
        rows = place_items(user, on=on, only=(thing.kind, thing.pk))
    return [item for item in rows if item.asked and not item.is_mine]
