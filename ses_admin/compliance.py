"""How a fiscal year went by the law: each duty on time, late and how late, settled by whom, or open."""

from dataclasses import dataclass, field
from datetime import date

import law
from accounts.models import Department, User
from positions.models import Flag
from ses_admin.settled import Met, met

STATEWIDE = "Statewide"


@dataclass
class Line:
    """One duty of the law, or one department: how many there were and how each ended."""

    name: str
    rule: str = ""
    is_advice: bool = False
    in_time: int = 0
    late: int = 0
    open: int = 0
    open_late: int = 0
    missed: int = 0
    fell_away: int = 0
    days_late: list[int] = field(default_factory=list)

    @property
    def total(self) -> int:
        """Every one that was owed and did not fall away."""
        return self.in_time + self.late + self.open + self.missed

    @property
    def most_late(self) -> int:
        """Calendar days by which the latest was, or is, late; of one never met, until its time was over."""
        return max(self.days_late, default=0)

    @property
    def share(self) -> str:
        """How many of those that are over were met in time, as a share in words."""
        over = self.in_time + self.late + self.open_late + self.missed
        return f"{100 * self.in_time // over}%" if over else "none due yet"

    def add(self, flag: Flag, *, on: date) -> None:
        """Count one more, as it stands on the day `on`."""
        if flag.settled_on is not None and not flag.is_met and not flag.is_missed:
            self.fell_away += 1
            return
        late = flag.days_late(on)
        if late:
            self.days_late.append(late)
        if flag.is_missed:
            self.missed += 1
        elif flag.settled_on is None:
            self.open += 1
            self.open_late += bool(late)
        elif late:
            self.late += 1
        else:
            self.in_time += 1


@dataclass(frozen=True)
class Report:
    """A fiscal year of one department, or of all that somebody sees.

    `leaves_out`: a notice that was not delivered yet is its department's alone; this reader's figures are without it.
    """

    year: int
    year_words: str
    starts_on: date
    ends_on: date
    duties: list[Line]
    departments: list[Line]
    open_flags: list[Flag]
    missed: list[Flag]
    met: list[Met]
    leaves_out: bool
    on: date

    @property
    def met_late(self) -> list[Met]:
        """Those that were met after their last day, the latest first."""
        return [each for each in self.met if each.days_late]

    @property
    def whole(self) -> Line:
        """Everything that is owed by law, good practice left out, in one line."""
        sums = Line("All duties")
        for line in self.duties:
            if not line.is_advice:
                sums.in_time += line.in_time
                sums.late += line.late
                sums.open += line.open
                sums.open_late += line.open_late
                sums.missed += line.missed
                sums.fell_away += line.fell_away
                sums.days_late += line.days_late
        return sums


def report(user: User, *, year: int, department: Department | None, on: date, plan: str = law.DEFAULT_PLAN) -> Report:
    """What was owed in the fiscal year `year`, as `user` may see it on the day `on`. Three queries, at any size."""
    calendar = law.plan(plan).calendar
    starts_on, ends_on = calendar.year_starts(year), calendar.year_ends(year)
    rows = Flag.objects.visible_to(user, on=on).filter(plan=plan, due_on__gte=starts_on, due_on__lte=ends_on)
    if department is not None:
        rows = rows.filter(department=department)
    duties: dict[str, Line] = {}
    departments: dict[str, Line] = {}
    still_open, missed = [], []
    flags = list(rows.select_related("department").order_by("due_on", "pk"))
    for flag in flags:
        named = _named(flag)
        duties.setdefault(flag.duty, Line(named, flag.rule, flag.is_advice)).add(flag, on=on)
        if flag.is_advice:
            continue
        where = flag.department.name if flag.department else STATEWIDE
        departments.setdefault(where, Line(where)).add(flag, on=on)
        if flag.settled_on is None and flag.due_on < on:
            still_open.append(flag)
        if flag.is_missed:
            missed.append(flag)
    return Report(
        year,
        calendar.fiscal_year_words(year),
        starts_on,
        ends_on,
        sorted(duties.values(), key=lambda line: (line.is_advice, line.rule)),
        sorted(departments.values(), key=lambda line: line.name),
        still_open,
        missed,
        met(flags, user, on=on),
        user.sees_everything(on),
        on,
    )


NAMES = {
    "contract-for-the-year": "Contract for the year concluded by June 30",
    "contract-after-movement": "Contract within 30 days of a hire or movement",
    "notice": "Notice of unsatisfactory performance by April 30",
    "appraisal-before-salary": "Appraisal complete before the next salary",
    "evaluation-meeting": "Evaluation meeting about a week before the final rating",
    "copy-to-dpa": "Copy of the contract to DPA/DHR",
    "decision-notice": "Notice of a decision on a nomination",
    "position-review": "Review of a position or an allotment settled",
    "job-description": "Job description looked at within a year",
    "quarterly-review": "Progress review in the quarter",
    "retention-end": "End of the time for which a form is kept",
    "acting-authority-lapses": "Acting office followed by somebody",
    "ceiling": "Ceiling of the coming year recorded",
    "fte-count": "FTE count of the year recorded",
    "separation": "Separation after notice carried out on June 30",
    "removal-to-confirm": "Removal of July 1 confirmed",
}


def _named(flag: Flag) -> str:
    return NAMES.get(flag.duty, flag.words)


def years(user: User, *, on: date, plan: str = law.DEFAULT_PLAN) -> list[int]:
    """The fiscal years of which something is flagged that `user` may see, the newest first, and always this one."""
    calendar = law.plan(plan).calendar
    days = Flag.objects.visible_to(user, on=on).filter(plan=plan).dates("due_on", "month")
    return sorted({calendar.fiscal_year(day) for day in days} | {calendar.fiscal_year(on)}, reverse=True)


def year_words(year: int, *, plan: str = law.DEFAULT_PLAN) -> str:
    """The fiscal year as people write it."""
    return law.plan(plan).calendar.fiscal_year_words(year)
