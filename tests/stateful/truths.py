"""What is true after every step, counted and compared without the program's own counting."""

import hashlib
from datetime import date, timedelta

from accounts.models import Department, Membership
from contracts.models import Contract, ContractCopy, ExecutedCopy, PayCeiling, Signature, Version
from law.colorado.steps import PROCEDURES
from positions.models import Authorization, FteCount, Incumbency, Letter, Nomination, Placement, Transfer
from records import events, files, seal
from records.models import Event

KINDS = {
    "nomination": Nomination,
    "authorization": Authorization,
    "appointment": Incumbency,
    "contract": Contract,
    "copy": ContractCopy,
    "published": PayCeiling,
    "fte_count": FteCount,
    "transfer": Transfer,
    "letter": Letter,
}
PARTIES = ("employee", "appointing_authority")
NO_STEP = {("contract", "seal")}  # what a job records; it moves nothing
SAID_OF_ONESELF = {("consent", "consent"), ("consent", "withdraw")}  # no office does it


def rows(kind: str):
    """Every row of that kind."""
    return getattr(KINDS[kind], "unscoped", KINDS[kind]._default_manager)


# --- caps


def never_over_125() -> None:
    """CO-CAP-1, on any day."""
    placements = list(Placement.unscoped.all())
    for day in days_of_change(placements):
        count = placed_on(day, placements)
        assert count <= 125, f"{count} positions on {day}"


def never_over_an_allotment(departments: list[Department], *, since: date) -> None:
    """CO-CAP-2, -3, -4: one for each full 100 FTE and at most 15, and what was authorized. On any day to come."""
    for department in departments:
        fte = FteCount.unscoped.get(department=department).fte
        authorized = list(Authorization.unscoped.filter(department=department))
        placements = list(Placement.unscoped.filter(department=department))
        for day in {since, *days_of_change(placements)}:
            most = min(int(fte // 100), 15) + sum(each.number for each in authorized if each.starts_on <= day)
            count = placed_on(day, placements)
            assert count <= most, f"{department}: {count} of {most} on {day}"


def placed_on(day: date, placements: list[Placement]) -> int:
    """How many of these hold a place on that day."""
    return sum(each.starts_on <= day and (each.ends_on is None or each.ends_on >= day) for each in placements)


def days_of_change(placements: list[Placement]) -> set[date]:
    """Every day on which their count may be other than the day before."""
    ends = {each.ends_on + timedelta(days=1) for each in placements if each.ends_on}
    return {each.starts_on for each in placements} | ends


def one_holder_a_day() -> None:
    """One person at most holds a position for good on any day, and one at most acts in it."""
    taken: dict[tuple[int, bool], list[Incumbency]] = {}
    for each in Incumbency.unscoped.order_by("starts_on", "pk"):
        taken.setdefault((each.position_id, each.is_acting), []).append(each)
    for rows_of_position in taken.values():
        for one, following in zip(rows_of_position, rows_of_position[1:], strict=False):
            assert one.ends_on is not None, (one, following)
            assert one.ends_on < following.starts_on, (one, following)


def a_transfer_moved_whom_it_says() -> None:
    """CO-APT-3: as many approvals as departments, the old appointment ends the day before, the new one begins."""
    for transfer in Transfer.unscoped.filter(state="approved").select_related("leaving", "made"):
        assert transfer.approvals.count() == len({transfer.department_id, transfer.from_department_id})
        assert transfer.leaving.ends_on == transfer.starts_on - timedelta(days=1)
        assert (transfer.made.person_id, transfer.made.starts_on) == (transfer.person_id, transfer.starts_on)


# --- contracts


def signed_contracts_say_what_was_signed() -> None:
    """Three lines on one version, nobody on both sides, and no other term or salary than the version's."""
    for contract in Contract.unscoped.filter(state="signed").select_related("proposed_version"):
        version = contract.proposed_version
        signatures = list(Signature.unscoped.filter(version=version).order_by("pk"))
        assert [each.line for each in signatures] == ["employee", "appointing_authority", "director"]
        assert signatures[0].signer_id == contract.employee_id
        assert contract.employee_id not in [each.signer_id for each in signatures[1:]]
        assert {each.sha256 for each in signatures} == {version.sha256}
        assert version.terms["monthly_salary"] == str(contract.monthly_salary)
        assert version.terms["starts_on"] == contract.starts_on.isoformat()
        assert version.terms["ends_on"] == contract.ends_on.isoformat()
        assert contract.signed_on == max(each.signed_on for each in signatures)


def no_pay_changes_inside_a_term() -> None:
    """CO-PAY-3: of one person in one position, no day belongs to two contracts."""
    contracts = list(Contract.unscoped.exclude(state="withdrawn"))
    for one in contracts:
        for other in contracts:
            same = (one.employee_id, one.position_id) == (other.employee_id, other.position_id)
            if one.pk < other.pk and same:
                assert one.ends_on < other.starts_on or other.ends_on < one.starts_on, (one, other)


def nothing_signed_pays_above_its_ceiling(ceilings: dict[int, list]) -> None:
    """CO-PAY-2: `ceilings` are the amounts that held for each fiscal year, at any time so far."""
    for contract in Contract.unscoped.filter(state="signed"):
        year = contract.starts_on.year - (contract.starts_on.month < 7)
        assert contract.monthly_salary <= max(ceilings[year])


def kept_bytes_are_what_was_frozen() -> None:
    """Every print that was proposed is there, byte for byte."""
    for version in Version.unscoped.filter(is_counter=False).select_related("document"):
        assert hashlib.sha256(files.read(version.document)).hexdigest() == version.sha256


def seals_hold() -> None:
    """Every executed copy is there, as it was sealed."""
    for copy in ExecutedCopy.unscoped.exclude(sealed_at=None).select_related("document"):
        assert seal.check(files.read(copy.document)).holds


# --- events


def was_legal(event: Event) -> None:
    """The event is a row of the step table, taken by somebody who held the office that day."""
    if (event.kind, event.verb) in NO_STEP:
        assert event.actor is None
        return
    if (event.kind, event.verb) in SAID_OF_ONESELF:
        assert event.actor is not None
        return
    step = PROCEDURES[event.kind].step(event.verb, start=event.start)
    assert step is not None, f"no such step: {event.kind} {event.verb} from {event.start!r}"
    assert event.end == step.end, event
    memberships = Membership.unscoped.filter(user=event.actor).held_on(event.on)
    here = {None, event.department_id}
    if (event.kind, event.verb) == ("appointment", "transfer"):  # the last director to approve moves the person
        here |= {each.department_id for each in memberships if each.office == "director"}
    held = {each.office for each in memberships if each.department_id in here}
    if event.kind in ("contract", "copy"):
        parties = rows(event.kind).get(pk=event.thing_id).parties()
        is_superior_in_office = bool(held & {"appointing_authority", "director"})
        held -= set(PARTIES)
        held |= {"employee"} if parties["employee"] == event.actor_id else set()
        if is_superior_in_office and parties["appointing_authority"] == event.actor_id:
            held.add("appointing_authority")
    assert held & set(step.offices), f"{event.actor} held {held} and took {step.verb} of {step.offices}"


def stands_where_its_last_event_says(kind: str, pk: int) -> None:
    """The state of a thing is the end of its last step. What has no state (a consent) stands nowhere."""
    if kind in {said for said, _ in SAID_OF_ONESELF}:
        return
    last = Event.unscoped.filter(kind=kind, thing_id=pk).exclude(end="").order_by("number").last()
    assert rows(kind).get(pk=pk).state == last.end


def the_chain_is_whole() -> None:
    """No event was changed, left out or put in."""
    assert events.breaks() == []


def everything_there_is() -> dict[tuple[str, int], tuple]:
    """Every row that an act may change, by the thing whose events have to tell of it."""
    found = {}
    for kind in KINDS:
        for values in rows(kind).order_by("pk").values_list():
            found[kind, values[0]] = values
    for placement in Placement.unscoped.exclude(nomination=None):
        key = ("nomination", placement.nomination_id)
        found[key] = (*found[key], placement.starts_on, placement.ends_on)
    for signature in Signature.unscoped.order_by("pk"):
        key = ("contract", signature.contract_id)
        found[key] = (*found[key], signature.line, signature.signer_id)
    for version in Version.unscoped.order_by("pk"):
        key = ("contract", version.contract_id)
        found[key] = (*found[key], version.number)
    return found
