"""Positions, departments, nominations and the acts on them."""

from accounts.models import User
from positions import workflow
from positions.models import Authorization, FteCount, Incumbency, Nomination, NominationNote, Placement
from tests.access.table import DEPARTMENT, DEPARTMENT_OFFICES, EVERYBODY, STATE, Row
from tests.positions import scenes
from tests.positions.scenes import RATIONALE

SEE_POSITION = DEPARTMENT_OFFICES | STATE
SEE_DEPARTMENT = DEPARTMENT_OFFICES | STATE | {"administrator"}
SEE_NOMINATION = DEPARTMENT | STATE
HOLDERS = {"director", "hr", "other_director", "other_hr"}


def vacant(cast):
    """A vacant position of Agriculture, in the SES."""
    return scenes.fill(cast.agriculture, 1)[0]


def held(cast):
    """A position of Agriculture that the executive holds."""
    position = vacant(cast)
    Incumbency.unscoped.create(
        position=position,
        department=cast.agriculture,
        person=cast.executive,
        state="current",
        starts_on=scenes.DAY,
        method="selection",
    )
    return position


def described_in_a_draft(cast):
    """A job description that only a draft holds."""
    return scenes.draft(cast).job_description


def described_and_submitted(cast):
    """A job description that DPA/DHR was given."""
    return scenes.submitted(cast).job_description


def withdrawn_draft(cast):
    """A nomination that never left the department."""
    nomination = scenes.draft(cast)
    workflow.withdraw(nomination, reason="Reorganized.", by=cast.director, on=scenes.DAY)
    return nomination


def appointment(position):
    """What the director posts to appoint the executive."""
    return {
        "person": User.objects.get(name="Eve Executive").pk,
        "starts_on": "2004-09-01",
        "method": "selection",
        "merit_basis": "The list.",
    }


def case(nomination):
    """What HR posts to save the case."""
    return {"revision": nomination.revision, "title": "Deputy Commissioner", "rationale": "Rewritten."}


def by_code(department):
    """A department goes by its code in the address."""
    return [department.code]


def is_appointed(position):
    """Whether somebody was appointed to it."""
    return Incumbency.unscoped.filter(position=position).exists()


ROWS = [
    # --- positions ---
    Row("positions:positions", page=EVERYBODY, args=[], scene=vacant, tells="Senior Director 1", told=SEE_POSITION),
    Row("positions:position", page=SEE_POSITION, scene=vacant),
    Row(
        "positions:position",
        query="?as_of=2004-09-02",
        page=SEE_POSITION | {"executive"},
        scene=held,
        tells="Eve Executive",
        told=SEE_POSITION | {"executive"},
    ),
    Row(
        "positions:appoint",
        page={"director"},
        act={"director"},
        knows=SEE_POSITION,
        scene=vacant,
        data=appointment,
        done=is_appointed,
    ),
    Row("positions:appointment_prospect", page={"director"}, knows=SEE_POSITION, scene=vacant),
    Row("positions:job_description", page=DEPARTMENT, scene=described_in_a_draft),
    Row("positions:job_description", query="?submitted", page=SEE_POSITION, scene=described_and_submitted),
    # --- departments ---
    Row("positions:departments", page=EVERYBODY, args=[], tells="Agriculture", told=SEE_DEPARTMENT),
    Row("positions:department", page=SEE_DEPARTMENT, args=by_code),
    Row(
        "positions:record_fte",
        act={"reviewer", "personnel_director", "administrator"},
        knows=SEE_DEPARTMENT,
        args=by_code,
        data={"fiscal_year": "2004", "fte": "410.0", "source": "Staff count of June 30, 2004"},
        done=lambda department: FteCount.unscoped.filter(department=department, fiscal_year=2004).exists(),
    ),
    Row(
        "positions:authorize",
        act={"personnel_director"},
        knows=SEE_DEPARTMENT,
        args=by_code,
        data={"number": "1", "starts_on": "2004-09-01", "cause": "A new statute."},
        done=lambda department: Authorization.unscoped.filter(department=department).exists(),
    ),
    # --- nominations ---
    Row(
        "positions:nominations",
        page=EVERYBODY,
        args=[],
        scene=scenes.draft,
        tells="Deputy Commissioner",
        told=DEPARTMENT,
    ),
    Row(
        "positions:nominations",
        query="?state=every",
        page=EVERYBODY,
        args=[],
        scene=scenes.submitted,
        tells="Deputy Commissioner",
        told=SEE_NOMINATION,
    ),
    Row(
        "positions:start_nomination",
        page=HOLDERS,
        act={"director", "hr"},
        knows=EVERYBODY,
        args=[],
        data=lambda department: {"department": department.pk, "number": "AG-1", "title": "Deputy Commissioner"},
        done=lambda department: Nomination.unscoped.filter(department=department).exists(),
    ),
    Row("positions:nomination", page=DEPARTMENT, scene=scenes.draft, tells=RATIONALE, told=DEPARTMENT),
    Row("positions:nomination", query="?withdrawn", page=DEPARTMENT, scene=withdrawn_draft),
    Row("positions:nomination", query="?submitted", page=SEE_NOMINATION, scene=scenes.submitted),
    Row("positions:nomination", query="?placed", page=SEE_NOMINATION, scene=scenes.placed),
    Row(
        "positions:edit_nomination",
        page=DEPARTMENT,
        act=DEPARTMENT,
        scene=scenes.draft,
        data=case,
        done=lambda nomination: nomination.rationale == "Rewritten.",
    ),
    Row(
        "positions:edit_nomination",
        query="?returned",
        page=DEPARTMENT,
        act=DEPARTMENT,
        knows=STATE,
        scene=scenes.returned,
        data=case,
        done=lambda nomination: nomination.rationale == "Rewritten.",
    ),
    Row("positions:effect", page=DEPARTMENT, scene=scenes.draft),
    Row("positions:effect", query="?placed_on=2004-10-01", page=SEE_NOMINATION, scene=scenes.approved),
    Row(
        "positions:submit",
        act={"director"},
        knows=DEPARTMENT,
        scene=scenes.draft,
        done=lambda nomination: nomination.state == "submitted",
    ),
    Row(
        "positions:return",
        act={"reviewer"},
        knows=SEE_NOMINATION,
        scene=scenes.submitted,
        data={"questions": "Which managers?"},
        done=lambda nomination: nomination.state == "returned",
    ),
    Row(
        "positions:forward",
        act={"reviewer"},
        knows=SEE_NOMINATION,
        scene=scenes.reviewed,
        data={"recommendation": "Properly allocated."},
        done=lambda nomination: nomination.state == "forwarded",
    ),
    Row(
        "positions:decide",
        act={"personnel_director"},
        knows=SEE_NOMINATION,
        scene=scenes.forwarded,
        data={"decision": "approve", "reason": "Meets every criterion."},
        done=lambda nomination: nomination.state == "approved",
    ),
    Row(
        "positions:withdraw",
        act={"director"},
        knows=SEE_NOMINATION,
        scene=scenes.forwarded,
        data={"reason": "Reorganized."},
        done=lambda nomination: nomination.state == "withdrawn",
    ),
    Row(
        "positions:place",
        act=DEPARTMENT,
        knows=SEE_NOMINATION,
        scene=scenes.approved,
        data={"placed_on": "2004-10-01"},
        done=lambda nomination: Placement.unscoped.filter(nomination=nomination).exists(),
    ),
    Row(
        "positions:note",
        act={"reviewer"},
        knows=SEE_NOMINATION,
        scene=scenes.submitted,
        data={"text": "How many managers?"},
        done=lambda nomination: NominationNote.objects.filter(nomination=nomination).exists(),
    ),
    Row(
        "positions:note",
        query="?returned",
        act=DEPARTMENT,
        knows=SEE_NOMINATION,
        scene=scenes.returned,
        data={"text": "Three chiefs."},
        done=lambda nomination: NominationNote.objects.filter(nomination=nomination).count() > 1,
    ),
]
