"""Every rule of the Colorado plan in plain words, under the identifier that findings carry.

A rule with an empty `enforced_in` is told here and not asked by a function of the law: it forbids no act
(Told, Good practice), or the part of the program that it belongs to does not ask it yet.
"""

from law.colorado.rules.appraisals import EVALUATION, LEAVING, RIGHTS_AND_RECORDS
from law.colorado.rules.contracts import CONTRACT, PAY
from law.colorado.rules.positions import APPOINTMENT, CRITERIA_AND_CAPS, NOMINATION
from law.colorado.rules.rule import Rule

__all__ = ["RULES", "Rule"]

RULES: tuple[Rule, ...] = (
    *CRITERIA_AND_CAPS,
    *NOMINATION,
    *APPOINTMENT,
    *PAY,
    *CONTRACT,
    *EVALUATION,
    *LEAVING,
    *RIGHTS_AND_RECORDS,
)
