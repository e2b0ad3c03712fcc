"""Where a contract stands, in words: its state, whose turn it is, by when, and each signature line."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import law
from accounts.acting import procedure
from accounts.templatetags.words import day
from contracts import validators
from contracts.models import Contract, Signature, Version
from contracts.people import Signers
from law.findings import Finding

TONES = {"draft": "draft", "proposed": "waiting", "signed": "done", "declined": "ended", "withdrawn": "ended"}
OPEN = ("draft", "proposed", "declined")
"""States in which the contract is still owed, so that its due day counts."""


@dataclass(frozen=True)
class Standing:
    """A contract on a day. `since` is what the state rests on, `waits_for` completes "waits for …", `due` says by when.

    `days_late` counts the days after the due day: of an open contract until the day asked about, of a signed
    one until it was signed. Empty words where there is nothing to say.
    """

    words: str
    tone: str
    since: str
    waits_for: str
    due: str
    days_late: int
    waits_since: date | None = None

    @property
    def late(self) -> str:
        """ "3 days late", or nothing."""
        return f"{in_days(self.days_late)} late" if self.days_late else ""

    @property
    def more(self) -> str:
        """The one line that stands behind the state."""
        began = f" since {day(self.waits_since)}" if self.waits_since else ""
        waits = f"waits for {self.waits_for}{began}" if self.waits_for else ""
        return " · ".join(filter(None, [self.since, waits, self.due, self.late]))


@dataclass(frozen=True)
class SignatureLine:
    """A line of the form: whose it is, who signs it, the signature if there is one, and whether it is next."""

    code: str
    office: str
    who: str
    signature: Signature | None
    is_next: bool


def standing(contract: Contract, *, on: date) -> Standing:
    """Where this contract stands on the day `on`. It must come from `with_standing()`: nothing is asked here."""
    is_open = contract.state in OPEN
    late = days_late(contract, on=on)
    return Standing(
        words=procedure(contract).words(contract.state),
        tone="late" if is_open and late else TONES[contract.state],
        since=_since(contract),
        waits_for=_waits_for(contract),
        due=f"due {day(contract.due_on)}" if is_open else "",
        days_late=late,
        waits_since=_waits_since(contract),
    )


def _since(contract: Contract) -> str:
    if contract.state == "draft":
        return f"begun {day(contract.started_on)}"
    if contract.state == "proposed":
        return day(contract.proposed_on)
    if contract.state == "signed":
        return f"{day(contract.signed_on)} · {in_force(contract)}"
    return ""


def in_force(contract: Contract) -> str:
    """The days on which a signed contract is in force; after a movement or another end, those that are left of it."""
    left_on = contract.left_on
    if left_on is None or left_on >= contract.ends_on:
        return f"in force {day(contract.starts_on)} to {day(contract.ends_on)}"
    if left_on < contract.starts_on:
        return f"never in force: {contract.employee} left the position on {day(left_on)}"
    over = f"in force {day(contract.starts_on)} to {day(left_on)}, when {contract.employee} left the position"
    return f"{over}; signed to run until {day(contract.ends_on)}"


def _waits_since(contract: Contract) -> date | None:
    """The day from which it waits for whom it waits, where that is another day than `since` tells."""
    if contract.state == "proposed":
        known = (contract.last_signed_on, contract.asked_on)
        return max((each for each in known if each is not None), default=None)
    copy = getattr(contract, "copy", None)
    return copy.sent_on if contract.state == "signed" and copy is not None and copy.state == "sent" else None


def _waits_for(contract: Contract) -> str:
    copy = getattr(contract, "copy", None)
    if contract.state == "draft":
        return "the department to finish and propose it"
    if contract.state == "proposed" and contract.asked_on is not None:
        return answer_owed(contract)
    if contract.state == "proposed":
        return f"{whose_turn(contract)} to sign"
    if contract.state == "declined":
        return "the department to revise it or leave it"
    if copy is not None and copy.state == "sent":
        return "DPA/DHR to acknowledge the copy"
    if copy is not None and copy.state == "returned":
        return "the department to send the copy again"
    return ""


def answer_owed(contract: Contract) -> str:
    """For what a contract waits whose employee asks for a change."""
    return f"the department to answer the change that {contract.employee} asks for"


def in_days(number: int) -> str:
    """ "1 day", "3 days"."""
    return f"{number} day{'' if number == 1 else 's'}"


def days_late(contract: Contract, *, on: date) -> int:
    """The days after the due day: of an open contract until the day `on`, of a signed one until it was signed."""
    counted_to = on if contract.state in OPEN else contract.signed_on
    return max(0, (counted_to - contract.due_on).days) if counted_to else 0


def late_findings(contract: Contract) -> list[Finding]:
    """CO-CON-1, CO-CON-2. What the law says of a contract that was signed by all after its last day; else nothing."""
    if contract.state != "signed" or contract.signed_on is None:
        return []
    check = law.plan(contract.plan).contracts.check_signing_day
    return list(check(due_on=contract.due_on, on=contract.signed_on))


def whose_turn(contract: Contract) -> str:
    """Who signs next, as people say it: "Eve Executive (employee)", "the department director". Empty: nobody."""
    return next_to_sign(contract, contract.lines_signed) if contract.state == "proposed" else ""


def next_to_sign(contract: Contract, signed: int) -> str:
    """Who signs after the first `signed` lines, as people say it. Empty when all are."""
    order = validators.lines_in_order(contract.plan)
    if signed >= len(order):
        return ""
    line = order[signed]
    office = validators.office_name(contract.plan, line).lower()
    named = {"employee": contract.employee, "appointing_authority": contract.appointing_authority}
    return f"{named[line]} ({office})" if line in named else f"the {office}"


def signature_lines(
    contract: Contract, version: Version, signatures: Iterable[Signature], signers: Signers | None
) -> list[SignatureLine]:
    """The lines of this version in the order in which they are signed, with who signs or signed each.

    `signers` may be None when all lines of the version are signed, or when nobody signs it any more.
    """
    by_line = {signature.line: signature for signature in signatures if signature.version_id == version.pk}
    order = validators.lines_in_order(contract.plan)
    is_proposed = contract.state == "proposed" and contract.proposed_version_id == version.pk
    following = next((line for line in order if line not in by_line), None) if is_proposed else None
    named = {"employee": contract.employee.name, "appointing_authority": contract.appointing_authority.name}
    return [
        SignatureLine(
            code=line,
            office=validators.office_name(contract.plan, line),
            who=by_line[line].name if line in by_line else named.get(line, signers.director if signers else ""),
            signature=by_line.get(line),
            is_next=line == following,
        )
        for line in order
    ]


def states() -> list[tuple[str, str]]:
    """Every state a contract can be in, with its words, for choosing from a list."""
    return [
        (state.code, state.words)
        for plan in law.PLANS.values()
        for state in plan.steps.PROCEDURES[Contract.kind].states
    ]
