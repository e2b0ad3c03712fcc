"""Requests for additional positions, reviews of departments, removals of positions, regular lids."""

from positions.models import (
    AllotmentReview,
    AuthorizationRequest,
    Placement,
    RegularLid,
    Removal,
)
from tests.access.table import DEPARTMENT, DEPARTMENT_OFFICES, EVERYBODY, STATE, Row
from tests.positions import removal_scenes as begun
from tests.positions import scenes

SEE = DEPARTMENT | STATE
SEE_DEPARTMENT = DEPARTMENT_OFFICES | STATE | {"administrator"}
SEE_POSITION = DEPARTMENT_OFFICES | STATE
RECORDERS = {"reviewer", "personnel_director", "administrator"}
REASON = {"reason": "Reorganized."}
TERMS = {"number": "1", "starts_on": "2004-09-01", "cause": "A new statute.", "revision": "0"}


def too_many(cast):
    """Agriculture holds more places than it may have, and nobody has opened a review."""
    scenes.fill(cast.agriculture, 4)
    return cast.agriculture


def ordered_with_lid(cast):
    """A conversion that lacks its salary only."""
    begun.lid(cast)
    return begun.ordered(cast)


def by_code(department):
    """A department goes by its code in the address."""
    return [department.code]


ROWS = [
    Row(
        "positions:prepare_request",
        page=DEPARTMENT,
        act=DEPARTMENT,
        knows=SEE_DEPARTMENT,
        args=by_code,
        data=TERMS,
        done=lambda department: AuthorizationRequest.unscoped.filter(department=department).exists(),
    ),
    Row("positions:authorization_request", page=DEPARTMENT, scene=begun.prepared, tells="new statute", told=DEPARTMENT),
    Row("positions:authorization_request", query="?requested", page=SEE, scene=begun.requested),
    Row(
        "positions:edit_request",
        page=DEPARTMENT,
        act=DEPARTMENT,
        scene=begun.prepared,
        data=TERMS | {"number": "2"},
        done=lambda asked: asked.number == 2,
    ),
    Row(
        "positions:send_request",
        act={"director"},
        knows=DEPARTMENT,
        scene=begun.prepared,
        done=lambda asked: asked.state == "requested",
    ),
    Row(
        "positions:decide_request",
        act={"personnel_director"},
        knows=SEE,
        scene=begun.requested,
        data=TERMS | REASON | {"decision": "grant"},
        done=lambda asked: asked.state == "granted",
    ),
    Row(
        "positions:withdraw_request",
        act={"director"},
        knows=SEE,
        scene=begun.requested,
        data=REASON,
        done=lambda asked: asked.state == "withdrawn",
    ),
    Row(
        "positions:open_review",
        act=RECORDERS,
        knows=SEE_DEPARTMENT,
        scene=too_many,
        args=by_code,
        done=lambda department: AllotmentReview.unscoped.filter(department=department).exists(),
    ),
    Row("positions:allotment_review", page=SEE | {"administrator"}, scene=begun.fallen),
    Row(
        "positions:settle_review",
        act={"personnel_director"},
        knows=SEE | {"administrator"},
        scene=begun.fallen,
        data=REASON | {"outcome": "kept"},
        done=lambda review: review.state == "settled",
    ),
    Row(
        "positions:begin_removal",
        page={"director", "personnel_director"},
        act={"director", "personnel_director"},
        knows=SEE_POSITION,
        scene=begun.vacant,
        data=REASON,
        done=lambda position: Removal.unscoped.filter(position=position).exists(),
    ),
    Row("positions:removal", page=SEE, scene=begun.reviewing, tells="Reorganized", told=SEE),
    Row("positions:removal", query="?ordered", page=SEE | {"executive"}, scene=begun.ordered),
    Row(
        "positions:ask_removal",
        act={"personnel_director"},
        knows=SEE,
        scene=begun.reviewing,
        data={"question": "Which managers?"},
        done=lambda removal: removal.state == "asked",
    ),
    Row(
        "positions:answer_removal",
        act={"director"},
        knows=SEE,
        scene=begun.asked,
        data={"text": "Three chiefs."},
        done=lambda removal: removal.state == "reviewing",
    ),
    Row(
        "positions:keep_position",
        act={"personnel_director"},
        knows=SEE,
        scene=begun.reviewing,
        data=REASON,
        done=lambda removal: removal.state == "kept",
    ),
    Row(
        "positions:order_conversion",
        act={"personnel_director"},
        knows=SEE,
        scene=begun.reviewing,
        data=REASON | {"last_day": "2005-06-30"},
        done=lambda removal: Placement.unscoped.filter(position=removal.position, ends_on="2005-06-30").exists(),
    ),
    Row(
        "positions:set_salary",
        act={"director"},
        knows=SEE | {"executive"},
        scene=ordered_with_lid,
        data={"monthly_salary": "8000"},
        done=lambda removal: removal.state == "converted",
    ),
    Row(
        "positions:regular_lids",
        page=EVERYBODY,
        act=RECORDERS,
        args=[],
        data={"fiscal_year": "2004", "amount": "8610", "source": "Pay plan"},
        done=lambda _department: RegularLid.objects.exists(),
    ),
    Row(
        "positions:lapse",
        act={"director", "personnel_director"},
        knows=SEE,
        scene=scenes.approved,
        data=REASON,
        done=lambda nomination: nomination.state == "lapsed",
    ),
]
