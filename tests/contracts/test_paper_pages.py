"""The papers that the pages serve are the bytes that are kept; and manage.py form1 writes the same."""

import hashlib
from decimal import Decimal

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.urls import reverse

from contracts import executed, printing
from contracts.models import ExecutedCopy, PayCeiling
from records import files
from tests.contracts.page import said, words
from tests.factories import PROPOSED, SIGNED, SignedContractFactory


def address(name: str, contract, *more) -> str:
    return reverse(f"contracts:{name}", args=[contract.pk, *more])


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def spoil(document) -> None:
    """Change a kept file behind the program's back."""
    path = settings.FILES_DIR / document.stored_name[:2] / document.stored_name
    path.write_bytes(path.read_bytes() + b" ")


def test_a_proposed_version_is_served_as_it_was_frozen(cast, proposed, visit):
    answer = visit(cast.executive, on=PROPOSED).get(address("form1", proposed, 1))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    assert sha256(answer.content) == proposed.proposed_version.sha256


def test_a_version_that_was_spoiled_is_not_served(cast, proposed, visit):
    spoil(proposed.proposed_version.document)
    answer = visit(cast.executive, on=PROPOSED).get(address("form1", proposed, 1))
    assert answer["Location"] == proposed.get_absolute_url()
    assert "was changed" in said(answer)


def test_while_it_waits_the_executed_copy_says_so(cast, signed, visit):
    page = visit(cast.executive, on=SIGNED).get(address("executed", signed))
    assert page["Content-Type"].startswith("text/html")
    assert "being printed and sealed" in words(page)


@pytest.mark.parametrize(("who", "reads"), [("hr", True), ("executive", False), ("reviewer", False)])
def test_the_last_trouble_is_for_those_who_can_do_something_about_it(cast, signed, visit, who, reads):
    ExecutedCopy.unscoped.update(last_trouble="The seal's file seal.pem is not there.", tries=2)
    told = words(visit(getattr(cast, who), on=SIGNED).get(address("executed", signed)))
    assert ("seal.pem" in told) == reads


def test_the_executed_copy_is_served_as_it_was_sealed(cast, signed, visit):
    executed.print_waiting()
    kept = ExecutedCopy.unscoped.get().document
    for _ in range(2):
        answer = visit(cast.reviewer, on=SIGNED).get(address("executed", signed))
        assert sha256(answer.content) == kept.sha256


def test_a_contract_without_an_executed_copy_has_no_such_page(cast, proposed, visit):
    assert visit(cast.executive, on=PROPOSED).get(address("executed", proposed)).status_code == 404


def test_everybody_can_have_the_blank_form(cast, visit):
    answer = visit(cast.stranger, on=PROPOSED).get(reverse("contracts:blank_form"))
    assert answer.content.startswith(b"%PDF-")
    assert "SES Form 1 - blank.pdf" in answer["Content-Disposition"]


def test_the_blank_form_carries_a_published_ceiling_and_no_other(db):
    published, invented = SIGNED.replace(month=8), SIGNED.replace(year=2005, month=8)
    PayCeiling.objects.create(fiscal_year=2005, amount=11000, source="Invented", is_demonstration=True)
    assert printing.blank_form(on=published).ceiling == Decimal("10763.00")
    assert (printing.blank_form(on=invented).ceiling, printing.blank_form(on=invented).fiscal_year) == (None, 2005)


# ---- manage.py form1 ----


def written(tmp_path, *arguments: str) -> bytes:
    out = tmp_path / "form1.pdf"
    call_command("form1", *arguments, "--out", str(out))
    return out.read_bytes()


def test_the_command_writes_the_draft_as_it_would_print(draft, tmp_path):
    content = written(tmp_path, str(draft.pk))
    assert content.startswith(b"%PDF-")
    assert content == written(tmp_path, str(draft.pk))


def test_the_command_writes_the_proposed_version_as_frozen(proposed, tmp_path):
    assert sha256(written(tmp_path, str(proposed.pk))) == proposed.proposed_version.sha256


def test_the_command_writes_the_executed_copy_as_stored(signed, tmp_path):
    assert sha256(written(tmp_path, str(signed.pk))) == signed.proposed_version.sha256
    executed.print_waiting()
    assert written(tmp_path, str(signed.pk)) == files.read(ExecutedCopy.unscoped.get().document)


def test_the_command_writes_the_blank_form(db, tmp_path):
    assert written(tmp_path, "--blank").startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("arguments", "words_said"),
    [(["999999"], "There is no contract 999999."), ([], "one of the two"), (["1", "--blank"], "one of the two")],
)
def test_the_command_says_what_is_wrong(db, tmp_path, arguments, words_said):
    with pytest.raises(CommandError, match=words_said):
        call_command("form1", *arguments, "--out", str(tmp_path / "form1.pdf"))
    assert not (tmp_path / "form1.pdf").exists()


def test_the_command_says_when_it_cannot_write(proposed, tmp_path):
    with pytest.raises(CommandError, match="could not be written"):
        call_command("form1", str(proposed.pk), "--out", str(tmp_path / "no such folder" / "form1.pdf"))


def test_the_command_refuses_a_spoiled_file(cast, tmp_path):
    contract = SignedContractFactory(cast=cast)
    spoil(contract.proposed_version.document)
    with pytest.raises(CommandError, match="was changed"):
        written(tmp_path, str(contract.pk))
