"""What July 1 brings about when it is known only later: a dispute that is settled, or a notice that is taken back."""

from datetime import date

import law
from appraisals import july_first as worked_out
from appraisals.models import Notice
from law.dated import NotInForce
from positions import july_first
from positions.models import Roster
from positions.telling import tell_offices


def propose(notice: Notice, *, on: date) -> int:
    """Open the removal that July 1 brings about now that this notice separates nobody; how many were opened (CO-REM-4).

    The night of July 1 passed the position by: the notice stood in time, or disputed. What is proposed is of that July
    1, with its evidence, and once. Before that day, and after the year that began on it, there is nothing to propose.
    Runs inside the transaction of the act.
    """
    calendar = law.plan(notice.plan).calendar
    year = notice.fiscal_year + 1
    if calendar.fiscal_year(on) != year:
        return 0
    Roster.lock(notice.plan)  # a night that runs at the same time: the second finds it done
    first_day = calendar.year_starts(year)
    try:
        found = list(worked_out.cases(notice.plan, year=year, only=notice.position_id))
    except NotInForce:
        return 0
    made = july_first.propose(worked_out.proposals_of(found), (), on=first_day, office="Rule of July 1")
    if made:
        _tell(notice, on=on)
    return made


def _tell(notice: Notice, *, on: date) -> None:
    """Whoever a night of July 1 tells, now: it told of the others on its own day."""
    subject = f"Left the SES on July 1 for want of a contract: {notice.position}"
    about = {
        "subject": subject,
        "text": f"{subject}.\n\nIt was worked out after what became of the notice of unsatisfactory performance. To be "
        f"confirmed by DPA/DHR.\n\nDepartment: {notice.department}",
        "key": f"notice/{notice.pk}/july-first",
        "path": notice.position.get_absolute_url(),
        "on": on,
    }
    tell_offices("reviewer", "personnel_director", **about)
    tell_offices("director", "hr", department=notice.department, **about)
