"""How texts that are unclear, or that contradict each other, are read. One entry for each reading.

The numbers are those by which findings, docstrings and tests name a reading. There is no 19: it is
about the federal plan.
"""

READINGS: dict[int, str] = {
    1: (
        'Reading 1: "may not exceed 25% of the regular statutory lid" cannot be meant literally. The figure '
        "printed on SES Form 1, $10,763 per month for FY 2004-05, is the lid plus 25 percent. The ceiling is "
        "a published amount for each fiscal year; where only the lid is known it is 1.25 times the lid, "
        "rounded half up to a dollar, and marked as computed until it is confirmed."
    ),
    2: (
        "Reading 2: one position for each full 100 permanent FTE, so 199.9 FTE gives 1, and at most 15. Only "
        "the State Personnel Director may authorize more, in writing and for good cause. That lifts the "
        "department's limit, never the statewide one."
    ),
    3: (
        "Reading 3: the 125 are positions, not people, so a vacant position holds its place. They are "
        "counted by day: a placement counts from its day, a removal on June 30 frees the place on July 1, "
        "and an approved nomination holds a place from the day of approval until its date is set."
    ),
    4: (
        "Reading 4: a position that a statute puts into the SES may be exempt from the criteria. It still "
        "counts among the 125."
    ),
    5: (
        'Reading 5: "before July 1" and "by July 1" both occur, so the last safe day is June 30. If the '
        "contract is not fully signed at the end of June 30, the position leaves the SES on July 1, for any "
        "reason."
    ),
    6: (
        'Reading 6: "by May 1" and "before May 1" both occur, so the last safe day is April 30. Notice on '
        "May 1 is accepted and stays flagged as disputed until DPA/DHR settles it. May 2 or later is late."
    ),
    7: (
        'Reading 7: the two causes joined by "or" are read apart: no signed contract, for any reason; or an '
        "executive whose performance was found unsatisfactory, with neither written notice in time nor a "
        "contract. A satisfactory executive with a signed contract is never converted. After timely notice "
        "the person separates on June 30 and the position stays in the SES, vacant."
    ),
    8: (
        "Reading 8: the law makes the consequence of July 1 happen; a program must not. A removal is "
        "proposed with effect from July 1 and its evidence, and DPA/DHR confirms it or records the contract "
        "that was signed in time. Confirmed later, it still takes effect on July 1."
    ),
    9: (
        "Reading 9: pay may not change while the executive stays in the same SES position doing "
        "essentially the same duties. A move to another SES position is a new contract within 30 days, and "
        "may carry new pay. There is no other way."
    ),
    10: (
        "Reading 10: 30 days are calendar days after the day of hire or movement, so July 10 gives August 9. "
        "State Personnel Board Rule 1-39 (4 CCR 801-1, 2026) counts days the same way."
    ),
    11: (
        "Reading 11: SES Form 1 has no arithmetic. Overall ratings are the rater's judgement; an average may "
        "be shown beside the choice, never filled in."
    ),
    12: (
        'Reading 12: level 1 joins "needs improvement" and "unsatisfactory". A 1 is not by itself a failure '
        "to perform; the director's written notice answers that question."
    ),
    13: (
        'Reading 13: "about one week before" is 5 to 9 days before the rating becomes final. Outside that '
        "there is advice; with no meeting recorded there is a flag."
    ),
    14: (
        "Reading 14: the completed form is kept for five years from its completion, or longer where another "
        "duty to keep it is longer."
    ),
    15: (
        "Reading 15: a day is a day in Denver. A signature at 23:30 there on June 30 is in time although it "
        "is already July 1 in UTC."
    ),
    16: (
        "Reading 16: the rules of the guide are treated as in force from May 1, 2004, with no end. What "
        "happened in 2013 and in 2025 is told as a note; it switches nothing off."
    ),
    17: (
        "Reading 17: a vacant position owes no contract, because there is nobody to agree with. The rule of "
        "July 1 does not touch it."
    ),
    18: (
        "Reading 18: for somebody hired or moved shortly before July 1, the contract for the new year is due "
        "on the later of June 30 and the 30th day after. Until then July 1 has no consequence."
    ),
}
