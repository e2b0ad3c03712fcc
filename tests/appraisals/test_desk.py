"""The appraisal on the desk of whoever acts next, and of nobody else."""

from datetime import date

import pytest

from appraisals import reviews
from ses_admin import desk
from tests.access import table
from tests.appraisals import scenes

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
