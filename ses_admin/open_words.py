"""What a deadline says where nobody has signed in: in mail, on the way through other hands, and in calendars.

What judges somebody's performance is not said there, neither beside a name nor alone: only that a letter waits, and by
when. The desk and the page of deadlines, behind the sign-in, keep the law's own words.
"""

from positions import letters
from positions.models import Flag

NEUTRAL = {
    "notice": "A letter has to be delivered",
    "separation": "What a letter has said has to be carried out",
}
"""By duty: what is said instead."""
NEUTRAL_RULES = ("CO-REM-3", "CO-REM-5")
"""The rules of notice and separation: their identifiers are not told there either."""
A_LETTER = letters.NEUTRAL_SUBJECT


def is_neutral(flag: Flag) -> bool:
    """Whether this deadline is told without its words."""
    return flag.duty in NEUTRAL


def what(flag: Flag) -> str:
    """What is owed, about whom; or the neutral line, with nobody's name."""
    if is_neutral(flag):
        return f"{NEUTRAL[flag.duty]}: open it in SES Admin"
    return f"{flag.words}: {flag.about}"


def why(flag: Flag) -> list[str]:
    """The rule and the consequence, a sentence each; nothing of a neutral line."""
    return [] if is_neutral(flag) else [f"Rule {flag.rule}.", flag.consequence]
