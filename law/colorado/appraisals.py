"""How the year of a contract is appraised: what is rated, at which levels, by whom it is signed.

Notice of unsatisfactory performance, separation and July 1 are told in the rules (CO-REM) and are not asked here.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from law.colorado import sources
from law.colorado.calendar import fiscal_year, notice_last_safe_day
from law.colorado.form1 import RATING_LEVELS
from law.colorado.offices import APPOINTING_AUTHORITY, DIRECTOR, EMPLOYEE, OFFICES, SIGNERS
from law.colorado.readings import READINGS
from law.colorado.words import counted, day_in_words
from law.dated import Dated, Since
from law.findings import Finding, Weight

LEVELS: tuple[tuple[int, str], ...] = tuple((level.level, level.words) for level in RATING_LEVELS)
"""CO-EVA-2. The levels with the words of the form, the lowest first."""

LOWEST = LEVELS[0][0]

MEETING_LEAST_DAYS = Dated(
    "The meeting on the rating is at least so long before it becomes final",
    Since(sources.IN_FORCE_FROM, 5, sources.ABOUT_ONE_WEEK, reading=READINGS[13]),
    unit="days",
)
MEETING_MOST_DAYS = Dated(
    "The meeting on the rating is at most so long before it becomes final",
    Since(sources.IN_FORCE_FROM, 9, sources.ABOUT_ONE_WEEK, reading=READINGS[13]),
    unit="days",
)

STATEMENTS: dict[str, str] = {
    EMPLOYEE: "I have read this evaluation and could give my input to it. My signature does not say that I agree.",
    APPOINTING_AUTHORITY: "I have determined these ratings on the terms of the contract, as appointing authority.",
    DIRECTOR: "I have read this evaluation and sign it as department director.",
}
"""What each signature under the evaluation says, by the office whose line is signed."""

SUCCESSOR_STATEMENT = (
    "I sign this evaluation as appointing authority. Its ratings were determined on the terms of the contract by "
    "whoever held the office before me."
)
"""What it says of somebody who was named after the rater had left, and who rated nothing themselves."""


def check_opening(*, is_signed: bool, starts_on: date, on: date) -> list[Finding]:
    """CO-EVA-1. Performance is appraised on a signed contract, and not before its term begins.

    `starts_on` is the first day of the contract; `on` is the day on which the appraisal is opened.
    """
    if not is_signed:
        words = "The contract is not signed by all, so there are no agreed terms to be rated on. Have it signed first."
    elif on < starts_on:
        words = f"The contract begins on {day_in_words(starts_on)}; there is nothing to appraise before that day."
    else:
        return []
    return [Finding("CO-EVA-1", words, Weight.FORBIDS, sources.CONTRACT_DUE)]


def check_levels(*, levels: Sequence[int], on: date) -> list[Finding]:
    """CO-EVA-2. A rating is one of the levels of the form. `on` is the day of the rating."""
    known = [level for level, _ in LEVELS]
    return [
        Finding(
            "CO-EVA-2",
            f"{strange} is not a level. Choose one of {', '.join(map(str, known))}.",
            Weight.FORBIDS,
            sources.FORM_RATING,
        )
        for strange in sorted({level for level in levels if level not in known})
    ]


def check_rated_terms(*, terms: Sequence[str], rated: Sequence[str], on: date) -> list[Finding]:
    """CO-EVA-1, CO-EVA-3. Every term of the contract as amended is rated, and nothing else is.

    Both are the texts of objectives, each as often as it stands there. `on` is the day of the act.
    """
    left, strange = list(terms), []
    for text in rated:
        if text in left:
            left.remove(text)
        else:
            strange.append(text)
    findings = [
        Finding(
            "CO-EVA-1",
            f"“{text}” is rated and is not in the contract. Only the terms of the contract are evaluated.",
            Weight.FORBIDS,
            sources.CONTRACT_DUE,
        )
        for text in strange
    ]
    if left:
        findings.append(
            Finding(
                "CO-EVA-3",
                f"{counted(len(left), 'objective is', 'objectives are')} not rated yet, the first: “{left[0]}”. "
                "Rate every objective of the contract.",
                Weight.FORBIDS,
                sources.EVALUATING,
            )
        )
    return findings


def check_overalls(*, areas: Mapping[str, int | None], overall: int | None, on: date) -> list[Finding]:
    """CO-EVA-3. Each core area has its overall rating, and performance as a whole has one.

    `areas` has the overall of each core area by its title; the rating of a special project is its own overall.
    Reading 11: nothing is computed, each is the rater's judgement. `on` is the day of the act.
    """
    missing = [title for title, level in areas.items() if level is None]
    if overall is None:
        missing.append("performance as a whole")
    if not missing:
        return []
    return [
        Finding(
            "CO-EVA-3",
            f"The overall rating is missing of: {'; '.join(missing)}. Choose it; no average fills it in.",
            Weight.FORBIDS,
            sources.EVALUATING,
            reading=READINGS[11],
        )
    ]


def check_lowest_level(*, rated_lowest: Sequence[str], ends_on: date, on: date) -> list[Finding]:
    """CO-EVA-2. A level 1 asks whether performance was unsatisfactory; it does not answer it.

    Reading 12: level 1 joins two things, and only the director's written notice says which. `rated_lowest`
    names what is rated 1; `ends_on` is the last day of the contract; `on` is the day on which it is looked at.
    """
    if not rated_lowest:
        return []
    last_safe = notice_last_safe_day(fiscal_year(ends_on))
    last_day = f"its last safe day is {day_in_words(last_safe)}"
    if on > last_safe:
        following = notice_last_safe_day(fiscal_year(on))
        following = following if on <= following else notice_last_safe_day(fiscal_year(on) + 1)
        last_day = f"its last safe day was {day_in_words(last_safe)}; the next one is {day_in_words(following)}"
    return [
        Finding(
            "CO-EVA-2",
            f"Level {LOWEST} is given to {counted(len(rated_lowest), 'rating', 'ratings')}: {'; '.join(rated_lowest)}. "
            "Is it a need to improve, or unsatisfactory? Only the director’s written notice says the latter, and "
            f"{last_day}.",
            Weight.ADVISES,
            sources.FORM_RATING,
            reading=READINGS[12],
        )
    ]


def check_meeting(*, met_on: date | None, final_on: date, on: date) -> list[Finding]:
    """CO-EVA-4. The rater meets the employee about one week before the rating becomes final.

    Reading 13: 5 to 9 days before passes; outside that it is advice; no meeting recorded flags. `final_on` is
    the day on which the rating becomes or became final; `on` is the day on which it is looked at.
    """
    least, most = MEETING_LEAST_DAYS.on(on).value, MEETING_MOST_DAYS.on(on).value
    if met_on is None:
        weight = Weight.FLAGS
        words = "No meeting of rater and employee on the rating is recorded. Meet, and record the day."
    elif least <= (final_on - met_on).days <= most:
        return []
    else:
        weight = Weight.ADVISES
        days = (final_on - met_on).days
        apart = f"{counted(abs(days), 'day', 'days')} {'after' if days < 0 else 'before'}"
        words = (
            f"The meeting was on {day_in_words(met_on)}, {apart} the rating becomes final on "
            f"{day_in_words(final_on)}. About one week before is {least} to {most} days before."
        )
    return [
        Finding("CO-EVA-4", words, weight, sources.FORM_EVALUATION, reading=READINGS[13], field="met_on"),
    ]


def check_information(*, has_account: bool, notes: int, on: date) -> list[Finding]:
    """CO-EVA-5. The rater gathers information from all available sources.

    `has_account`: the employee has given an own account; `notes` counts the notes, results and evidence of the
    year that the rater sees. `on` is the day on which it is looked at.
    """
    missing = ["the employee’s own account"] * (not has_account) + ["a note or evidence of the year"] * (not notes)
    if not missing:
        return []
    return [
        Finding(
            "CO-EVA-5",
            f"The rater gathers information from all available sources. Missing here: {' and '.join(missing)}.",
            Weight.ADVISES,
            sources.FORM_EVALUATION,
        )
    ]


def check_rater(*, is_employee: bool, on: date) -> list[Finding]:
    """CO-EVA-3. The appointing authority determines the rating; nobody rates themselves. `on` is that day."""
    if not is_employee:
        return []
    return [
        Finding(
            "CO-EVA-3",
            "Nobody rates themselves. The appointing authority of the contract, or whoever succeeded them, rates.",
            Weight.FORBIDS,
            sources.EVALUATING,
        )
    ]


UNSIGNED = (
    "Our reading: the three sign, and no text says what follows when the executive does not. Offered and not signed, "
    "as an office attests it, holds up no rating."
)


def check_offer(*, is_signed: bool, is_recorded: bool, offered_on: date, released_on: date, on: date) -> list[Finding]:
    """CO-EVA-3. That the executive was offered the released evaluation and did not sign it is recorded once.

    Our reading: the law is silent here and gives no number of days, so none is asked for. `is_signed`: the executive's
    line is; `is_recorded`: this is, of what is released now; `released_on` is the day of that release. `on` is the
    day of the record.
    """
    words = []
    if is_signed:
        words.append("The executive has signed this evaluation, so there is nothing to record in place of it.")
    elif is_recorded:
        words.append("It is recorded already that the executive was offered this evaluation and did not sign it.")
    if not released_on <= offered_on <= on:
        words.append(
            f"What is offered was released on {day_in_words(released_on)}, and {day_in_words(offered_on)} is not from "
            "that day to today. Check the day."
        )
    return [
        Finding("CO-EVA-3", each, Weight.FORBIDS, sources.FORM_SALARY, reading=UNSIGNED, field="offered_on")
        for each in words
    ]


def check_rating_signature(
    *,
    line: str,
    signed: Sequence[str],
    seen_hash: str,
    current_hash: str,
    offered: Sequence[str] = (),
    on: date,
) -> list[Finding]:
    """CO-EVA-3. Employee, appointing authority and director sign the evaluation, each the same one.

    Our reading: in the order of the lines on the form, as the contract; a line that was `offered` and not signed is
    waited for no longer. The hashes are SHA-256 of the print that was read and of the one released now. `on` is the
    day of the signature.
    """
    words = []
    if not seen_hash or seen_hash != current_hash:
        words.append("The evaluation has changed since you read it. Read it as it stands now, then sign that.")
    if line not in SIGNERS:
        words.append("This office has no signature line. Employee, appointing authority and director sign.")
    elif line in signed:
        words.append(f"The line “{OFFICES[line].name}” is already signed. It can be signed only once.")
    elif earlier := [OFFICES[each].name for each in SIGNERS[: SIGNERS.index(line)] if each not in (*signed, *offered)]:
        words.append(f"The line “{OFFICES[line].name}” is not next. First to sign: {', then '.join(earlier)}.")
    reading = "Our reading: the evaluation is signed in the order of its lines, as the contract is."
    return [Finding("CO-EVA-3", each, Weight.FORBIDS, sources.FORM_SALARY, reading=reading) for each in words]


def average(levels: Sequence[int]) -> Decimal | None:
    """The average of some ratings with one decimal, a half rounded up; None of none.

    Reading 11: a hint beside the choice, never filled in and never kept.
    """
    if not levels:
        return None
    return (Decimal(sum(levels)) / len(levels)).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
