"""Pay and the yearly contract."""

from law.colorado import sources
from law.colorado.readings import READINGS
from law.colorado.rules.rule import BLOCK, CONSEQUENCE, FLAG, PRACTICE, TOLD, Rule

_POSITIONS = "law.colorado.positions"
_CONTRACTS = "law.colorado.contracts"
_CONTRACT_STEPS = "law.colorado.steps.CONTRACT"

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
        "Our reading: nothing recorded forbids the decision; a change without a performance basis is flagged. The "
        "contract of one year is agreed before the salary of the next is decided.",
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
        "Our reading: only a highest percentage can be judged by reckoning; the rest of the guidance is read.",
        f"{_CONTRACTS}.check_guidance",
    ),
    Rule(
        "CO-PAY-10",
        "When a position converts to Management its pay is set under the procedures, not above the regular lid.",
        sources.SAVED_PAY,
        BLOCK,
        "Our reading: the procedure of 2004 was not found; the later rules on saved pay are only told.",
        "law.colorado.positions.check_conversion_salary",
    ),
    Rule(
        "CO-PAY-11",
        "After a disciplinary demotion out of the SES, pay follows the ordinary rules of downward movement.",
        sources.DISCIPLINE,
        TOLD,
        enforced_in="law.colorado.positions.check_ending",
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
        "Our reading: a contract is in its year from its first day to its last, or until the person leaves.",
        f"{_CONTRACTS}.check_amendment",
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
        "Our reading: no day is given for the copy, so it is sent with the last signature. The text asks for a copy of "
        "each new contract, not of an amendment; so that DPA/DHR holds what is in force, one is sent in the same way, "
        "and nothing is late without it.",
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
        enforced_in="law.colorado.steps.PROGRESS_REVIEW",
    ),
)
