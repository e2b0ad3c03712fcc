"""Paper that is older than the print it is recorded for: told before it is recorded, and wherever it counts after."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from contracts import amendment_paper, executed
from contracts.models import ExecutedAmendment, ExecutedCopy, PaperRecord
from contracts.paper_signatures import Written
from records import files
from tests.cast import PASSWORD
from tests.contracts.page import words
from tests.contracts.test_amendments import drafted, propose
from tests.contracts.test_paper_signatures import all_three, record, scan
from tests.factories import PROPOSED, SIGNED, at

BEFORE = date(2004, 5, 31)
FLAG = "before this version was frozen on June 1, 2004"
REMARK = "The paper is older than the document named above, which was frozen on June 1, 2004"


def printed(document) -> str:
    content = files.read(document)
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


def sent(cast, day: date) -> dict:
    days = {f"{line}_on": day.isoformat() for line in ("employee", "appointing_authority", "director")}
    return {**days, "director": cast.director.pk, "attests": "on", "password": PASSWORD, "scan": scan()}


def test_older_paper_is_recorded_when_its_box_is_ticked_and_not_before(cast, proposed, visit):
    client, url = visit(cast.hr, on=SIGNED), reverse("contracts:record_paper", args=[proposed.pk])
    assert "A day above is before June 1, 2004, on which this was frozen" in words(client.get(url))
    answer = words(client.post(url, sent(cast, BEFORE)))
    assert FLAG in answer and "CO-CON-4" in answer and "Tick this box" in answer
    assert not PaperRecord.unscoped.exists()
    assert client.post(url, {**sent(cast, BEFORE), "older": "on"})["Location"] == proposed.get_absolute_url()
    assert FLAG in words(client.get(proposed.get_absolute_url()))


@pytest.mark.parametrize("ticked", [{}, {"older": "on"}])
def test_paper_of_the_day_of_the_print_or_later_needs_no_such_tick(cast, proposed, visit, ticked):
    client, url = visit(cast.hr, on=SIGNED), reverse("contracts:record_paper", args=[proposed.pk])
    client.post(url, {**sent(cast, PROPOSED), **ticked})
    assert PaperRecord.unscoped.exists()
    assert "was frozen on" not in words(client.get(proposed.get_absolute_url()))


def test_who_signs_next_reads_it_above_their_signature(cast, proposed, visit):
    record(proposed, {"employee": Written(cast.executive, BEFORE)}, cast.hr, on=SIGNED)
    told = words(visit(cast.superior, on=SIGNED).get(reverse("contracts:sign", args=[proposed.pk])))
    assert FLAG in told


@pytest.mark.parametrize(("day", "is_older"), [(BEFORE, True), (PROPOSED, False)])
def test_the_evidence_of_the_executed_copy_remarks_on_it_only_where_it_is_so(cast, proposed, day, is_older):
    record(proposed, all_three(cast, PROPOSED, employee=day), cast.hr)
    executed.print_waiting()
    told = printed(ExecutedCopy.unscoped.get().document)
    assert told.count(REMARK) == int(is_older)
    assert told.count("Older than the document") == int(is_older)


def test_an_amendment_is_told_of_in_the_same_way(cast, signed, visit):
    amendment = drafted(cast, signed)
    propose(amendment, cast)
    day, recorded = date(2004, 11, 1), date(2004, 11, 9)
    client, url = visit(cast.hr, on=recorded), reverse("contracts:record_amendment_paper", args=[amendment.pk])
    assert "Tick this box" in words(client.post(url, sent(cast, day)))
    written = all_three(cast, day)
    amendment_paper.record(amendment, scan=scan(), written=written, by=cast.hr, on=recorded, at=at(recorded))
    assert "before this version was frozen on November 2, 2004" in words(client.get(amendment.get_absolute_url()))
    executed.print_waiting()
    told = printed(ExecutedAmendment.unscoped.get().document)
    assert told.count("The paper is older than the document named above, which was frozen on November 2, 2004") == 3
