"""Every document the Colorado rules are taken from, each with its edition.

Rule numbers are reused over the years, so an edition is part of every citation. Nothing here
says how well a text is understood: how an unclear sentence is read is written beside its rule.
"""

from datetime import date

from law.dated import Source

IN_FORCE_FROM = date(2004, 5, 1)
"""The first day on which the rules of the guide are applied (inclusive).

Reading 16: the guide was revised in May 2004 and is treated as in force from that day, with no end.
"""

READ = "read in the law"
PARTLY = "partly read"
GUIDE = "guide only"
OURS = "our reading"

MAY_2004 = "May 2004"


def _guide(part: str, evidence: str = GUIDE) -> Source:
    return Source(f"Technical Assistance, Senior Executive Service, {part}", MAY_2004, evidence)


def _form(part: str, evidence: str = GUIDE) -> Source:
    return Source(f"SES Form 1, {part}", MAY_2004, evidence)


# The guide of the Department of Personnel & Administration, Division of Human Resources.
STATEWIDE_CAP = _guide("Background, on C.R.S. 24-50-104(5)(c)")
RIGHTS = _guide("Rights of SES Employees")
CRITERIA = _guide("SES Criteria, on Director's Administrative Procedure P-2-10")
ALLOTMENT = _guide("Nomination Process, paragraph 1")
NOMINATING = _guide("Nomination Process, paragraph 2")
REVIEWING = _guide("Nomination Process, paragraph 3")
PLACING = _guide("Nomination Process, paragraph 4")
APPOINTING = _guide("Appointments to SES Positions")
PAY = _guide("Compensation")
CONTRACT_DUE = _guide("Performance Contract, paragraph 1")
CONTRACT_PRACTICE = _guide("Performance Contract, paragraph 2")
CONTRACT_CHANGES = _guide("Performance Contract, paragraph 3")
CONTRACT_CONCLUDING = _guide("Performance Contract, paragraph 4")
REVIEWING_POSITIONS = _guide("Removal of Positions From SES, paragraph 1")
NOTICE = _guide("Removal of Positions From SES, paragraph 2")
LEAVING_ON_JULY_1 = _guide("Removal of Positions From SES, paragraph 3")
LAYOFF = _guide("Layoff")
DISCIPLINE = _guide("Disciplinary Actions")

# The standard contract attached to the guide, and its instruction pages.
FORM_PARTIES = _form("page 1")
FORM_NOTES = _form("notes on page 1")
FORM_RATING = _form("rating levels")
FORM_EVALUATION = _form("evaluation")
PLANNING = _form("instructions, Planning")
PROGRESS = _form("instructions, Progress Reviews")
EVALUATING = _form("instructions, Evaluation")
FORM_SALARY = _form("instructions, Salary")

# Drawn from the guide by us, where it is silent.
BOTH_CAPS = _guide("Background and Nomination Process, taken together", OURS)
OVER_ALLOTMENT = _guide("Nomination Process, paragraph 1, silent on a later fall of the FTE count", OURS)
CURRENT_DESCRIPTION = _guide('Nomination Process, paragraph 2, which does not define "current"', OURS)
FAR_AHEAD = _guide("Nomination Process, paragraphs 1 and 4, silent on how far ahead", OURS)
ACTING = _guide("Appointments to SES Positions, silent on who acts while the incumbent is away", OURS)
DUTIES_APART = _guide("Nomination Process, paragraph 3, on who reviews and who decides", OURS)
MEMBERSHIPS = _guide("the offices it names, each held by a person from a day to a day", OURS)
ENTRY_RECORD = _guide("Layoff, which needs the previously certified class", OURS)
COMPUTED_CEILING = _guide("Compensation, with the figure printed on SES Form 1", OURS)
ABOUT_ONE_WEEK = _form('evaluation, "about one week before the rating becomes final"', OURS)
NOTICE_IN_TIME = _guide("Removal of Positions From SES, paragraphs 2 and 3, taken together", OURS)

# Law, rules and public papers outside the guide.
PERSONNEL_FILE = Source("Director's Rule 1-23, 4 CCR 801-1", "text of July 1, 2007", READ)
PERFORMANCE_RULE = Source("Director's Rule 6-4, 4 CCR 801-1", "current through May 30, 2024", READ)
PERFORMANCE_RULE_2025 = Source("Director's Rule 6-4, 4 CCR 801-1", "effective July 1, 2025", READ)
SAVED_PAY = Source("Director's Rules 1-68, 3-2 and 3-5, 4 CCR 801-1", "in effect May 15, 2026", PARTLY)
PAY_GUIDANCE = _guide("Compensation, on the yearly guidance of the State Personnel Director")
BOARD_APPEAL = Source("State Personnel Board, appeal deadlines, on its own pages", "read in 2026", PARTLY)
DISCIPLINE_LAW = Source("C.R.S. 24-50-125(1)", "text of 2021", READ)
PUC_PAY = Source("C.R.S. 24-9-102(1)(d)", "text of 2016", READ)
STATE_FAIR = Source("C.R.S. 35-65-403(1)", "text of 2026", READ)
AMENDMENT_S = Source(
    "Amendment S (HCR 12-1001) with HB 12-1321, C.R.S. 24-50-135(4)", "effective January 1, 2013", READ
)
