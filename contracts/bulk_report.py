"""How far an act on many contracts is, and what became of each row, with the reasons."""

from typing import Any

from accounts.templatetags.words import day, moment
from contracts.models import BulkRow, BulkRun
from contracts.models.bulk import DONE, LEFT_OUT, REFUSED, WAITS
from contracts.season_pages import ACTS


def report(run: BulkRun, rows: list[BulkRow]) -> dict[str, Any]:
    """The context of templates/contracts/bulk_run.html. `rows` in their order, each with its contract."""
    by = {outcome: [row for row in rows if row.outcome == outcome] for outcome in (DONE, REFUSED, LEFT_OUT, WAITS)}
    asked = len(rows) - len(by[LEFT_OUT])
    gone = len(by[DONE]) + len(by[REFUSED])
    title, _button, done = ACTS[run.act]
    return {
        "title": f"{title}: {run.department}" if run.department else title,
        "run": run,
        "done_word": done,
        "asked": asked,
        "gone": gone,
        "is_finished": run.finished_at is not None,
        "done": by[DONE],
        "refused": by[REFUSED],
        "left_out": by[LEFT_OUT],
        "waiting": by[WAITS],
        "facts": [
            ("Asked for by", str(run.asked_by)),
            ("When", f"{moment(run.asked_at)}; the legal day is {day(run.asked_on)}"),
            ("Finished", moment(run.finished_at) if run.finished_at else "not yet"),
        ],
    }
