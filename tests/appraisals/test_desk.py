"""The appraisal on the desk of whoever acts next, and of nobody else."""

from datetime import date

import pytest

from accounts.acting import StepRefused
from accounts.models import Membership
from appraisals import notes, reviews, workflow
from appraisals.models import ProgressReview
from records.models import Event
from ses_admin import desk
from tests.access import table
from tests.appraisals import scenes
from tests.cast import holds, person
from tests.contracts.page import words as page_words
from tests.factories import at

EVERYBODY = sorted(table.EVERYBODY)


def waiting_for(cast, words: str, on: date = scenes.SIGNED) -> set[str]:
    found = set()
    for who in EVERYBODY:
        rows = desk.gather(getattr(cast, who), on=on).mine.rows
        found |= {who for item in rows if words in item.what}
    return found


@pytest.mark.parametrize(
    ("scene", "words", "whose"),
    [
        (scenes.opened, "Write your own account", {"executive"}),
        (scenes.handed_in, "Rate Eve Executive", {"superior"}),
        (scenes.released, "Read your evaluation, comment and sign", {"executive"}),
        (scenes.signed_by_employee, "Sign the evaluation of Eve Executive", {"superior"}),
        (scenes.final, "evaluation", set()),
        (scenes.signed_contract, "Open the appraisals of 1 contract that end soon", {"hr"}),
    ],
)
def test_each_step_waits_on_the_desk_of_whoever_takes_it(cast, scene, words, whose):
    scene(cast)
    assert waiting_for(cast, words) == whose


def test_the_others_see_for_whom_they_wait(cast):
    scenes.handed_in(cast)
    told = {item.what: item.waits_for for item in desk.gather(cast.hr, on=scenes.SIGNED).others.rows}
    assert told["Rate Eve Executive"] == "Ada Superior (appointing authority)"


def test_a_review_waits_for_the_other_side_only(cast):
    contract = scenes.signed_contract(cast)
    reviews.record_review(
        contract, met_on=scenes.OPENED, discussed="All.", plans="", by=cast.executive, on=scenes.OPENED
    )
    assert waiting_for(cast, "Acknowledge the progress review") == {"superior"}


@pytest.mark.parametrize(
    ("scene", "since"),
    [(scenes.opened, scenes.OPENED), (scenes.handed_in, scenes.WRITTEN), (scenes.released, scenes.RELEASED)],
)
def test_a_row_waits_since_the_act_that_made_it_wait(cast, scene, since):
    scene(cast)
    shown = desk.gather(cast.hr, on=scenes.SIGNED)
    assert [item.since for item in shown.others.rows if "Eve Executive" in item.what and "CO-EVA" in item.rule] == [
        since
    ]


@pytest.fixture
def successor(cast):
    """The rater has left, and somebody else came."""
    Membership.unscoped.filter(user=cast.superior).update(ends_on=scenes.RELEASED)
    found = person("Sue Successor")
    holds(found, "appointing_authority", cast.agriculture)
    return found


TO_NAME = "Name who rates Eve Executive: Ada Superior has left office"


@pytest.mark.parametrize("scene", [scenes.opened, scenes.handed_in, scenes.released])
def test_where_the_rater_left_hr_and_the_director_are_asked_who_rates(cast, request, scene):
    appraisal = scene(cast)
    assert waiting_for(cast, "Name who rates") == set()
    successor = request.getfixturevalue("successor")
    assert waiting_for(cast, TO_NAME) == {"hr", "director"}
    workflow.name_rater(appraisal, rater=successor, by=cast.hr, on=scenes.SIGNED)
    assert waiting_for(cast, "Name who rates") == set()


def test_nothing_of_a_rating_waits_for_somebody_who_left(cast, request):
    scenes.handed_in(cast)
    request.getfixturevalue("successor")
    shown = desk.gather(cast.hr, on=scenes.SIGNED)
    assert not [item for item in [*shown.mine.rows, *shown.others.rows] if "Ada Superior (" in item.waits_for]


def test_a_review_that_waits_for_somebody_who_left_says_so_and_the_successor_acknowledges_it(
    cast, request, client, settings
):
    contract = scenes.signed_contract(cast)
    reviews.record_review(
        contract, met_on=scenes.OPENED, discussed="All.", plans="", by=cast.executive, on=scenes.OPENED
    )
    successor = request.getfixturevalue("successor")
    settings.TRAINING_DAY = scenes.SIGNED
    assert waiting_for(cast, "a progress review waits for Ada Superior, who has left office") == {"hr"}
    client.force_login(cast.hr)
    address = f"/appraisals/of-contract/{contract.pk}/reviews/"
    assert "Ada Superior has left office: HR or the director opens the appraisal" in page_words(client.get(address))
    client.force_login(successor)
    assert client.get(address).status_code == 404
    appraisal = workflow.open_appraisal(contract, by=cast.hr, on=scenes.SIGNED)
    workflow.name_rater(appraisal, rater=successor, by=cast.hr, on=scenes.SIGNED)
    assert "Acknowledge" in page_words(client.get(address))
    assert client.get(f"/appraisals/of-contract/{contract.pk}/notes/").status_code == 200
    client.post(f"/appraisals/reviews/{ProgressReview.unscoped.get().pk}/acknowledge/", {"reply": ""})
    assert ProgressReview.unscoped.get().acknowledged_by == successor


def test_a_review_is_held_within_the_term_of_the_contract(cast):
    contract = scenes.signed_contract(cast)
    late = date(2005, 7, 1)
    with pytest.raises(StepRefused, match="The contract ended on June 30, 2005"):
        reviews.record_review(contract, met_on=late, discussed="All.", plans="", by=cast.executive, on=late)


@pytest.mark.parametrize("dated_on", [date(1999, 1, 1), date(2004, 6, 30), date(2005, 7, 1)])
def test_a_note_is_about_a_day_of_the_term(cast, dated_on):
    with pytest.raises(StepRefused, match="CO-EVA-1"):
        note(cast, dated_on=dated_on)


@pytest.mark.parametrize(("what", "said"), [("note", "Wrote a note on"), ("evidence", "Wrote evidence on")])
def test_the_history_says_in_plain_words_what_was_written(cast, what, said):
    written = note(cast, what=what, dated_on=scenes.OPENED)
    assert Event.unscoped.get(kind="note", verb="write").words.startswith(said)
    assert written.seen_by_words == "the executive, the rater, the director and department HR"


def note(cast, **about):
    on = date(2005, 7, 5)
    given = {"key": "", "what": "note", "words": "Seen.", "upload": None, "seen_by": "department"}
    return notes.write_note(scenes.signed_contract(cast), **{**given, **about}, by=cast.executive, on=on, at=at(on))
