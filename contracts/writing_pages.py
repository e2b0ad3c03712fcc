"""What stands beside a draft while it is written: who else has it open, what is missing, comments, the decision."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse

from accounts import kept
from accounts.templatetags.words import clock
from contracts import decisions, details, presence, readiness, season_validators, validators
from contracts.drafts import DraftPage
from contracts.models import Comment, Contract

MOST_COMMENTS = 20


def beside(request: HttpRequest, page: DraftPage) -> dict[str, Any]:
    """Everything beside the form. Whoever gets it is noted as having the draft open."""
    contract = page.contract
    presence.note(contract, request.user, at=request.now)
    return {
        **_missing(contract, request),
        "writer": kept.writer_mark(request.user),
        "basis": decisions.basis(contract, request.user, on=request.today),
        "others_pay": decisions.others(contract, request.user, on=request.today),
        "comments": _comments(contract),
        "next_salary": readiness.next_salary(contract, request.user, on=request.today),
    }


def after(request: HttpRequest, contract: Contract, then: str) -> str:
    """Where to go from a draft that is saved: to the salary that is to be decided next, else to the contract."""
    following = readiness.next_salary(contract, request.user, on=request.today) if then == "next" else None
    if following is None:
        return contract.get_absolute_url()
    return f"{reverse('contracts:edit', args=[following.pk])}#decision"


def told(request: HttpRequest, page: DraftPage, *, trouble: str) -> JsonResponse:
    """What the script is told after it saved, or could not: in words, with the parts of the page that changed."""
    contract = page.contract
    presence.note(contract, request.user, at=request.now)
    if trouble:
        return JsonResponse({"trouble": trouble, "others": _others_in_words(contract, request)})
    kept.drop(request)
    contract = Contract.objects.visible_to(request.user, on=request.today).with_everything().get(pk=contract.pk)
    missing = render_to_string("contracts/_missing.html", _missing(contract, request), request)
    preview = render_to_string("contracts/_page_1.html", {"paper": details.paper(contract)}, request)
    return JsonResponse(
        {
            "saved": f"Saved {clock(request.now)}",
            "revision": contract.revision,
            "others": _others_in_words(contract, request),
            "missing": missing,
            "preview": preview,
        }
    )


def _missing(contract: Contract, request: HttpRequest) -> dict[str, Any]:
    found = validators.draft_findings(contract, on=request.today)
    found = season_validators.for_reader(contract, found, request.user, on=request.today)
    return {
        "contract": contract,
        "findings": found,
        "stopped": any(finding.stops for finding in found),
        "others_here": _others_in_words(contract, request),
    }


def _others_in_words(contract: Contract, request: HttpRequest) -> str:
    seen = [
        f"{each.name} (last seen {clock(each.seen_at)})"
        for each in presence.others(contract, request.user, at=request.now)
    ]
    return f"Also has this draft open: {', '.join(seen)}." if seen else ""


def _comments(contract: Contract) -> list[Comment]:
    if not contract.version_number:
        return []
    written = Comment.objects.filter(contract=contract).select_related("author", "version")
    return list(written.order_by("-pk")[:MOST_COMMENTS])
