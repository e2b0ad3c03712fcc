"""Comments beside the line they are about, what an asked salary meets, and what differs, for who listens too."""

from decimal import Decimal

import pytest
from django.urls import reverse

from contracts import comparing, remarks, standing, workflow
from contracts.models import Comment, Contract
from tests.contracts.page import words
from tests.contracts.stories import last_event, refused
from tests.factories import SIGNED, at, sign


def comment(contract, by, line="", text="Say by when."):
    return workflow.comment(contract, text=text, line=line, by=by, on=SIGNED, at=at(SIGNED))


def page(contract, number=1):
    return reverse("contracts:version", args=[contract.pk, number])


def test_every_line_of_a_version_can_be_named(cast, proposed):
    known = dict(remarks.lines(proposed.proposed_version.terms))
    assert known["salary"] == "Salary"
    assert known["project-1"] == "Special project 1: Open the two closed offices"
    assert sum(key.startswith("core-") for key in known) == 20, "19 printed lines, and one added"


def test_a_comment_stands_beside_its_line(cast, proposed, visit):
    comment(proposed, cast.executive, line="project-1")
    assert Comment.objects.get().line == "project-1"
    assert "Special project 1" in last_event(proposed).words
    shown = words(visit(cast.hr, on=SIGNED).get(page(proposed)))
    places = [shown.index(each) for each in ("Open the two closed offices", "Say by when.", "Both open by May 1")]
    assert places == sorted(places)


def test_a_line_that_there_is_not_is_refused(cast, proposed):
    with refused(words="has no such line"):
        comment(proposed, cast.executive, line="project-9")


def test_the_page_leads_to_a_comment_on_the_line(cast, proposed, visit):
    browser = visit(cast.executive, on=SIGNED)
    assert "?line=core-1-1#comment" in browser.get(page(proposed)).content.decode()
    answer = browser.get(page(proposed) + "?line=project-1")
    assert '<option value="project-1" selected' in answer.content.decode()
    posted = browser.post(
        reverse("contracts:comment", args=[proposed.pk]), {"line": "project-1", "text": "By which month?"}
    )
    assert posted["Location"] == page(proposed)
    assert "By which month?" in words(browser.get(page(proposed)))


def test_who_only_reads_is_not_led_to_comment(cast, proposed, visit):
    assert "#comment" not in visit(cast.auditor, on=SIGNED).get(page(proposed)).content.decode()


def test_a_comment_on_an_older_version_stays_on_it(cast, proposed, visit):
    comment(proposed, cast.executive, line="salary")
    workflow.revise(Contract.unscoped.get(pk=proposed.pk), by=cast.hr, on=SIGNED)
    again = Contract.unscoped.get(pk=proposed.pk)
    workflow.propose(again, by=cast.hr, on=SIGNED, at=at(SIGNED))
    browser = visit(cast.executive, on=SIGNED)
    assert "Say by when." in words(browser.get(page(again, 1)))
    assert "Say by when." not in words(browser.get(page(again, 2)))


@pytest.mark.parametrize(
    ("asked", "told"), [("10762.99", False), ("10763", False), ("10763.01", True)], ids=["below", "at", "above"]
)
def test_what_the_ceiling_says_of_the_salary_asked_for(cast, proposed, visit, asked, told):
    """CO-PAY-2: it may be asked, and everybody sees at once that it cannot be given."""
    workflow.counter(
        proposed,
        monthly_salary=Decimal(asked),
        lines={},
        projects=[],
        note="More, please.",
        by=cast.executive,
        on=SIGNED,
        at=at(SIGNED),
    )
    browser = visit(cast.hr, on=SIGNED)
    for url in (page(proposed, 2), proposed.get_absolute_url()):
        assert ("above the ceiling" in words(browser.get(url))) is told


def stands(contract, on=SIGNED) -> str:
    return standing.standing(Contract.unscoped.with_standing().get(pk=contract.pk), on=on).more


def test_who_waits_for_whom_since_when(cast, proposed):
    assert "waits for Eve Executive (employee) to sign" in stands(proposed)
    workflow.counter(
        proposed,
        monthly_salary=Decimal(9900),
        lines={},
        projects=[],
        note="More.",
        by=cast.executive,
        on=SIGNED,
        at=at(SIGNED),
    )
    told = "waits for the department to answer the change that Eve Executive asks for since June 15, 2004"
    assert told in stands(proposed)
    sign(proposed, cast.executive)


def test_after_a_signature_the_next_waits_since_that_day(cast, proposed):
    sign(proposed, cast.executive)
    assert "waits for Ada Superior (appointing authority) to sign since June 15, 2004" in stands(proposed)


def test_what_was_added_and_removed_is_said_in_words_too(cast, proposed, visit):
    workflow.counter(
        proposed,
        monthly_salary=Decimal(9900),
        lines={},
        projects=[{"objective": "Open the three closed offices", "results": ""}],
        note="More.",
        by=cast.executive,
        on=SIGNED,
        at=at(SIGNED),
    )
    shown = words(visit(cast.hr, on=SIGNED).get(page(proposed, 2) + "?against=1"))
    assert "removed: two (end of what was removed)" in shown
    assert "added: three (end of what was added)" in shown


def test_a_long_text_is_compared_by_sentences():
    plan = "colorado-ses"
    before = " ".join(f"Sentence number {place} says something about the offices." for place in range(300))
    after = before.replace("number 150 says", "number 150 no longer says")
    old, new = ({"projects": [{"objective": text, "results": ""}]} for text in (before, after))
    (difference,) = comparing.compare(plan, old, new).differences
    changed = [piece.text for piece in difference.after if piece.change]
    assert changed == ["Sentence number 150 no longer says something about the offices. "]
