"""The days and the shape of answers that the tables of the law tests share."""

from collections.abc import Iterable
from datetime import date

from law.findings import Finding, Weight

DAY_BEFORE = date(2004, 4, 30)
FIRST_DAY = date(2004, 5, 1)
DAY_AFTER = date(2004, 5, 2)
YEAR_START = date(2004, 7, 1)
YEAR_END = date(2005, 6, 30)

FORBIDS = Weight.FORBIDS
NEEDS_APPROVAL = Weight.NEEDS_APPROVAL
FLAGS = Weight.FLAGS
ADVISES = Weight.ADVISES


def codes(findings: Iterable[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def answers(findings: Iterable[Finding]) -> list[tuple[str, Weight, str]]:
    """Code, weight and field of each finding: what a page and an act need of it."""
    return [(finding.code, finding.weight, finding.field) for finding in findings]
