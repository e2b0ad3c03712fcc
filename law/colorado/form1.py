"""The fixed words of SES Form 1, the State of Colorado's Senior Executive Service contract.

Word for word from the standard contract attached to "Technical Assistance – Senior Executive Service
(SES)", Department of Personnel & Administration, Division of Human Resources, revised May 2004. What
one department, person or year puts into the form is not here; the few places where a year's own figure
stands are functions. Two slips of the printed text are mended, each where it stands: "FY 0-05" in the
notes and "blanks spaces" in the instructions.
"""

from dataclasses import dataclass
from decimal import Decimal

FORM_NAME = "SES Form 1"
FORM_EDITION = "May 2004"
BLANK = "_____"  # where the printed form leaves room to write inside a sentence


@dataclass(frozen=True)
class CoreArea:
    """One of the core requirements: the heading of its table, its name in the chart, its printed lines."""

    code: str
    title: str
    chart_label: str
    objectives: tuple[str, ...]


@dataclass(frozen=True)
class RatingLevel:
    """A level of the rating key. 1 is the lowest; it joins "needs improvement" and "unsatisfactory"."""

    level: int
    words: str

    def __str__(self) -> str:
        return f"{self.level} = {self.words}"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the instructions. `stressed` is the one word, if any, that the form prints in bold."""

    words: str
    stressed: str = ""

    @property
    def parts(self) -> tuple[str, str, str]:
        """The words before the stressed one, the stressed one, and the words after it."""
        if not self.stressed:
            return self.words, "", ""
        return self.words.partition(self.stressed)


@dataclass(frozen=True)
class Instruction:
    """A section of the two pages of instructions: its heading and its paragraphs."""

    heading: str
    paragraphs: tuple[Paragraph, ...]


# Page 1: the parties, the salary, the term, the signatures, the notes.

TITLE = "Senior Executive Service Contract"

PARTY_LABELS = {
    "employee": "Employee:",
    "title": "Title:",
    "department": "Department:",
    "division": "Division:",
    "appointing_authority": "Appointing Authority:",
    "appointing_authority_title": "Title:",
}
SALARY_LABEL = "Salary:"
SALARY_SIGN = "$"
SALARY_UNIT = "/per month"
TERM_LABEL = "Contract Term:"

# By the code of the office that signs on the line, in the order in which the form prints them.
SIGNATURE_LABELS = {
    "employee": "Employee",
    "appointing_authority": "Appointing Authority",
    "director": "Department director",
}


def term_starts(*, fiscal_year: int | None) -> str:
    """What the form prints after the room for month and day: ", 2004". No year: only the comma."""
    return "," if fiscal_year is None else f", {fiscal_year}"


def term_ends(*, fiscal_year: int | None) -> str:
    """What the form prints after the dash: "June 30, 2005" for the fiscal year that starts in 2004."""
    return f"June 30, {BLANK}" if fiscal_year is None else f"June 30, {fiscal_year + 1}"


NOTES_HEADING = "NOTES:"

NOTE_ANNUAL = (
    "Salaries must be based on the negotiation of an annual contract between the employee and the department "
    "director, and the amount of such salaries may increase, decrease, or remain unchanged from year to "
    "year. (Section 24-50-104(5), C.R.S.)"
)
NOTE_NO_APPEAL = "Employees in the senior executive service may not appeal a reduction in pay. (Personnel Rule R-8-52)."
NOTE_NO_RIGHTS = (
    "Employees in the senior executive service have no rights to positions outside of the senior executive "
    "service (Section 24-50-104(5), C.R.S.)"
)


def note_ceiling(*, fiscal_year: int | None, ceiling: Decimal | None) -> str:
    """The note with the year's figure: "Salary for FY 04-05 may not exceed $10,763 per month."

    `fiscal_year` is the year in which the fiscal year starts, `ceiling` dollars a month; cents are printed
    only when there are any. Either may be None: then the place is left blank, for no figure is ever guessed.

    The printed form of 2004 reads "FY 0-05". That is a typo for "FY 04-05" (its own term line runs from
    2004 to June 30, 2005) and is mended here.
    """
    year = BLANK if fiscal_year is None else f"{fiscal_year % 100:02d}-{(fiscal_year + 1) % 100:02d}"
    amount = BLANK if ceiling is None else money(ceiling)
    return f"Salary for FY {year} may not exceed ${amount} per month."


def notes(*, fiscal_year: int | None, ceiling: Decimal | None) -> tuple[str, ...]:
    """CO-CON-9. The four notes of page 1, in the form's order. See `note_ceiling` for the second."""
    return (
        NOTE_ANNUAL,
        note_ceiling(fiscal_year=fiscal_year, ceiling=ceiling),
        NOTE_NO_APPEAL,
        NOTE_NO_RIGHTS,
    )


def money(amount: Decimal) -> str:
    """Dollars as the form writes them, without the sign: "10,763"; cents only when there are any."""
    whole = amount == amount.to_integral_value()
    return f"{amount:,.0f}" if whole else f"{amount:,.2f}"


# Page 2: the core requirements.

CORE_HEADING = "CORE REQUIREMENTS"
LEVEL_COLUMNS = ("1", "2", "3", "4")
OVERALL = "Overall"

CORE = (
    CoreArea(
        "customers",
        "CUSTOMERS",
        "Customers",
        (
            "Program goals and objectives clear and customer-oriented",
            "Maintain positive, smooth, and supportive customer relations",
            "Emphasis on customer satisfaction",
            "Program efficiency and effectiveness routinely measured",
            "Efficiencies and cost containment continually sought",
        ),
    ),
    CoreArea(
        "credibility",
        "CREDIBILITY",
        "Credibility",
        (
            "Long and short range plans developed and monitored",
            "Maintain legislative credibility",
            "Program processes designed to achieve goals and objectives",
            "Budgets monitored and adhered to",
            "Personnel rules followed",
            "Decisions are based on data",
        ),
    ),
    CoreArea(
        "communications",
        "COMMUNICATIONS",
        "Communications",
        (
            "Encourage public/community input and education",
            "Affected parties kept involved and informed",
            "Clear, concise, effective written communications produced",
            "Clear, concise, effective oral communications exhibited",
            "Listened well and sought feedback",
        ),
    ),
    CoreArea(
        "other",
        "OTHER",
        "Other",
        (
            "Employee morale and productivity high",
            "Employees empowered to work creatively and make own decisions",
            "Decisions made at the lowest possible level",
        ),
    ),
)

# Pages 3 and 4: special projects, two on page 3 and three on page 4.

PROJECTS_TITLE = "SPECIAL PROJECTS AND EMPHASIS AREAS"
PROJECT_COLUMNS = ("OBJECTIVE", "RESULTS")
PROJECTS_PRINTED = 5
PROJECTS_ON_PAGE_3 = 2

# Page 5: the rating key, the evaluation, the chart.

RATING_LEVELS_HEADING = "RATING LEVELS:"
RATING_LEVELS = (
    RatingLevel(1, "Needs Improvement or Unsatisfactory"),
    RatingLevel(2, "Proficient, Successful, or Competent"),
    RatingLevel(3, "Commendable, Above Standard, or Exceeds Expectations"),
    RatingLevel(4, "Outstanding, Excellent, or Meritorious"),
)
EVALUATION_HEADING = "EVALUATION"
EVALUATION = (
    "The rater should gather information from all available sources to assess how well the employee has met "
    "performance expectations. The rater should meet with the employee about one week before the rating "
    "becomes final to allow the employee the opportunity for input into the process."
)
CHART_CORE = "CORE REQUIREMENTS"
CHART_PROJECTS = "SPECIAL PROJECTS AND EMPHASIS AREAS"
CHART_OBJECTIVE = "Objective:"
DATE_OF_EVALUATION = "DATE OF EVALUATION:"

# Pages 6 and 7: the instructions. Page 7 of the printed form begins inside the last paragraph of EVALUATION.

INSTRUCTIONS_TITLE = ("SENIOR EXECUTIVE SERVICE", "PERFORMANCE CONTRACT INSTRUCTIONS")
INSTRUCTIONS_REMOVE = "(Remove these two pages after the contract is prepared.)"

INSTRUCTIONS = (
    Instruction(
        "PLANNING",
        (
            Paragraph(
                "The employee and the appointing authority will meet before the start of the performance "
                "contract period to develop the employee’s performance plan. The department director or a "
                "lower-level appointing authority may develop the performance plan. If someone other than "
                "the department director develops the plan, the department director must approve the plan by "
                "signing the form."
            ),
            Paragraph(
                "The first page of the form identifies the employee and appointing authority and includes "
                "signature lines. The second section of the form is designed around core requirements. The "
                "core requirements have individual objectives that further define expectations. The "
                "appointing authority and employee may select additional objectives by adding additional "
                "statements in the blank spaces provided."
            ),
            Paragraph(
                "The third section of the form is used to identify special projects or emphasis areas. The "
                "appointing authority and employee will agree on specific projects, responsibilities, or "
                "emphasis areas that will augment the core performance areas and objectives. Projects or "
                "emphasis areas begin on page three of the contract."
            ),
            Paragraph(
                "It is important that the appointing authority makes certain the employee understands the "
                "performance expectations for each objective, special project, or emphasis area in the "
                "performance contract. This may be accomplished either through verbal discussion, adding "
                "written narrative clarification to the performance plan, or writing detailed individual "
                "performance objectives.",
                stressed="understands",
            ),
        ),
    ),
    Instruction(
        "PROGRESS REVIEWS",
        (
            Paragraph(
                "Quarterly meetings between the appointing authority and employee are encouraged during the "
                "performance contract period. These will help ensure that the employee and appointing "
                "authority understand the other’s perception of the employee’s performance. If problems are "
                "identified, plans for improvement can be developed and the employee then has the "
                "opportunity to improve his or her performance."
            ),
        ),
    ),
    Instruction(
        "EVALUATION",
        (
            Paragraph(
                "During the evaluation, the appointing authority should gather information from all "
                "available sources to assess how well the employee has met performance expectations. A "
                "meeting with the employee should be the final step before the final rating is determined to "
                "allow the employee the opportunity for input into the final evaluation."
            ),
            Paragraph(
                "The appointing authority will determine the rating for each objective and then an overall "
                "rating for each core requirement, special project, and emphasis area using the rating key "
                "at the top of the page. The overall rating for each area is then transferred to the "
                "evaluation chart on page five and an overall performance rating is determined. Additional "
                "narrative statements that more fully describe the employee’s accomplishments may be "
                "attached to the performance plan."
            ),
        ),
    ),
    Instruction(
        "SALARY",
        (
            Paragraph(
                "The department director will approve the salary for the next performance contract period "
                "after negotiation with the employee. The employee, appointing authority, and department "
                "director sign the form. The completed form will be sent to the department’s human resources "
                "office for processing and placement in the employee’s personnel file for a period of five "
                "years. A copy of the final contract is sent to DPA/DHR."
            ),
        ),
    ),
)
INSTRUCTIONS_NOTES = (
    "Any person in the senior executive service shall have no right to a position outside of the senior "
    "executive service (Section 24-50-104(5), C.R.S.).",
    "Salaries must be based on the negotiation of an annual contract between the employee and the department "
    "director, and the amount of such salaries may increase, decrease, or remain unchanged from year to year "
    "(Section 24-50-104(5), C.R.S.).",
    "Employees in the senior executive service may not appeal a reduction in pay. (Personnel Rule R-8-52).",
)
