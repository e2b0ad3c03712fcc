"""Blank, frozen and executed copies before the outside validators: PDF/UA-1, PDF/A-3a, poppler, qpdf."""

from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest

from contracts import form1
from records import pdf, seal
from tests.contracts import form1_samples as samples
from tests.contracts.form1_samples import LONG, PLAN
from tests.pdf import tools

pytestmark = pytest.mark.pdf

RECORDS = ("blank", "frozen", "executed", "rated", "long")


@pytest.fixture(scope="module")
def printed(tmp_path_factory) -> dict[str, Path]:
    """Every kind of copy as a file; the executed ones are sealed by an authority made for this."""
    folder = tmp_path_factory.mktemp("printed")
    long = samples.with_added_lines(9, 0, 4, 12)
    long["projects"] = [{"objective": LONG, "results": LONG}] * 7
    contents = {
        "blank": form1.print_form(form1.blank(plan=PLAN, fiscal_year=2004, ceiling=Decimal("10763"))),
        "fillable": form1.print_fillable(form1.blank(plan=PLAN)),
        "frozen": form1.print_form(samples.frozen()),
        "executed": sealed(samples.executed_copy(), folder),
        "rated": sealed(
            samples.executed_copy(ratings=samples.RATINGS, rating_signatures=samples.SIGNED, with_instructions=True),
            folder,
        ),
        "long": sealed(samples.executed_copy(long), folder),
    }
    for name, content in contents.items():
        (folder / f"{name}.pdf").write_bytes(content)
    return {name: folder / f"{name}.pdf" for name in contents}


def sealed(content: bytes, folder: Path) -> bytes:
    from django.test import override_settings

    with override_settings(SEAL_DIR=folder / "seal", SEAL_KEY_FILE="", SEAL_CERT_FILE="", SEAL_CHAIN_FILE=""):
        return seal.seal(content, reason="Executed copy", at=samples.SIGNED[-1].at)


def test_every_copy_conforms_to_pdf_ua_1_so_that_it_can_be_read_aloud(printed):
    verdict = tools.verapdf("ua1", list(printed.values()))
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr
    assert verdict.stdout.count("PASS") == len(printed)


def test_every_record_conforms_to_pdf_a_3a_so_that_it_can_be_kept(printed):
    verdict = tools.verapdf("3a", [printed[name] for name in RECORDS])
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr
    assert verdict.stdout.count("PASS") == len(RECORDS)


def test_the_validator_refuses_what_it_should(tmp_path):
    bad = {
        "no-language": "<html><head><title>x</title></head><body><h1>x</h1></body></html>",
        "no-first-heading": '<html lang="en"><head><title>x</title></head><body><h2>x</h2></body></html>',
        "no-title": '<html lang="en"><head></head><body><h1>x</h1></body></html>',
        "no-text-for-a-picture": '<html lang="en"><head><title>x</title></head><body><h1>x</h1>'
        '<img src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"></body></html>',
    }
    for name, page in bad.items():
        (tmp_path / f"{name}.pdf").write_bytes(pdf.render(page))
    verdict = tools.verapdf("ua1", sorted(tmp_path.glob("*.pdf")))
    assert verdict.returncode == 1
    assert verdict.stdout.count("FAIL") == len(bad)


def test_poppler_finds_one_valid_seal_over_the_whole_file(printed):
    for name in ("executed", "rated", "long"):
        said = tools.pdfsig(printed[name])
        assert said.count("Signature #") == 1
        assert "Signer Certificate Common Name: SES Admin seal of this installation" in said
        assert "Signature Type: ETSI.CAdES.detached" in said
        assert "Total document signed" in said
        assert "Signature Validation: Signature is Valid." in said


def test_poppler_sees_a_changed_byte(printed, tmp_path):
    content = bytearray(printed["executed"].read_bytes())
    content[len(content) // 3] ^= 1
    changed = tmp_path / "changed.pdf"
    changed.write_bytes(content)
    assert "Signature is Valid" not in tools.pdfsig(changed)


def test_pyhanko_with_its_own_rules_about_revisions_accepts_the_seal(printed):
    from pyhanko.keys import load_cert_from_pemder
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    root = load_cert_from_pemder(str(printed["executed"].parent / "seal" / "own" / "authority.pem"))
    (signature,) = PdfFileReader(BytesIO(printed["executed"].read_bytes())).embedded_signatures
    status = validate_pdf_signature(signature, ValidationContext(trust_roots=[root], allow_fetching=False))
    assert status.bottom_line


def test_qpdf_finds_no_fault_in_the_syntax(printed):
    for file in printed.values():
        said = tools.qpdf_check(file)
        assert said.returncode == 0, said.stdout + said.stderr


def test_every_font_is_embedded_and_can_be_copied_as_text(printed):
    for name in RECORDS:
        for font in tools.pdffonts(printed[name]):
            assert (font["emb"], font["sub"], font["uni"]) == ("yes", "yes", "yes")
            assert "+SES-" in font["name"]


def test_a_missing_program_is_skipped_at_home_and_fails_in_ci(monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="Install libfoo"):
        tools.program("no-such-program", install="libfoo")
    monkeypatch.setenv("CI", "1")
    with pytest.raises(pytest.fail.Exception, match="Install libfoo"):
        tools.program("no-such-program", install="libfoo")
