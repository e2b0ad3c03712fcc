"""Criteria and caps, nomination, appointment."""

from law.colorado import sources
from law.colorado.readings import READINGS
from law.colorado.rules.rule import APPROVAL, BLOCK, CONSEQUENCE, FLAG, TOLD, Rule

_POSITIONS = "law.colorado.positions"
_CRITERIA = f"{_POSITIONS}.check_criteria"
_APPOINTMENT = f"{_POSITIONS}.check_appointment"
_NOMINATION_STEPS = "law.colorado.steps.NOMINATION"

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
        "Our reading: a review says of each criterion whether it is met; reviewing is done by other people than "
        "nominating and deciding.",
        f"{_POSITIONS}.check_review",
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
        "Our reading: the day of placement is not before the day of approval. An approval that is not used holds its "
        "place until the director or the State Personnel Director lets it lapse, with the reason; its place is then "
        "free, and the position can be nominated anew.",
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
        f"{_POSITIONS}.check_ending",
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
