"""Evaluation, leaving the SES, rights and records."""

from law.colorado import sources
from law.colorado.readings import READINGS
from law.colorado.rules.rule import BLOCK, CONSEQUENCE, FLAG, PRACTICE, RIGHT, TOLD, Rule

_POSITIONS = "law.colorado.positions"
_CONTRACTS = "law.colorado.contracts"
_APPRAISALS = "law.colorado.appraisals"

EVALUATION = (
    Rule(
        "CO-EVA-1",
        "Performance is evaluated on the terms of the contract only.",
        sources.CONTRACT_DUE,
        BLOCK,
        enforced_in=f"{_APPRAISALS}.check_rated_terms",
    ),
    Rule(
        "CO-EVA-2",
        "There are four levels, 1 the lowest and 4 the highest.",
        sources.FORM_RATING,
        BLOCK,
        READINGS[12],
        f"{_APPRAISALS}.check_levels",
    ),
    Rule(
        "CO-EVA-3",
        "Each objective is rated, then each area as a whole, then performance as a whole.",
        sources.EVALUATING,
        BLOCK,
        READINGS[11],
        f"{_APPRAISALS}.check_overalls",
    ),
    Rule(
        "CO-EVA-4",
        "The rater meets the employee about one week before the rating becomes final.",
        sources.FORM_EVALUATION,
        FLAG,
        READINGS[13],
        f"{_APPRAISALS}.check_meeting",
    ),
    Rule(
        "CO-EVA-5",
        "The rater gathers information from all available sources.",
        sources.FORM_EVALUATION,
        PRACTICE,
        enforced_in=f"{_APPRAISALS}.check_information",
    ),
    Rule(
        "CO-EVA-6",
        "The appraisal is complete before the salary of the next contract is approved.",
        sources.CONTRACT_PRACTICE,
        PRACTICE,
        enforced_in=f"{_CONTRACTS}.check_salary_decision",
    ),
)

LEAVING = (
    Rule(
        "CO-REM-1",
        "The State Personnel Director may review any SES position at any time.",
        sources.REVIEWING_POSITIONS,
        TOLD,
        enforced_in="law.colorado.steps.REMOVAL",
    ),
    Rule(
        "CO-REM-2",
        "A position that no longer meets the criteria, or that its department director no longer supports, "
        "converts to the Management pay plan; DPA/DHR is told.",
        sources.REVIEWING_POSITIONS,
        CONSEQUENCE,
        "Our reading: the guide names no day for a conversion after a decision; it is not before the day of the "
        "decision, so nothing is taken back in time.",
        "law.colorado.positions.check_conversion_day",
    ),
    Rule(
        "CO-REM-3",
        "Dismissal for unsatisfactory performance needs written notice by May 1; separation is on June 30.",
        sources.NOTICE,
        BLOCK,
        READINGS[6],
        enforced_in="law.colorado.notices.check_separation",
    ),
    Rule(
        "CO-REM-4",
        "Without a contract by July 1, for any reason, the position leaves the SES for the Management class.",
        sources.LEAVING_ON_JULY_1,
        CONSEQUENCE,
        f"{READINGS[5]} {READINGS[7]} {READINGS[8]} {READINGS[17]}",
        enforced_in="law.colorado.notices.july_first",
    ),
    Rule(
        "CO-REM-5",
        "After notice in time the person separates on June 30; the position stays in the SES, vacant.",
        sources.NOTICE_IN_TIME,
        BLOCK,
        READINGS[7],
        enforced_in="law.colorado.notices.july_first",
    ),
    Rule(
        "CO-REM-6",
        "Such a dismissal can be appealed to the State Personnel Board only, within ten days.",
        sources.BOARD_APPEAL,
        RIGHT,
        enforced_in="law.colorado.appeals.check_appeal",
    ),
    Rule(
        "CO-LAY-1",
        "SES employees have no retention or re-employment rights in a layoff.",
        sources.LAYOFF,
        BLOCK,
        enforced_in="law.colorado.positions.check_layoff",
    ),
    Rule(
        "CO-LAY-2",
        "In a layoff they have reinstatement privileges to any vacant position in the previously certified class.",
        sources.LAYOFF,
        RIGHT,
        "Our reading: a privilege makes somebody eligible; it is no right to be placed.",
        "law.colorado.positions.check_layoff",
    ),
    Rule(
        "CO-DIS-1",
        "The disciplinary process is the same as for other personnel-system employees.",
        sources.DISCIPLINE_LAW,
        RIGHT,
        "Our reading: the meeting before a disciplinary action belongs to the ordinary process.",
        "law.colorado.positions.check_ending",
    ),
)

RIGHTS_AND_RECORDS = (
    Rule(
        "CO-RIG-1",
        "SES employees have the rights of other state employees, except four: retention and re-employment, "
        "appeal of a move into or out of the SES, automatic pay adjustments, appeal of a yearly reduction.",
        sources.RIGHTS,
        TOLD,
        "Our reading: where the guide says both, the four exceptions hold.",
    ),
    Rule(
        "CO-RIG-2",
        "Nobody in the SES has a right to a position outside it.",
        sources.FORM_NOTES,
        TOLD,
    ),
    Rule(
        "CO-REC-1",
        "The completed form stays in the personnel file for five years.",
        sources.FORM_SALARY,
        BLOCK,
        READINGS[14],
        "law.colorado.retention.check_disposal",
    ),
    Rule(
        "CO-REC-2",
        "A copy of the final contract goes to DPA/DHR.",
        sources.FORM_SALARY,
        FLAG,
        enforced_in="law.colorado.steps.COPY",
    ),
    Rule(
        "CO-OTH-1",
        "From July 2005 the salaries of Public Utilities Commissioners were set within the SES range.",
        sources.PUC_PAY,
        TOLD,
    ),
    Rule(
        "CO-OTH-2",
        "The manager of the Colorado State Fair Authority is an SES position by statute.",
        sources.STATE_FAIR,
        TOLD,
        READINGS[4],
    ),
)
