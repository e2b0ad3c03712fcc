"""Reading a version, signing it, what was recorded by that, and declining to sign."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts.acting import StepRefused, open_steps
from accounts.refusals import tell_refusal, turned_away
from contracts import (
    details,
    paper_signatures,
    people,
    reading,
    remarks,
    salary_validators,
    season_validators,
    seen,
    signing,
    standing,
    validators,
    workflow,
)
from contracts import sitting as sittings
from contracts.forms import CommentForm, DeclineForm
from contracts.models import Contract, Signature, Version
from contracts.signing_forms import SignForm


@require_safe
def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A frozen version as text, page by page, with its SHA-256 and what differs from another version."""
    contract = get_object_or_404(Contract.objects.visible_to(request.user, on=request.today).with_everything(), pk=pk)
    rows = Version.objects.visible_to(request.user, on=request.today).filter(contract=contract)
    shown = get_object_or_404(rows.select_related("made_by"), number=number)
    may_sign = signing.lines_shown(contract, request.user, on=request.today)
    is_proposed = shown.pk == contract.proposed_version_id
    context = {
        **_read(request, contract, shown, write_url=_write_url(request, contract) if is_proposed else ""),
        "comment_form": comment_form(request, contract) if is_proposed else None,
        "asked_findings": salary_validators.asked_findings(contract, shown, on=request.today),
        "title": f"{shown} of the contract of {contract.employee}",
        "crumb": str(shown),
        "may_sign": bool(may_sign) and is_proposed,
    }
    return render(request, "contracts/version.html", context)


def comment_form(request: HttpRequest, contract: Contract) -> CommentForm | None:
    """To comment on the line that the address names; None for who cannot comment."""
    if not _write_url(request, contract):
        return None
    about = {"line": request.GET.get("line", "")}
    who = {"user": request.user, "on": request.today}
    return CommentForm(version=contract.proposed_version, initial=about, auto_id="comment_%s", **who)


def _read(
    request: HttpRequest, contract: Contract, shown: Version, *, write_url: str = "", to_sign: bool = False
) -> dict[str, Any]:
    """What every page needs that shows a version to be read. `write_url`: where its lines are commented on."""
    chosen = {"asked": request.GET.get("against", ""), "to_sign": to_sign}
    read = reading.read(contract, shown, request.user, **chosen, on=request.today)
    if _is_opened(request):
        seen.note(contract, shown, request.user, seen=read.seen, on=request.today)
    signatures = Signature.objects.visible_to(request.user, on=request.today).filter(version=shown).order_by("pk")
    signed = list(signatures) if _may_be_signed(contract, shown) else []
    signers = people.signers(contract, on=request.today)
    return {
        "contract": contract,
        "version": shown,
        "reading": read,
        "remarks": remarks.remarks(details.comments(contract), version=shown.pk, write_url=write_url),
        "lines": standing.signature_lines(contract, shown, signed, signers),
        "about_paper": paper_signatures.older_than_print(shown, contract.plan, signed, on=request.today),
        "stands": standing.standing(contract, on=request.today),
        "crumbs": details.crumbs(contract),
    }


def _write_url(request: HttpRequest, contract: Contract) -> str:
    """Where comments on the proposed version are written; empty for who cannot."""
    verbs = {step.verb for step in open_steps(request.user, contract, on=request.today)}
    version = contract.proposed_version
    return reverse("contracts:version", args=[contract.pk, version.number]) if version and "comment" in verbs else ""


def _may_be_signed(contract: Contract, shown: Version) -> bool:
    """Whether a line of this version can be signed already: it was replaced, or there is a signature."""
    return shown.pk != contract.proposed_version_id or contract.lines_signed > 0


def _is_opened(request: HttpRequest) -> bool:
    """Whether somebody has opened this page, to read it: not asked about it, sent a form, or fetched it in advance."""
    return request.method == "GET" and "prefetch" not in request.headers.get("Sec-Purpose", "")


def _why_not(request: HttpRequest, contract: Contract) -> str:
    """Why this person has no line to sign now."""
    rows = Signature.objects.visible_to(request.user, on=request.today).filter(signer=request.user)
    is_signed = rows.filter(version=contract.proposed_version_id).exists()
    told = "You have signed this version already" if is_signed else "It is not your turn to sign"
    return f"{told}. Next is {standing.whose_turn(contract)}"


@sensitive_post_parameters("password", "code")
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the proposed version and sign it, on the line or lines whose turn it is."""
    contract = get_object_or_404(Contract.objects.visible_to(request.user, on=request.today).with_everything(), pk=pk)
    lines = signing.lines_shown(contract, request.user, on=request.today)
    if not lines:
        if (answer := turned_away(request, contract, "sign")) is not None:
            return answer
        messages.error(request, f"{_why_not(request, contract)}. Rule CO-CON-4.")
        return redirect(contract)
    proven = {"request": request, "sitting": sittings.of(request.session, request.user, on=request.today)}
    fresh = SignForm(initial={"seen_hash": contract.proposed_version.sha256}, **proven)
    if request.method != "POST":
        return _sign_page(request, contract, lines, fresh)
    form = SignForm(request.POST, **proven)
    if not form.is_valid():
        return _sign_page(request, contract, lines, form)
    try:
        signing.sign(contract, **form.proof(), by=request.user, on=request.today, at=request.now)
    except StepRefused as refusal:
        if contract.state != "proposed":
            tell_refusal(request, refusal)
            return redirect("contracts:contracts")
        fresh.initial["seen_hash"] = contract.proposed_version.sha256
        return _sign_page(request, contract, lines, fresh, refusal=refusal)
    return redirect("contracts:receipt", pk)


def _sign_page(
    request: HttpRequest, contract: Contract, lines: list[str], form: SignForm, *, refusal: StepRefused | None = None
) -> HttpResponse:
    shown = contract.proposed_version
    signs = {"line": lines[0], "by": request.user, "seen_hash": shown.sha256}
    signed = validators.lines_in_order(contract.plan)[: contract.lines_signed] if _is_opened(request) else None
    found = validators.signing_findings(contract, **signs, signed=signed, on=request.today)
    found = season_validators.for_reader(contract, found, request.user, on=request.today)
    read = _read(request, contract, shown, to_sign=True)
    found += read["about_paper"]
    context = {
        **read,
        "title": f"Read and sign the contract of {contract.employee}",
        "crumb": "Read and sign",
        "form": form,
        "refusal": refusal,
        "findings": found,
        "stopped": any(finding.stops for finding in found),
        "decision": details.decision(contract),
        "statements": [validators.statement(contract.plan, line) for line in lines],
        "sitting": sittings.of(request.session, request.user, on=request.today),
        "is_employee": lines[0] == validators.lines_in_order(contract.plan)[0],
    }
    return render(request, "contracts/sign.html", context)


@require_safe
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """What this person signed, what was recorded by it, and what happens next. It can be printed and kept."""
    rows = Contract.objects.visible_to(request.user, on=request.today).with_everything()
    contract = get_object_or_404(rows.with_removal(request.user, on=request.today), pk=pk)
    signatures = Signature.objects.visible_to(request.user, on=request.today).filter(contract=contract)
    own = list(signatures.filter(signer=request.user).select_related("version").order_by("-version__number", "pk"))
    if not own:
        messages.info(request, "You have signed nothing here.")
        return redirect(contract)
    shown = own[0].version
    following, left = sittings.after(contract, request.user, on=request.today)
    whose = "your contract" if request.user.pk == contract.employee_id else f"the contract of {contract.employee}"
    context = {
        "title": f"You signed {whose}",
        "contract": contract,
        "version": shown,
        "own": [each for each in own if each.version_id == shown.pk],
        "lines": standing.signature_lines(
            contract, shown, signatures.order_by("pk"), people.signers(contract, on=request.today)
        ),
        "whose_turn": standing.whose_turn(contract),
        "stands": standing.standing(contract, on=request.today),
        "findings": standing.late_findings(contract),
        "executed": getattr(contract, "executed_copy", None),
        "following": following,
        "left": left,
        "sitting": sittings.of(request.session, request.user, on=request.today),
        "crumbs": details.crumbs(contract),
        "crumb": "What you signed",
    }
    return render(request, "contracts/receipt.html", context)


def after_signing(request: HttpRequest, contract: Contract) -> HttpResponse | None:
    """Who has signed need not begin to write an answer that would be refused. What they typed is judged by the act."""
    if request.method == "POST" or not contract.lines_signed:
        return None
    messages.error(request, "You have signed this version. If you want other terms, ask the department to revise it.")
    return redirect(contract)


@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """The employee declines to sign, with reasons."""
    contract = get_object_or_404(Contract.objects.visible_to(request.user, on=request.today).with_everything(), pk=pk)
    if (answer := turned_away(request, contract, "decline") or after_signing(request, contract)) is not None:
        return answer
    form = DeclineForm(request.POST or None, contract=contract, user=request.user, on=request.today)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            workflow.decline(contract, reason=form.cleaned_data["reason"], by=request.user, on=request.today)
        except StepRefused as trouble:
            refusal = trouble
        else:
            messages.success(request, "You have declined to sign. The department has your reasons and has been told.")
            return redirect(contract)
    context = {
        "title": "Decline to sign",
        "contract": contract,
        "stands": standing.standing(contract, on=request.today),
        "form": form,
        "refusal": refusal,
        "crumbs": details.crumbs(contract),
    }
    return render(request, "contracts/decline.html", context)
