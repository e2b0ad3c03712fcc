"""What the pages of amendments show, and the refusal of anything about pay that is sent to them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse

from accounts.acting import open_steps, procedure, refuse_if_stopped
from accounts.models import User
from accounts.templatetags.words import day
from contracts import (
    amendment_print,
    amendment_validators,
    amendments,
    comparing,
    copies,
    details,
    paper_signatures,
    standing,
    validators,
)
from contracts.models import Amendment, AmendmentSignature
from law.findings import Finding
from records.models import Event

WITH = (
    "contract__employee",
    "contract__appointing_authority",
    "contract__proposed_version",
    "contract__department",
    "appointing_authority",
    "department",
    "document",
    "executed_copy",
    "copy",
)
TONES = standing.TONES
SEND_AGAIN = "waits for the department to send the copy again"
PAY_FIELDS = frozenset({"monthly_salary", "salary", "ceiling", "amount", "pay", "terms"})


def refuse_pay(amendment: Amendment, sent: Mapping[str, Any], *, on: date) -> None:
    """Raises StepRefused when a page sends a field about pay, which no page of the program does."""
    changes_pay = not PAY_FIELDS.isdisjoint(sent)
    found = amendment_validators.agreed_amendment_findings(amendment.plan, changes_pay=changes_pay, on=on)
    refuse_if_stopped(found, act="save this amendment")


def head(amendment: Amendment, *, on: date) -> dict[str, Any]:
    """What stands above every page of an amendment."""
    contract = amendment.contract
    return {
        "amendment": amendment,
        "contract": contract,
        "state_words": procedure(amendment).words(amendment.state),
        "tone": TONES[amendment.state],
        "more": _more(amendment),
        "crumbs": [*details.crumbs(contract), (str(amendment), amendment.get_absolute_url())],
    }


def _more(amendment: Amendment) -> str:
    if amendment.state == "signed":
        waits = {"sent": " · waits for DPA/DHR to acknowledge the copy", "returned": f" · {SEND_AGAIN}"}
        stands = waits.get(copy.state, "") if (copy := getattr(amendment, "copy", None)) else ""
        return f"in force from {day(amendment.signed_on)} · the contract itself is unchanged{stands}"
    if amendment.state == "proposed":
        return f"{day(amendment.proposed_on)} · waits for {whose_turn(amendment)} to sign"
    return f"begun {day(amendment.started_on)}" if amendment.state == "draft" else ""


def whose_turn(amendment: Amendment) -> str:
    """Who signs next, as people say it."""
    line = amendments.next_line(amendment)
    if line is None:
        return "nobody"
    office = validators.office_name(amendment.plan, line).lower()
    named = {"employee": amendment.contract.employee, "appointing_authority": amendment.appointing_authority}
    return f"{named[line]} ({office})" if line in named else f"the {office}"


def changes(amendment: Amendment, *, on: date) -> comparing.Comparison:
    """What it changes: as frozen, else as the draft would."""
    if amendment.terms:
        return comparing.compare(amendment.plan, amendment.terms["before"], amendment_print.performance(amendment))
    before = amendments.terms_in_force(amendment.contract, on=on)
    after, reached = amendments.after(amendment, before), amendment_validators.performance_terms(amendment.plan)
    return comparing.compare(amendment.plan, *({name: each[name] for name in reached} for each in (before, after)))


def page(amendment: Amendment, user: User, *, on: date) -> dict[str, Any]:
    """The context of templates/contracts/amendment.html."""
    verbs = {step.verb: step for step in open_steps(user, amendment, on=on)}
    copy_verbs = _copy_verbs(amendment, user, on=on)
    found = amendments.findings(amendment, on=on) if amendment.state in ("draft", "proposed") else []
    stopped = any(finding.stops for finding in found) or not amendment.reason.strip()
    mine = amendments.lines_to_sign(amendment, by=user, on=on) if "sign" in verbs else []
    lines = _lines(amendment, user, on=on)
    found += _about_paper(amendment, lines, on=on)
    return {
        **head(amendment, on=on),
        "title": f"{amendment} of the contract of {amendment.contract.employee}",
        "crumbs": details.crumbs(amendment.contract),
        "crumb": str(amendment),
        "verbs": verbs,
        "copy": getattr(amendment, "copy", None),
        "copy_verbs": copy_verbs,
        "findings": found,
        "stopped": stopped,
        "steps": _steps(amendment, {**verbs, **copy_verbs}, mine, stopped=stopped),
        "comparison": changes(amendment, on=on),
        "lines": lines,
        "scans": sorted({each.signature.paper_id for each in lines if each.signature and each.signature.paper_id}),
        "executed": getattr(amendment, "executed_copy", None),
        "history": _history(amendment, user, on=on),
    }


def _about_paper(amendment: Amendment, lines: list[standing.SignatureLine], *, on: date) -> list[Finding]:
    """What the law says of signatures by hand that are older than the print of the amendment."""
    days = [each.signature.signed_on for each in lines if each.signature and each.signature.paper_id]
    return paper_signatures.older_findings(amendment.plan, days, frozen_on=amendment.proposed_on, on=on)


def _copy_verbs(amendment: Amendment, user: User, *, on: date) -> dict[str, Any]:
    """What this person may do with the copy for DPA/DHR; with one that was never sent, send it."""
    if amendment.state != "signed":
        return {}
    copy = getattr(amendment, "copy", None) or copies.unsent(amendment, on=on)
    return {step.verb: step for step in open_steps(user, copy, on=on)}


def _steps(amendment: Amendment, verbs: Mapping[str, Any], mine: list[str], *, stopped: bool) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []

    def offer(verb: str, name: str, words: str = "", **more: Any) -> None:
        if verb in verbs:
            url = reverse(f"contracts:{name}", args=[amendment.pk])
            found.append({"button": words or verbs[verb].button, "url": url, **more})

    if mine:
        offer("sign", "sign_amendment", "Read and sign", main=True)
    if not stopped:
        offer("propose", "propose_amendment", main=True, post=True, fields={"revision": amendment.revision})
    offer("edit", "edit_amendment", "Continue writing", main=stopped)
    if not amendments.signed_lines(amendment):
        offer("decline", "decline_amendment", ends=True)
    offer("record_paper", "record_amendment_paper")
    offer("revise", "revise_amendment", post=True)
    offer("withdraw", "withdraw_amendment", post=True, ends=True)
    offer("acknowledge", "acknowledge_amendment", "Acknowledge the copy", post=True, main=True)
    offer("send", "send_amendment", post=True, main=True)
    if amendment.document_id:
        url = reverse("contracts:amendment_pdf", args=[amendment.pk])
        found.append({"button": "Download what is signed (PDF)", "url": url})
    if amendment.state == "signed":
        url = reverse("contracts:executed_amendment", args=[amendment.pk])
        is_main = not any(each.get("main") for each in found)
        found.append({"button": "Executed copy (PDF)", "url": url, "main": is_main})
    return found


def _lines(amendment: Amendment, user: User, *, on: date) -> list[standing.SignatureLine]:
    if not amendment.document_id:
        return []
    rows = AmendmentSignature.objects.visible_to(user, on=on).filter(document=amendment.document_id)
    by_line = {each.line: each for each in rows}
    named = {"employee": amendment.contract.employee.name, "appointing_authority": amendment.appointing_authority.name}
    order = validators.lines_in_order(amendment.plan)
    following = next((line for line in order if line not in by_line), None)
    return [
        standing.SignatureLine(
            code=line,
            office=validators.office_name(amendment.plan, line),
            who=by_line[line].name if line in by_line else named.get(line, "whoever is director that day"),
            signature=by_line.get(line),
            is_next=amendment.state == "proposed" and line == following,
        )
        for line in order
    ]


def _history(amendment: Amendment, user: User, *, on: date) -> list[details.Happening]:
    """What happened to the amendment and to its copy, newest first."""
    about = Q(kind=amendment.kind, thing_id=amendment.pk)
    if (copy := getattr(amendment, "copy", None)) is not None:
        about |= Q(kind=copy.kind, thing_id=copy.pk)
    rows = Event.objects.visible_to(user, on=on).filter(about).order_by("-number")[: details.MOST_EVENTS]
    return [details.Happening(each.on, each.words, each.actor_name, each.office) for each in rows]


def reading(amendment: Amendment, user: User, lines: list[str], *, on: date) -> dict[str, Any]:
    """What the page of signing shows beside its form."""
    signed = _lines(amendment, user, on=on)
    found = [*amendments.findings(amendment, on=on), *_about_paper(amendment, signed, on=on)]
    return {
        **head(amendment, on=on),
        "comparison": changes(amendment, on=on),
        "lines": signed,
        "findings": found,
        "stopped": any(finding.stops for finding in found),
        "statements": [amendment_validators.amendment_statement(amendment.plan, line) for line in lines],
        "is_employee": lines[0] == validators.lines_in_order(amendment.plan)[0],
    }
