"""Appointments, their ends and corrections, transfers, titles, job descriptions, layoffs and vacancies."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from positions import history, leaving, transfers, vacancies
from positions.models import Designation, Incumbency, JobDescription, Letter, Placement, Transfer, Vacancy
from tests.access.positions_rows import SEE_POSITION, held, vacant
from tests.access.table import DEPARTMENT, EVERYBODY, STATE, Row
from tests.positions import scenes
from tests.positions.scenes import DAY

NEXT = date(2004, 10, 1)
SEE_APPOINTMENT = SEE_POSITION | {"executive"}
SEE_TRANSFER = DEPARTMENT | STATE | {"executive", "other_director", "other_hr"}
HOLDERS = {"director", "hr", "other_director", "other_hr"}


def appointment(cast):
    """The executive's appointment in Agriculture."""
    return Incumbency.unscoped.get(position=held(cast))


def ended(cast):
    """An appointment that ends by layoff."""
    incumbency = appointment(cast)
    Incumbency.unscoped.filter(pk=incumbency.pk).update(is_certified=True, previously_certified_class="Analyst IV")
    incumbency.refresh_from_db()
    leaving.end(incumbency, way="layoff", ends_on=NEXT, reason="Lack of funds.", by=cast.director, on=DAY)
    return incumbency


def abroad(cast):
    """A transfer of the executive from Agriculture to Revenue, which Revenue has approved."""
    held(cast)
    [position] = scenes.fill(cast.revenue, 1, prefix="R")
    transfer = transfers.request(position, person=cast.executive, starts_on=NEXT, by=cast.other_hr, on=DAY)
    transfers.approve(transfer, by=cast.other_director, on=DAY)
    return transfer


def transferable(cast):
    """A vacant position of Agriculture, where the executive holds another one."""
    held(cast)
    return scenes.fill(cast.agriculture, 1, prefix="V")[0]


def named(cast):
    """A title that the position has had since August."""
    return history.rename(
        vacant(cast), title="Chief", division="", starts_on=date(2004, 8, 1), reason="Renamed.", by=cast.hr, on=DAY
    )


def placement(cast):
    """A placement of Agriculture."""
    return Placement.unscoped.get(position=vacant(cast))


def vacancy(cast):
    """A vacant classified position of Agriculture."""
    return vacancies.record(
        cast.agriculture, number="C-1", title="Analyst", job_class="Analyst IV", vacant_from=DAY, by=cast.hr, on=DAY
    )


def executive_of(position):
    """What is posted to ask for the transfer of the executive."""
    return {"person": Incumbency.unscoped.get(person__name="Eve Executive").person_id, "starts_on": "2004-10-01"}


ROWS = [
    Row(
        "positions:appointment",
        page=SEE_APPOINTMENT,
        scene=appointment,
        tells="Basis of merit and fitness",
        told=SEE_APPOINTMENT - {"superior"},
    ),
    Row(
        "positions:end_appointment",
        page=DEPARTMENT,
        act=DEPARTMENT,
        knows=SEE_APPOINTMENT,
        scene=appointment,
        data={"way": "resignation", "ends_on": "2004-09-30"},
        done=lambda incumbency: incumbency.state == "ended",
    ),
    Row(
        "positions:correct_appointment",
        page=DEPARTMENT,
        act=DEPARTMENT,
        knows=SEE_APPOINTMENT,
        scene=appointment,
        data={"starts_on": "2004-09-01", "method": "reinstatement", "reason": "Copied wrongly."},
        done=lambda incumbency: incumbency.method == "reinstatement",
    ),
    Row(
        "positions:layoff",
        page=SEE_APPOINTMENT - {"superior"},
        knows=SEE_APPOINTMENT,
        scene=ended,
        tells="Analyst IV",
        told=SEE_APPOINTMENT - {"superior"},
    ),
    Row(
        "positions:layoff_letter",
        act=DEPARTMENT | {"reviewer", "personnel_director"},
        knows=SEE_APPOINTMENT,
        scene=ended,
        done=lambda incumbency: Letter.unscoped.about(incumbency).exists(),
    ),
    Row(
        "positions:rename",
        page=DEPARTMENT,
        act=DEPARTMENT,
        knows=SEE_POSITION,
        scene=vacant,
        data={"title": "Chief of Markets", "starts_on": "2004-09-01", "reason": "Reorganized."},
        done=lambda position: position.title == "Chief of Markets",
    ),
    Row(
        "positions:correct_title",
        page=DEPARTMENT,
        act=DEPARTMENT,
        knows=SEE_POSITION,
        scene=named,
        data={"title": "Head", "starts_on": "2004-08-01", "reason": "Copied wrongly."},
        done=lambda row: Designation.unscoped.filter(corrects=row).exists(),
    ),
    Row(
        "positions:describe",
        page=DEPARTMENT,
        act=DEPARTMENT,
        knows=SEE_POSITION,
        scene=vacant,
        data=lambda position: {
            "document": SimpleUploadedFile("Job.txt", b"Directs the division.\n"),
            "dated_on": "2004-08-01",
        },
        done=lambda position: JobDescription.unscoped.filter(position=position).exists(),
    ),
    Row(
        "positions:correct_placement",
        page=DEPARTMENT,
        act=DEPARTMENT,
        knows=SEE_POSITION,
        scene=placement,
        data={"starts_on": "2004-08-01", "reason": "Copied wrongly."},
        done=lambda placement: placement.starts_on == date(2004, 8, 1),
    ),
    Row(
        "positions:ask_transfer",
        page=DEPARTMENT,
        act=DEPARTMENT,
        knows=SEE_POSITION,
        scene=transferable,
        data=executive_of,
        done=lambda position: Transfer.unscoped.filter(position=position).exists(),
    ),
    Row("positions:transfer", page=SEE_TRANSFER, scene=abroad, tells="Eve Executive", told=SEE_TRANSFER),
    Row(
        "positions:approve_transfer",
        act={"director"},
        knows=SEE_TRANSFER,
        scene=abroad,
        done=lambda transfer: transfer.state == "approved",
    ),
    Row(
        "positions:decline_transfer",
        act={"director", "other_director"},
        knows=SEE_TRANSFER,
        scene=abroad,
        data={"reason": "Needed here."},
        done=lambda transfer: transfer.state == "declined",
    ),
    Row(
        "positions:withdraw_transfer",
        act=HOLDERS,
        knows=SEE_TRANSFER,
        scene=abroad,
        data={"reason": "Other plans."},
        done=lambda transfer: transfer.state == "withdrawn",
    ),
    Row(
        "positions:vacancies",
        page=EVERYBODY,
        args=[],
        scene=vacancy,
        tells="Analyst IV",
        told=DEPARTMENT | STATE | {"superior"},
    ),
    Row(
        "positions:record_vacancy",
        page=HOLDERS,
        act=HOLDERS,
        knows=EVERYBODY,
        args=[],
        data={
            "number": "C-1",
            "title": "Analyst",
            "job_class": "Analyst IV",
            "vacant_from": "2004-09-01",
        },
        done=lambda department: Vacancy.unscoped.exists(),
    ),
    Row(
        "positions:fill_vacancy",
        page=DEPARTMENT,
        act=DEPARTMENT,
        knows=STATE | {"superior"},
        scene=vacancy,
        data={"filled_on": "2004-09-15"},
        done=lambda vacancy: vacancy.state == "filled",
    ),
]
