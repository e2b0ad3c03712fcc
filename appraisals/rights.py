"""What somebody in the SES has and has not, worked out from what is recorded of them."""

from datetime import date
from typing import Any

import law
from appraisals import notice_validators as validators
from positions.models import Incumbency


def rights_of(incumbency: Incumbency, *, on: date) -> list[Any]:
    """The rights of the holder of this appointment, each with its source, on the day `on` (CO-RIG-1)."""
    rules = law.plan(incumbency.plan)
    year = rules.calendar.fiscal_year(incumbency.ends_on if incumbency.ends_on and incumbency.ends_on < on else on)
    notice = validators.notice_of(incumbency, year=year)
    standing = validators.standing(notice) if notice else rules.notices.Standing.NONE
    return rules.rights.rights(
        certified=incumbency.is_certified,
        previously_certified_class=incumbency.previously_certified_class,
        standing=standing,
        year=year,
        given_on=validators.given_on(incumbency),
        on=on,
    )
