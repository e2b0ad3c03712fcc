"""Appeals to the State Personnel Board: only those that the law gives can be recorded, and what became of them."""

from datetime import date

from django.db import transaction

from accounts.acting import ready, refuse_if_stopped
from accounts.models import User
from accounts.templatetags.words import day as in_words
from appraisals import notice_validators as validators
from appraisals.models import BoardAppeal, Notice
from law.steps import NOT_YET
from positions import corrections
from positions.models import Incumbency
from records.acts import begin, move

ACTIONS = {"separation": ("separation",), "discipline": ("dismissal", "demotion")}
"""What can be appealed, and the ends of an appointment that are such an action."""
OUTCOMES = {"uphold": "upheld the action", "reverse": "reversed the action", "close": "withdrawn or settled"}


def unfiled(incumbency: Incumbency, *, against: str = "", filed_on: date | None = None) -> BoardAppeal:
    """An appeal about this appointment before it is recorded: for asking who may, and what the law says."""
    return BoardAppeal(
        plan=incumbency.plan,
        department=incumbency.department,
        incumbency=incumbency,
        employee=incumbency.person,
        against=against,
        state=NOT_YET,
        action_on=incumbency.ends_on or incumbency.starts_on,
        filed_on=filed_on,
    )


@transaction.atomic
def record(
    incumbency: Incumbency,
    *,
    against: str,
    to_board: bool,
    filed_on: date,
    case_number: str = "",
    by: User,
    on: date,
) -> BoardAppeal:
    """Record an appeal as it was filed (CO-REM-6), by the executive or the department. Late is flagged, not refused.

    Raises StepRefused: the law gives no such appeal, it goes elsewhere, there was no such action, or a day to come.
    """
    appeal = unfiled(incumbency, against=against, filed_on=filed_on)
    step = ready(appeal, "file", by=by, on=on)
    Incumbency.unscoped.select_for_update().get(pk=incumbency.pk)
    findings = validators.appeal_findings(appeal, to_board=to_board, on=on)
    refuse_if_stopped(findings, act="record this appeal")
    if incumbency.ended_by not in ACTIONS.get(against, ()):
        raise step.refused("No such action is recorded for this appointment, so there is nothing to appeal yet.")
    if filed_on > on:
        raise step.refused(f"{in_words(filed_on)} is still to come. Enter the day on which the appeal was filed.")
    if BoardAppeal.unscoped.filter(incumbency=incumbency, against=against).exists():
        raise step.refused("This appeal is recorded already.")
    appeal.case_number, appeal.recorded_on = case_number, on
    words = f"{incumbency.person} appealed to the State Personnel Board on {in_words(filed_on)}"
    begin(appeal, step, by=by, on=on, words=words, facts={"against": against, "case": case_number}, findings=findings)
    return appeal


@transaction.atomic
def conclude(appeal: BoardAppeal, *, verb: str, outcome: str, ended_on: date, by: User, on: date) -> None:
    """Record what became of the appeal: `verb` is a key of OUTCOMES. It undoes nothing by itself.

    Of a separation that the Board reversed, the notice is a ground no more. The appointment is reopened by an act of
    its own (see reopen).
    """
    step = ready(appeal, verb, by=by, on=on)
    step.require_words(outcome, "Write what was decided.")
    if by.pk == appeal.employee_id:
        raise step.refused("Nobody records the outcome of their own appeal. Somebody else of the department has to.")
    if not appeal.filed_on <= ended_on <= on:
        raise step.refused("The day of the outcome is from the day of the filing to today. Check the day.")
    words = f"Appeal of {appeal.employee}: {OUTCOMES[verb]}"
    move(appeal, step, by=by, on=on, words=words, facts={"outcome": outcome}, outcome=outcome, ended_on=ended_on)
    if verb == "reverse" and appeal.against == "separation":
        _reverse_notice(appeal, by=by, on=on)


def _reverse_notice(appeal: BoardAppeal, *, by: User, on: date) -> None:
    """The notice that the separation rested on: separated no more."""
    notice = Notice.unscoped.filter(incumbency=appeal.incumbency_id, state="separated").order_by("-fiscal_year").first()
    if notice is not None:
        words = f"The State Personnel Board reversed the separation of {appeal.employee}"
        move(notice, ready(notice, "reverse", by=by, on=on), by=by, on=on, words=words, facts={"appeal": appeal.pk})


@transaction.atomic
def reopen(appeal: BoardAppeal, *, by: User, on: date) -> None:
    """Take away the last day of the appointment that the Board's reversal restores, with its outcome as the reason.

    HR or the director. Raises StepRefused: not reversed, somebody else holds the position by now, or it goes on.
    """
    incumbency = appeal.incumbency
    step = ready(corrections.uncorrected(incumbency.position), "correct_appointment", by=by, on=on)
    if appeal.state != "reversed":
        raise step.refused("The State Personnel Board has not reversed this action, so its last day stays.")
    if by.pk == appeal.employee_id:
        raise step.refused("Nobody does this about themselves. Somebody else of the department has to.")
    reason = f"The State Personnel Board reversed the action on {in_words(appeal.ended_on)}: {appeal.outcome}"
    corrections.correct_appointment(incumbency, ends_on=None, reason=reason, by=by, on=on)


def is_reopened(appeal: BoardAppeal) -> bool:
    """Whether the appointment goes on again."""
    return appeal.incumbency.ends_on is None


def is_reversed(incumbency: Incumbency) -> bool:
    """Whether the Board reversed the separation that ended this appointment."""
    return BoardAppeal.unscoped.filter(incumbency=incumbency, against="separation", state="reversed").exists()


def answer() -> None:
    """Tell the corrections what the Board reversed."""
    corrections.REVERSED.append(is_reversed)
