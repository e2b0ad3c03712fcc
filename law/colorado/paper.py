"""A signature written by hand: on paper it binds as it does here, if somebody answers for what the scan shows."""

from datetime import date

from law.colorado import sources
from law.colorado.words import day_in_words
from law.findings import Finding, Weight


def check_paper_day(*, signed_on: date, frozen_on: date, on: date) -> list[Finding]:
    """CO-CON-4. A signature on paper counts for the day on which it was written, not for that of its recording.

    `frozen_on` is the day on which the version was printed and frozen. A paper that is older than that was
    written before it was entered here: whoever attests answers for its saying the same. `on` is the day of recording.
    """
    if signed_on > on or signed_on < sources.IN_FORCE_FROM:
        wrong = "is still to come" if signed_on > on else "is before the rules of this program begin"
        words = f"{day_in_words(signed_on)} {wrong}. Enter the day that stands beside the signature."
        return [Finding("CO-CON-4", words, Weight.FORBIDS, sources.CONTRACT_CONCLUDING, field="signed_on")]
    if signed_on < frozen_on:
        words = (
            f"The paper was signed on {day_in_words(signed_on)}, before this version was frozen on "
            f"{day_in_words(frozen_on)}. Compare every line: whoever attests answers for their being the same."
        )
        return [Finding("CO-CON-4", words, Weight.FLAGS, sources.CONTRACT_CONCLUDING, field="signed_on")]
    return []


def check_paper_order(*, signed_on: date, before: date | None, on: date) -> list[Finding]:
    """CO-CON-4. The director concludes: a line is not dated before the line above it.

    Our reading: on paper this is a flag, since the signatures are there; here the order is kept. `before` is the
    day of the line above, None for the first; `on` is the day of recording.
    """
    if before is None or signed_on >= before:
        return []
    words = (
        f"This line is dated {day_in_words(signed_on)}, before the one above, {day_in_words(before)}. Check both days."
    )
    reading = "Our reading: the lines are signed in the order of the form; on paper another order is flagged."
    return [Finding("CO-CON-4", words, Weight.FLAGS, sources.CONTRACT_CONCLUDING, reading=reading, field="signed_on")]


def check_attestation(*, attests_only_own: bool, on: date) -> list[Finding]:
    """CO-CON-4. Nobody is the only witness of their own signature.

    `attests_only_own`: every line that the scan shows is signed by the person who attests it. `on` is the day of
    recording.
    """
    if not attests_only_own:
        return []
    words = "You would attest nothing but your own signature. Have Human Resources or the director record it."
    return [Finding("CO-CON-4", words, Weight.FORBIDS, sources.CONTRACT_CONCLUDING)]
