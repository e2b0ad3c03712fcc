"""The sealed appraisal: SES Form 1 with ratings and chart, narrative, evidence, and everything attached."""

import hashlib
import io

import pytest
from pypdf import PdfReader

from accounts.models import Membership
from appraisals import executed, releasing, workflow
from appraisals.models import ExecutedAppraisal
from contracts import executed as contract_copies
from records import files
from tests.access.appraisals_rows import upload
from tests.appraisals import scenes
from tests.cast import holds, person
from tests.contracts.page import words
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
    for said in (scenes.SECRET, "Published on the first of each month.", "I see the autumn otherwise."):
        assert said in narrative
    assert scenes.ACCOUNT in " ".join(told[2].split())
    assert release.sha256 in told[-1].replace("\n", "")
    attached = reader.attachments
    assert set(attached) == {"release-2.pdf", "release-2.json", "1-report.txt", "2-report.txt"}
    assert hashlib.sha256(attached["release-2.pdf"][0]).hexdigest() == release.sha256


def told_of(appraisal) -> str:
    """The words of the last page of its sealed copy."""
    executed.print_waiting()
    paper = ExecutedAppraisal.unscoped.select_related("document").get(appraisal=appraisal)
    pages = PdfReader(io.BytesIO(files.read(paper.document))).pages
    return " ".join(pages[-1].extract_text().split())


def test_after_a_comment_the_sealed_copy_still_says_who_released_it(sealed):
    told = told_of(sealed.appraisal)
    assert "Released May 18, 2005, by Ada Superior" in told
    assert "added by Eve Executive, Employee" in told


def test_whoever_succeeds_the_rater_signs_and_is_nowhere_said_to_have_rated(cast, client, settings):
    appraisal = scenes.released(cast)
    Membership.unscoped.filter(user=cast.superior).update(ends_on=scenes.RELEASED)
    successor = person("Sue Successor")
    holds(successor, "appointing_authority", cast.agriculture)
    workflow.name_rater(appraisal, rater=successor, by=cast.hr, on=scenes.SIGNED)
    at_noon = at(scenes.SIGNED)
    releasing.comment(scenes.fresh(appraisal), text="Noted.", by=cast.executive, on=scenes.SIGNED, at=at_noon)
    scenes.sign(appraisal, cast.executive)
    settings.TRAINING_DAY = scenes.SIGNED
    client.force_login(successor)
    assert "whoever held the office before me" in words(client.get(f"{appraisal.get_absolute_url()}sign/"))
    for who in (successor, cast.director):
        scenes.sign(appraisal, who)
    page = words(client.get(appraisal.get_absolute_url()))
    assert "Rated by Ada Superior" in page
    assert "Appointing authority now Sue Successor" in page
    assert "Rated by Sue Successor" not in page
    told = told_of(appraisal)
    assert "Rated by Ada Superior" in told
    assert "Released May 18, 2005, by Ada Superior" in told
    assert "whoever held the office before me" in told
    assert scenes.fresh(appraisal).current_release.data["rater"] == "Ada Superior"


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
