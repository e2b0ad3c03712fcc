"""Papers as the program makes them, before the outside validators: draft, executed, on paper, amended, continued."""

import hashlib
from io import BytesIO

import pikepdf
import pytest

from contracts import executed, printing
from contracts.models import AmendmentSignature, ExecutedAmendment, ExecutedCopy, Signature
from records import files, seal
from tests.access.records_kept_rows import agreed
from tests.cast import assemble, person
from tests.contracts.form1_samples import LONG
from tests.contracts.test_paper_signatures import all_three, record
from tests.factories import (
    DraftContractFactory,
    PlacedPositionFactory,
    ProposedContractFactory,
    SignedContractFactory,
)
from tests.pdf import tools

pytestmark = pytest.mark.pdf

NOT_SEALED = ("amendment", "draft")


@pytest.fixture
def papers(db, settings, tmp_path):
    """A draft, an amended contract, one signed on paper, and one that goes on on attached sheets; the files by name."""
    settings.SEAL_DIR = tmp_path / "seal"
    cast = assemble()
    amendment = agreed(cast)
    position = PlacedPositionFactory(department=cast.agriculture, person=cast.other_executive)
    on_paper = ProposedContractFactory(cast=cast, position=position)
    written = all_three(cast)
    written["employee"] = type(written["employee"])(cast.other_executive, written["employee"].on)
    record(on_paper, written, cast.hr, upload=scan_of(files.read(on_paper.proposed_version.document)))
    continued = SignedContractFactory(
        cast=cast,
        position=PlacedPositionFactory(department=cast.agriculture, person=person("Cora Continued")),
        lines={"customers": [f"Added line {number}" for number in range(30)]},
        projects=[{"objective": LONG, "results": LONG}] * 7,
    )
    draft = DraftContractFactory(
        cast=cast, position=PlacedPositionFactory(department=cast.agriculture, person=person("Drew Draft"))
    )
    executed.print_waiting()
    documents = {
        "amendment": amendment.document,
        "executed amendment": ExecutedAmendment.unscoped.get().document,
        "executed contract": ExecutedCopy.unscoped.get(contract=amendment.contract).document,
        "executed on paper": ExecutedCopy.unscoped.get(contract=on_paper).document,
        "executed and continued": ExecutedCopy.unscoped.get(contract=continued).document,
    }
    made = {"draft": tmp_path / "draft.pdf"}
    made["draft"].write_bytes(printing.latest(draft)[0])
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
        if name in NOT_SEALED:
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
