"""Everything that the page of one contract shows, gathered with a number of queries that does not grow."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse

from accounts.acting import open_steps, procedure
from accounts.models import User
from accounts.templatetags.words import amount, day, money
from contracts import (
    amendment_validators,
    appraised,
    decisions,
    form1,
    paper_signatures,
    people,
    remarks,
    salary,
    salary_validators,
    season_validators,
    signing,
    standing,
    terms,
    validators,
)
from contracts.models import Amendment, Comment, Contract, SalaryDecision, Signature, Version
from law.findings import Finding
from records.models import Event

MOST_EVENTS = 200  # shown on the page; the whole log is kept


@dataclass(frozen=True)
class Happening:
    """A line of the history; several savings by one person on one day are one line."""

    on: date
    words: str
    who: str
    office: str


def details(contract: Contract, user: User, *, on: date) -> dict[str, Any]:
    """The context of templates/contracts/contract.html. The contract must come from `with_everything()`."""
    verbs = {step.verb: step for step in open_steps(user, contract, on=on)}
    versions = list(Version.objects.visible_to(user, on=on).filter(contract=contract).order_by("-number"))
    signed = Signature.objects.visible_to(user, on=on).filter(contract=contract)
    signatures = list(signed.select_related("paper").order_by("pk")) if versions else []
    shown = next((each for each in versions if each.pk == contract.proposed_version_id), None)
    found = [
        *findings(contract, user, on=on),
        *paper_signatures.older_than_print(contract.proposed_version, contract.plan, signatures, on=on),
    ]
    signers = people.signers(contract, on=on) if contract.state in standing.OPEN else None
    own_lines = signing.lines_to_sign(contract, by=user, on=on) if "sign" in verbs else []
    copy = getattr(contract, "copy", None)
    copy_verbs = {step.verb: step for step in open_steps(user, copy, on=on)} if copy else {}
    stopped = any(finding.stops for finding in found)
    wanted = asked(contract, versions)
    rated, rated_before = appraised.of_this_and_the_last(contract, user, on=on)
    return {
        "contract": contract,
        "title": title(contract),
        "stands": standing.standing(contract, on=on),
        "verbs": verbs,
        "copy": copy,
        "copy_verbs": copy_verbs,
        "steps": steps(contract, {**verbs, **copy_verbs}, own_lines, is_ready=not stopped, is_asked=bool(wanted)),
        "facts": facts(contract),
        "beside": beside(contract),
        "appraisal": rated,
        "decision": [*decision(contract), *([("Last appraisal", rated_before)] if rated_before else [])],
        "findings": found,
        "stopped": stopped,
        "missing_signers": people.missing_signers(contract, signers) if signers is not None else [],
        "own_lines": own_lines,
        "shown": shown,
        "form": paper(contract) if shown is None else None,
        "lines": _lines(contract, shown, signatures, signers),
        "earlier_signatures": [each for each in signatures if shown is None or each.version_id != shown.pk],
        "versions": versions,
        "asked": wanted,
        "asked_findings": salary_validators.asked_findings(contract, wanted[0], on=on) if wanted else [],
        "comments": [(each, remarks.words(each)) for each in comments(contract)] if versions else [],
        "executed": getattr(contract, "executed_copy", None),
        "amendments": amendment_list(contract, user, on=on),
        "may_amend": may_amend(contract, user, on=on),
        "scans": sorted({each.paper_id for each in signatures if each.paper_id}),
        "has_file": user.pk == contract.employee_id or contract.department_id in user.departments_seen(on),
        "history": history(contract, user, on=on),
    }


def comments(contract: Contract) -> list[Comment]:
    """Every comment on every version, in the order in which they were written. Who sees the contract sees them."""
    return list(Comment.objects.filter(contract=contract).select_related("author", "version").order_by("pk"))


def amendment_list(contract: Contract, user: User, *, on: date) -> list[tuple[Amendment, str]]:
    """The amendments that this person may see, each with its state in words; only a signed contract has any."""
    if contract.state != "signed":
        return []
    rows = Amendment.objects.visible_to(user, on=on).filter(contract=contract).select_related("copy")
    rows = rows.order_by("number", "pk")
    return [(each, procedure(each).words(each.state)) for each in rows]


def may_amend(contract: Contract, user: User, *, on: date) -> bool:
    """Whether this person may begin an amendment now."""
    if contract.state != "signed" or amendment_validators.standing_findings(contract, on=on):
        return False
    fresh = Amendment(
        plan=contract.plan,
        contract=contract,
        department_id=contract.department_id,
        appointing_authority_id=contract.appointing_authority_id,
        state="",
    )
    return bool(open_steps(user, fresh, on=on))


def title(contract: Contract) -> str:
    """ "Contract of Eve Executive, 2004-05"."""
    return f"Contract of {contract.employee}, {terms.fiscal_year_words(contract.plan, contract.starts_on)}"


def crumbs(contract: Contract) -> list[tuple[str, str]]:
    """The pages above those that belong to a contract."""
    return [("Contracts", reverse("contracts:contracts")), (title(contract), contract.get_absolute_url())]


def findings(contract: Contract, user: User, *, on: date) -> list[Finding]:
    """What the law says of the contract today; of a signed one, on its day; of a withdrawn one nothing."""
    if contract.state == "withdrawn":
        return []
    found = validators.draft_findings(contract, on=contract.signed_on or on)
    return season_validators.for_reader(contract, found, user, on=on)


def asked_since(contract: Contract, user: User, *, on: date) -> list[Version]:
    """What the employee asked for since the version that is proposed, asked of the database."""
    versions = Version.objects.visible_to(user, on=on).filter(contract=contract).order_by("-number")
    return asked(contract, list(versions))


def asked(contract: Contract, versions: list[Version]) -> list[Version]:
    """What the employee asked for since the version that is proposed, the last first; nothing once all is signed."""
    if contract.state != "proposed":
        return []
    proposed = contract.proposed_version_id
    since = next((each.number for each in versions if each.pk == proposed), None)
    return [each for each in versions if each.is_counter and since is not None and each.number > since]


def steps(
    contract: Contract, verbs: dict[str, Any], own_lines: list[str], *, is_ready: bool, is_asked: bool
) -> list[dict[str, Any]]:
    """The buttons under the title, the main act first. Acts that need words lead to where they are written.

    `is_ready`: nothing forbids the next act. `is_asked`: the employee asked for a change that is not answered.
    """
    here, found = contract.get_absolute_url(), []

    def offer(verb: str, words: str, name: str, **more: Any) -> None:
        if verb in verbs:
            url = f"{here}{name}" if name.startswith("#") else reverse(f"contracts:{name}", args=[contract.pk])
            found.append({"button": words or verbs[verb].button, "url": url, **more})

    if own_lines:
        offer("sign", "Read and sign", "sign", main=True)
    if is_ready:
        offer("propose", "", "#propose", main=True)
    offer("edit", "Continue writing", "edit", main=not is_ready)
    if not contract.lines_signed:  # who has signed a version neither asks for another nor declines it
        offer("counter", "", "counter")
        offer("decline", "", "decline", ends=True)
    offer("record_paper", "", "record_paper")
    offer("revise", "", "#revise", main=is_asked or contract.state == "declined")
    offer("acknowledge", "Acknowledge the copy", "acknowledge", post=True, main=True)
    offer("send", "", "send_copy", post=True, main=True)
    if contract.state == "signed" and not contract.brought_over:
        url = reverse("contracts:executed", args=[contract.pk])
        found.append({"button": "Executed copy (PDF)", "url": url, "main": not found})
    return found


def _lines(
    contract: Contract, shown: Version | None, signatures: list[Signature], signers: people.Signers | None
) -> list[standing.SignatureLine]:
    """The signature lines of the version that is signed; none of one that was declined before anybody signed."""
    if shown is None or (contract.state == "declined" and not contract.lines_signed):
        return []
    return standing.signature_lines(contract, shown, signatures, signers)


def facts(contract: Contract) -> list[tuple[str, Any]]:
    """Label and value of what the contract says on its first page."""
    return [
        ("Monthly salary", money(contract.monthly_salary)),
        ("Term", f"{day(contract.starts_on)} to {day(contract.ends_on)}"),
        ("Employee", contract.employee),
        ("Position", contract.title),
        ("Department", contract.department_name),
        ("Division", contract.division),
        ("Appointing authority", f"{contract.appointing_authority}, {contract.appointing_authority_title}"),
    ]


def beside(contract: Contract) -> list[tuple[str, Any]]:
    """Label and value of what is recorded beside the form."""
    ways = dict(validators.understandings(contract.plan))
    return [
        ("Last day to sign in time", day(contract.due_on)),
        ("Understanding secured by", ways.get(contract.understanding, "")),
        ("Planning meeting", day(contract.planning_met_on)),
        *([("Why it was later", contract.planning_late_reason)] if contract.planning_late_reason else []),
    ]


def decision(contract: Contract) -> list[tuple[str, Any]]:
    """Label and value of the salary decision beside the contract."""
    known = getattr(contract, "salary_decision", None) or SalaryDecision(contract=contract)
    ceiling, change = contract.ceiling, None
    last = decisions.last_pay(contract, known.last_salary)
    if last.monthly is not None and contract.monthly_salary is not None:
        change = contract.monthly_salary - last.monthly
    words = dict(salary_validators.factors(contract.plan))
    return [
        ("Ceiling of the year", f"{salary.described(ceiling)}. Source: {ceiling.source}" if ceiling else ""),
        ("Last salary", last.words),
        ("Change", _change_in_words(change)),
        ("Factors considered", "; ".join(words.get(code, code) for code in known.factors)),
        ("Performance basis", known.performance_basis),
    ]


def _change_in_words(change: Any) -> str:
    if change is None:
        return ""
    if not change:
        return "unchanged"
    return f"{amount(abs(change))} per month {'more' if change > 0 else 'less'}"


def history(contract: Contract, user: User, *, on: date) -> list[Happening]:
    """What happened to the contract and to its copy, newest first."""
    copy = getattr(contract, "copy", None)
    about = Q(kind=contract.kind, thing_id=contract.pk)
    if copy is not None:
        about |= Q(kind=copy.kind, thing_id=copy.pk)
    events = Event.objects.visible_to(user, on=on).filter(about).order_by("-number")[:MOST_EVENTS]
    told: list[Happening] = []
    for event in events:
        line = Happening(event.on, event.words, event.actor_name, event.office)
        if not told or told[-1] != line:
            told.append(line)
    return told


def paper(contract: Contract) -> form1.Form1:
    """The form with what the contract says now: of the proposed version, else as it stands."""
    shown = contract.proposed_version
    return form1.from_terms(plan=contract.plan, terms=shown.terms if shown else terms.of(contract))
