"""The Colorado Senior Executive Service, as the guide of May 2004 and SES Form 1 describe it."""

from law.colorado import (
    appraisals,
    calendar,
    catalogue,
    contracts,
    duties,
    form1,
    notices,
    offices,
    positions,
    rights,
    sources,
    steps,
)

CODE = "colorado-ses"
NAME = "Colorado Senior Executive Service"

__all__ = [
    "CODE",
    "NAME",
    "appraisals",
    "calendar",
    "catalogue",
    "contracts",
    "duties",
    "form1",
    "notices",
    "offices",
    "positions",
    "rights",
    "sources",
    "steps",
]
