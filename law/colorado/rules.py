"""Every rule of the Colorado plan in plain words, under the identifier that findings carry.

A rule with an empty `enforced_in` is told here and not asked by a function of the law: it forbids no act
(Told, Good practice), or the part of the program that it belongs to does not ask it yet.
"""

from dataclasses import dataclass

from law.colorado import sources
from law.colorado.readings import READINGS
from law.dated import Source

BLOCK = "Forbids"
APPROVAL = "Needs approval"
FLAG = "Flag"
CONSEQUENCE = "Follows from the law"
RIGHT = "Owed to the employee"
PRACTICE = "Good practice"
TOLD = "Told"


@dataclass(frozen=True)
class Rule:
    """One rule. `kind` is the class word people are shown; `enforced_in` the dotted name of what asks it.

    `reading` says how an unclear text is read; empty where the text is clear.
    """

    code: str
    words: str
    source: Source
    kind: str
    reading: str = ""
    enforced_in: str = ""

    @property
    def evidence(self) -> str:
        """How well the text behind the rule was seen."""
        return self.source.evidence


_POSITIONS = "law.colorado.positions"
_CONTRACTS = "law.colorado.contracts"
_CRITERIA = f"{_POSITIONS}.check_criteria"
_APPOINTMENT = f"{_POSITIONS}.check_appointment"
_NOMINATION_STEPS = "law.colorado.steps.NOMINATION"
_CONTRACT_STEPS = "law.colorado.steps.CONTRACT"

CRITERIA_AND_CAPS = (
    Rule(
        "CO-CRIT-1",
        "A position in the SES is in the Management class.",
        sources.CRITERIA,
        BLOCK,
        enforced_in=_CRITERIA,
    ),
    Rule(
        "CO-CRIT-2",
        "It directly controls, through subordinate managers, relatively large segments of a principal "
        "department, and acquires and administers human, fiscal, operating and capital resources.",
        sources.CRITERIA,
        BLOCK,
        "Our reading: the background of the guide says large or important segments, the criterion says "
        "large; all four kinds of resources are asked, and people judge the answers.",
        _CRITERIA,
    ),
    Rule(
        "CO-CRIT-3",
        "It directs and guides significant programs, projects and public policy development.",
        sources.CRITERIA,
        BLOCK,
        'Our reading: "and" joins all three, so each of them is asked.',
        _CRITERIA,
    ),
    Rule("CO-CRIT-4", "All criteria have to be met.", sources.CRITERIA, BLOCK, READINGS[4], _CRITERIA),
    Rule(
        "CO-CAP-1",
        "No more than 125 positions in the state can be in the SES. Nobody may authorize more.",
        sources.STATEWIDE_CAP,
        BLOCK,
        READINGS[3],
        f"{_POSITIONS}.check_statewide_cap",
    ),
    Rule(
        "CO-CAP-2",
        "A department may have one SES position for every full 100 permanent personnel-system FTE.",
        sources.ALLOTMENT,
        APPROVAL,
        READINGS[2],
        f"{_POSITIONS}.check_department_cap",
    ),
    Rule(
        "CO-CAP-3",
        "The allotment of a department is at most 15 positions.",
        sources.ALLOTMENT,
        APPROVAL,
        READINGS[2],
        f"{_POSITIONS}.check_department_cap",
    ),
    Rule(
        "CO-CAP-4",
        "The State Personnel Director may authorize additional positions for a department, for good cause shown.",
        sources.ALLOTMENT,
        BLOCK,
        READINGS[2],
        f"{_POSITIONS}.check_good_cause",
    ),
    Rule(
        "CO-CAP-5",
        "The limit of the state and the limit of the department are both asked, in the same moment as the approval.",
        sources.BOTH_CAPS,
        BLOCK,
        "Our reading: both limits hold at once; the allotments together can be more than 125.",
        f"{_POSITIONS}.check_statewide_cap",
    ),
    Rule(
        "CO-CAP-6",
        "If the FTE count of a department falls later, positions above its allotment stay and are flagged.",
        sources.OVER_ALLOTMENT,
        FLAG,
        "Our reading: the rule is an allowance, so a later fall of the count removes nothing.",
        f"{_POSITIONS}.check_over_allotment",
    ),
)

NOMINATION = (
    Rule(
        "CO-NOM-1",
        "Only the director of a principal department nominates positions.",
        sources.NOMINATING,
        BLOCK,
        enforced_in=_NOMINATION_STEPS,
    ),
    Rule(
        "CO-NOM-2",
        "A nomination is in writing, with its rationale and a current job description.",
        sources.NOMINATING,
        BLOCK,
        'Our reading: "current" is not defined; a description older than a year is flagged.',
        f"{_POSITIONS}.check_nomination",
    ),
    Rule(
        "CO-NOM-3",
        "DPA/DHR reviews a nomination for proper allocation before it goes to the State Personnel Director.",
        sources.REVIEWING,
        BLOCK,
        "Our reading: nominating, reviewing and deciding are done by different people.",
        _NOMINATION_STEPS,
    ),
    Rule(
        "CO-NOM-4",
        "The State Personnel Director makes the final decision.",
        sources.REVIEWING,
        BLOCK,
        "Our reading: nominating, reviewing and deciding are done by different people.",
        f"{_POSITIONS}.check_separation_of_duties",
    ),
    Rule(
        "CO-NOM-5",
        "Nobody can appeal the decision to move a position into or out of the SES.",
        sources.REVIEWING,
        BLOCK,
        enforced_in=_NOMINATION_STEPS,
    ),
    Rule(
        "CO-NOM-6",
        "DPA/DHR notifies the director and the human resources office of the department of the decision.",
        sources.PLACING,
        CONSEQUENCE,
    ),
    Rule(
        "CO-NOM-7",
        "The nominating department sets the day on which an approved position enters the SES.",
        sources.PLACING,
        BLOCK,
        "Our reading: the day of placement is not before the day of approval.",
        f"{_POSITIONS}.check_placement_day",
    ),
)

APPOINTMENT = (
    Rule(
        "CO-APT-1",
        "Department directors appoint to SES positions, on the basis of merit and fitness.",
        sources.APPOINTING,
        FLAG,
        enforced_in=_APPOINTMENT,
    ),
    Rule(
        "CO-APT-2",
        "An SES position may be filled by any lawful method.",
        sources.APPOINTING,
        BLOCK,
        "Our reading: every method may be used, but which one was used has to be recorded.",
        _APPOINTMENT,
    ),
    Rule(
        "CO-APT-3",
        "A transfer from one SES position to another needs the approval of the department directors involved.",
        sources.APPOINTING,
        BLOCK,
        'Our reading: the "directors involved" are one within a department, two across.',
        f"{_POSITIONS}.check_transfer",
    ),
    Rule(
        "CO-APT-4",
        "Moving a position into the SES with the person in it is not a promotion.",
        sources.APPOINTING,
        BLOCK,
        enforced_in=_APPOINTMENT,
    ),
    Rule(
        "CO-APT-5",
        "An SES employee leaves state service through discipline or layoff.",
        sources.APPOINTING,
        TOLD,
        "Our reading: the sentence leaves out a third way, dismissal after notice of unsatisfactory performance.",
    ),
    Rule(
        "CO-APT-6",
        "Certified status and the previously certified class are recorded when a person enters the SES.",
        sources.ENTRY_RECORD,
        FLAG,
        "Our reading: a person from outside may have no previously certified class.",
        _APPOINTMENT,
    ),
)

PAY = (
    Rule(
        "CO-PAY-1",
        "The department director sets the salary, as part of the annual contract.",
        sources.PAY,
        BLOCK,
        enforced_in=_CONTRACT_STEPS,
    ),
    Rule(
        "CO-PAY-2",
        "The monthly salary may not exceed the SES ceiling of the fiscal year: the regular lid plus 25 percent.",
        sources.PAY,
        BLOCK,
        READINGS[1],
        f"{_CONTRACTS}.check_salary",
    ),
    Rule(
        "CO-PAY-3",
        "The salary does not change during the contract year.",
        sources.PAY,
        BLOCK,
        READINGS[9],
        f"{_CONTRACTS}.check_freeze",
    ),
    Rule(
        "CO-PAY-4",
        "From one contract year to the next the salary may rise, fall or stay.",
        sources.PAY,
        TOLD,
    ),
    Rule(
        "CO-PAY-5",
        "The salary of the next year rests on performance, achieved or expected, or on six listed factors. "
        "A change must reflect performance.",
        sources.PAY,
        BLOCK,
        "Our reading: nothing recorded forbids the decision; a change without a performance basis is flagged.",
        f"{_CONTRACTS}.check_salary_decision",
    ),
    Rule(
        "CO-PAY-6",
        "Automatic adjustments, such as salary survey, do not reach SES salaries.",
        sources.RIGHTS,
        BLOCK,
        enforced_in=f"{_CONTRACTS}.check_automatic_adjustment",
    ),
    Rule(
        "CO-PAY-7",
        "Nobody can appeal a reduction of pay from one contract year to the next (Personnel Rule R-8-52).",
        sources.FORM_NOTES,
        BLOCK,
        enforced_in=_CONTRACT_STEPS,
    ),
    Rule(
        "CO-PAY-8",
        "Changes agreed during the year may be about performance, never about pay.",
        sources.CONTRACT_CHANGES,
        BLOCK,
        READINGS[9],
        f"{_CONTRACTS}.check_amendment",
    ),
    Rule(
        "CO-PAY-9",
        "The State Personnel Director gives guidance on pay adjustments each year, following the Governor's office.",
        sources.PAY_GUIDANCE,
        FLAG,
    ),
    Rule(
        "CO-PAY-10",
        "When a position converts to Management its pay is set under the procedures, not above the regular lid.",
        sources.SAVED_PAY,
        BLOCK,
        "Our reading: the procedure of 2004 was not found; the later rules on saved pay are only told.",
    ),
    Rule(
        "CO-PAY-11",
        "After a disciplinary demotion out of the SES, pay follows the ordinary rules of downward movement.",
        sources.DISCIPLINE,
        TOLD,
    ),
)

CONTRACT = (
    Rule(
        "CO-CON-1",
        "A contract is concluded before each July 1 and ends on June 30.",
        sources.CONTRACT_DUE,
        CONSEQUENCE,
        READINGS[5],
        f"{_CONTRACTS}.check_signing_day",
    ),
    Rule(
        "CO-CON-2",
        "After a hire or a movement within the SES a contract is concluded within 30 days.",
        sources.CONTRACT_DUE,
        FLAG,
        f"{READINGS[10]} {READINGS[18]}",
        "law.colorado.calendar.contract_due_on",
    ),
    Rule(
        "CO-CON-3",
        "The contract specifies the salary and the performance criteria.",
        sources.CONTRACT_DUE,
        BLOCK,
        enforced_in=f"{_CONTRACTS}.check_contents",
    ),
    Rule(
        "CO-CON-4",
        "Employee, appointing authority and department director sign; the director concludes the negotiation.",
        sources.CONTRACT_CONCLUDING,
        BLOCK,
        "Our reading: the lines are signed in the order of the form; one person may sign two of them.",
        f"{_CONTRACTS}.check_signature_order",
    ),
    Rule(
        "CO-CON-5",
        "The performance management rules for other state employees do not apply to the SES.",
        sources.PERFORMANCE_RULE,
        TOLD,
    ),
    Rule(
        "CO-CON-6",
        "By mutual agreement the contract may be altered during the year, for new or modified expectations.",
        sources.CONTRACT_CHANGES,
        BLOCK,
        enforced_in=f"{_CONTRACTS}.check_amendment",
    ),
    Rule(
        "CO-CON-7",
        "The standard contract, SES Form 1, should be used.",
        sources.CONTRACT_CONCLUDING,
        FLAG,
        enforced_in=f"{_CONTRACTS}.check_form",
    ),
    Rule(
        "CO-CON-8",
        "The department's human resources office keeps the current contract; a copy of each goes to DPA/DHR.",
        sources.CONTRACT_CONCLUDING,
        FLAG,
        "Our reading: no day is given for the copy, so it is sent with the last signature.",
        "law.colorado.steps.COPY",
    ),
    Rule(
        "CO-CON-9",
        "The contract prints four notes, one of them the ceiling of the fiscal year.",
        sources.FORM_NOTES,
        BLOCK,
        'Our reading: "FY 0-05" on the form is a slip for FY 04-05.',
        "law.colorado.form1.notes",
    ),
    Rule(
        "CO-CON-10",
        "Employee and appointing authority meet before the contract period starts.",
        sources.PLANNING,
        FLAG,
        "Our reading: after a hire or movement within the year, this is only advice.",
        f"{_CONTRACTS}.check_planning_meeting",
    ),
    Rule(
        "CO-CON-11",
        "The employee understands each expectation: by discussion, written clarification or detailed objectives.",
        sources.PLANNING,
        FLAG,
        enforced_in=f"{_CONTRACTS}.check_understanding",
    ),
    Rule(
        "CO-CON-12",
        "Employee and appointing authority are encouraged to review progress every quarter.",
        sources.PROGRESS,
        PRACTICE,
    ),
)

EVALUATION = (
    Rule(
        "CO-EVA-1",
        "Performance is evaluated on the terms of the contract only.",
        sources.CONTRACT_DUE,
        BLOCK,
    ),
    Rule(
        "CO-EVA-2",
        "There are four levels, 1 the lowest and 4 the highest.",
        sources.FORM_RATING,
        BLOCK,
        READINGS[12],
    ),
    Rule(
        "CO-EVA-3",
        "Each objective is rated, then each area as a whole, then performance as a whole.",
        sources.EVALUATING,
        BLOCK,
        READINGS[11],
    ),
    Rule(
        "CO-EVA-4",
        "The rater meets the employee about one week before the rating becomes final.",
        sources.FORM_EVALUATION,
        FLAG,
        READINGS[13],
    ),
    Rule(
        "CO-EVA-5",
        "The rater gathers information from all available sources.",
        sources.FORM_EVALUATION,
        PRACTICE,
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
    ),
    Rule(
        "CO-REM-2",
        "A position that no longer meets the criteria, or that its department director no longer supports, "
        "converts to the Management pay plan; DPA/DHR is told.",
        sources.REVIEWING_POSITIONS,
        CONSEQUENCE,
    ),
    Rule(
        "CO-REM-3",
        "Dismissal for unsatisfactory performance needs written notice by May 1; separation is on June 30.",
        sources.NOTICE,
        BLOCK,
        READINGS[6],
    ),
    Rule(
        "CO-REM-4",
        "Without a contract by July 1, for any reason, the position leaves the SES for the Management class.",
        sources.LEAVING_ON_JULY_1,
        CONSEQUENCE,
        f"{READINGS[5]} {READINGS[7]} {READINGS[8]} {READINGS[17]}",
    ),
    Rule(
        "CO-REM-5",
        "After notice in time the person separates on June 30; the position stays in the SES, vacant.",
        sources.NOTICE_IN_TIME,
        BLOCK,
        READINGS[7],
    ),
    Rule(
        "CO-REM-6",
        "Such a dismissal can be appealed to the State Personnel Board only, within ten days.",
        sources.BOARD_APPEAL,
        RIGHT,
    ),
    Rule(
        "CO-LAY-1",
        "SES employees have no retention or re-employment rights in a layoff.",
        sources.LAYOFF,
        BLOCK,
    ),
    Rule(
        "CO-LAY-2",
        "In a layoff they have reinstatement privileges to any vacant position in the previously certified class.",
        sources.LAYOFF,
        RIGHT,
        "Our reading: a privilege makes somebody eligible; it is no right to be placed.",
    ),
    Rule(
        "CO-DIS-1",
        "The disciplinary process is the same as for other personnel-system employees.",
        sources.DISCIPLINE_LAW,
        RIGHT,
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
