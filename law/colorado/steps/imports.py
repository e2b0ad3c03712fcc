"""The legal moves of a file of departments, counts, positions, people or appointments that is brought in.

Bringing in says what stands already; it decides nothing. So the offices that watch the whole state take it, and a
department's HR only what it could enter by hand: positions that are not in the SES.
"""

from law.colorado import sources
from law.colorado.offices import ADMINISTRATOR, HR, REVIEWER
from law.dated import Source
from law.steps import NOT_YET, Procedure, State, Step

_STATE = (ADMINISTRATOR, REVIEWER)


def _of(offices: tuple[str, ...], source: Source, rule: str = "") -> Procedure:
    return Procedure(
        states=(
            State("checked", "Checked, nothing taken yet"),
            State("taken", "Taken", final=True),
            State("set_aside", "Set aside", final=True),
        ),
        steps=(
            Step("upload", NOT_YET, "checked", offices, source, "Check the file", rule=rule),
            Step("take", "checked", "taken", offices, source, "Take the rows", rule=rule),
            Step("set aside", "checked", "set_aside", offices, source, "Set the file aside", rule=rule),
        ),
    )


IMPORTS: dict[str, Procedure] = {
    "import_departments": _of(_STATE, sources.ALLOTMENT, "CO-CAP-2"),
    "import_fte": _of(_STATE, sources.ALLOTMENT, "CO-CAP-2"),
    "import_people": _of(_STATE, sources.MEMBERSHIPS),
    "import_positions": _of((*_STATE, HR), sources.STATEWIDE_CAP, "CO-CAP-1"),
    "import_incumbencies": _of(_STATE, sources.APPOINTING, "CO-APT-1"),
}
