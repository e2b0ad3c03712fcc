"""The sealed appraisal: SES Form 1 with ratings and chart, narrative, evidence, and everything attached."""

import hashlib
import io

import pytest
from pypdf import PdfReader

from appraisals import executed, releasing, workflow
from appraisals.models import ExecutedAppraisal
from contracts import executed as contract_copies
from records import files
from tests.access.appraisals_rows import upload
from tests.appraisals import scenes
from tests.factories import at
from tests.pdf import tools


@pytest.fixture
def sealed(cast):
    """A final appraisal with a file of each side and comments."""
    appraisal = scenes.rated(cast)
    for by in (cast.superior, cast.executive):
        workflow.attach(appraisal, upload=upload(), what=f"Report of {by}", by=by, on=scenes.RATED)
    on = scenes.RELEASED
    releasing.release(appraisal, by=cast.superior, on=on, at=at(on))
    releasing.comment(appraisal, text="I see the autumn otherwise.", by=cast.executive, on=on, at=at(on))
    for who in (cast.executive, cast.superior, cast.director):
        scenes.sign(appraisal, who)
    executed.print_waiting()
    return ExecutedAppraisal.unscoped.select_related("document", "appraisal__current_release__document").get()


def test_the_sealed_copy_holds_all_that_was_signed(sealed):
    reader = PdfReader(io.BytesIO(files.read(sealed.document)))
    told = [page.extract_text() for page in reader.pages]
    release = sealed.appraisal.current_release
    assert "Overall\nX" in told[4] or "Overall X" in told[4].replace("\n", " ")
    assert "May 18, 2005" in told[4]
    for signer in ("Eve Executive", "Ada Superior", "Dana Director"):
        assert signer in told[4]
        assert signer in told[-1]
    narrative = " ".join(" ".join(told[5:-1]).split())
    for words in (scenes.SECRET, "Published on the first of each month.", "I see the autumn otherwise."):
        assert words in narrative
    assert scenes.ACCOUNT in " ".join(told[2].split())
    assert release.sha256 in told[-1].replace("\n", "")
    attached = reader.attachments
    assert set(attached) == {"release-2.pdf", "release-2.json", "1-report.txt", "2-report.txt"}
    assert hashlib.sha256(attached["release-2.pdf"][0]).hexdigest() == release.sha256


def test_the_contracts_own_executed_copy_stays_as_it_was(cast):
    appraisal = scenes.final(cast)
    contract_copies.print_waiting()
    appraisal.contract.executed_copy.refresh_from_db()
    before = appraisal.contract.executed_copy.document.sha256
    executed.print_waiting()
    appraisal.contract.executed_copy.refresh_from_db()
    assert appraisal.contract.executed_copy.document.sha256 == before


def test_a_seal_that_fails_holds_up_nothing_and_is_tried_again(cast, settings, tmp_path):
    appraisal = scenes.final(cast)
    settings.SEAL_KEY_FILE, settings.SEAL_CERT_FILE = "", ""
    blocked = tmp_path / "blocked"
    blocked.write_text("not a folder")
    good, settings.SEAL_DIR = settings.SEAL_DIR, blocked
    assert executed.print_waiting() == 0
    paper = ExecutedAppraisal.unscoped.get()
    assert (scenes.fresh(appraisal).state, paper.document, bool(paper.last_trouble)) == ("final", None, True)
    settings.SEAL_DIR = good
    ExecutedAppraisal.unscoped.update(claimed_until=None)
    assert executed.print_waiting() == 1


@pytest.mark.pdf
def test_the_sealed_appraisal_is_readable_by_all_and_fit_to_be_kept(sealed, tmp_path):
    path = tmp_path / "appraisal.pdf"
    path.write_bytes(files.read(sealed.document))
    for flavour in ("ua1", "3a"):
        verdict = tools.verapdf(flavour, [path])
        assert verdict.returncode == 0, verdict.stdout
