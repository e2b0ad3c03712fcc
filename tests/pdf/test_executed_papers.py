"""Executed copies as the program itself makes them, before the outside validators: on key, on paper, and amended."""

import hashlib
from io import BytesIO

import pikepdf
import pytest

from contracts import executed
from contracts.models import AmendmentSignature, ExecutedAmendment, ExecutedCopy, Signature
from records import files, seal
from tests.access.records_kept_rows import agreed
from tests.cast import assemble
from tests.contracts.test_paper_signatures import all_three, record
from tests.factories import PlacedPositionFactory, ProposedContractFactory
from tests.pdf import tools

pytestmark = pytest.mark.pdf


@pytest.fixture
def papers(db, settings, tmp_path):
    """An amended contract and one signed on paper, all printed and sealed; the files by name."""
    settings.SEAL_DIR = tmp_path / "seal"
    cast = assemble()
    amendment = agreed(cast)
    position = PlacedPositionFactory(department=cast.agriculture, person=cast.other_executive)
    on_paper = ProposedContractFactory(cast=cast, position=position)
    written = all_three(cast)
    written["employee"] = type(written["employee"])(cast.other_executive, written["employee"].on)
    record(on_paper, written, cast.hr, upload=scan_of(files.read(on_paper.proposed_version.document)))
    executed.print_waiting()
    documents = {
        "amendment": amendment.document,
        "executed amendment": ExecutedAmendment.unscoped.get().document,
        "executed contract": ExecutedCopy.unscoped.get(contract=amendment.contract).document,
        "executed on paper": ExecutedCopy.unscoped.get(contract=on_paper).document,
    }
    made = {}
    for name, document in documents.items():
        made[name] = tmp_path / f"{name}.pdf"
        made[name].write_bytes(files.read(document))
    return made


def scan_of(content: bytes):
    from tests.contracts.test_paper_signatures import scan

    return scan(content)


def test_executed_papers_before_every_validator(papers):
    """One story, because making them takes a while."""
    for flavour in ("ua1", "3a"):
        verdict = tools.verapdf(flavour, list(papers.values()))
        assert verdict.returncode == 0, verdict.stdout + verdict.stderr
        assert verdict.stdout.count("PASS") == len(papers)
    for name, file in papers.items():
        said = tools.qpdf_check(file)
        assert said.returncode == 0, said.stdout + said.stderr
        if name == "amendment":
            continue
        said = tools.pdfsig(file)
        assert "Signature Validation: Signature is Valid." in said
        assert "Total document signed" in said
        content = file.read_bytes()
        assert seal.check(content).holds
        for place in range(1000, content.rindex(b"/Contents <"), len(content) // 7):
            changed = bytearray(content)
            changed[place] ^= 1
            other = file.with_name("changed.pdf")
            other.write_bytes(changed)
            assert "Signature is Valid" not in tools.pdfsig(other), (name, place)
            assert not seal.check(bytes(changed)).holds, (name, place)


def test_the_version_inside_has_the_hash_that_each_signature_names(papers):
    inside = {}
    for name, file in papers.items():
        with pikepdf.open(BytesIO(file.read_bytes())) as opened:
            inside[name] = {key: spec.get_file().read_bytes() for key, spec in opened.attachments.items()}
    hashes = {hashlib.sha256(content).hexdigest() for each in inside.values() for content in each.values()}
    assert set(Signature.unscoped.values_list("sha256", flat=True)) <= hashes
    assert set(AmendmentSignature.unscoped.values_list("sha256", flat=True)) <= hashes
    assert set(inside["executed on paper"]) == {"scan-1.pdf", "version-1.json", "version-1.pdf"}
