"""Each act of an appraisal: works, wrong office, wrong state, forbidden by law, done twice, event written."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from accounts.models import Membership
from appraisals import agreed, executed, releasing, signing, workflow
from appraisals.models import Account, Appraisal, ExecutedAppraisal, Overall, Rating, RatingSignature, Release
from records import files
from records.models import Message
from tests.appraisals import scenes
from tests.cast import holds, person
from tests.contracts.stories import everybody_but, refused
from tests.contracts.test_amendments import agreed as amend
from tests.factories import DraftContractFactory, at

ON = scenes.SIGNED


def last(appraisal):
    return scenes.events(appraisal)[-1]


# ---- opening ----


@pytest.mark.parametrize("who", ["hr", "superior", "director"])
def test_the_department_opens_an_appraisal(cast, who):
    appraisal = workflow.open_appraisal(scenes.signed_contract(cast), by=getattr(cast, who), on=ON)
    assert (appraisal.state, appraisal.rater, appraisal.employee) == ("open", cast.superior, cast.executive)
    assert last(appraisal).words == "Opened the appraisal of Eve Executive"
    assert Message.unscoped.filter(to=cast.executive, subject__contains="open for your own account").exists()


def test_nobody_else_opens_an_appraisal(cast):
    contract = scenes.signed_contract(cast)
    for user in everybody_but(cast, "hr", "superior", "director"):
        with refused():
            workflow.open_appraisal(contract, by=user, on=ON)


def test_co_eva_1_a_contract_that_is_not_signed_is_not_appraised(cast):
    draft = DraftContractFactory(cast=cast)
    with refused("CO-EVA-1"):
        workflow.open_appraisal(draft, by=cast.hr, on=ON)


def test_an_appraisal_is_opened_once(cast):
    appraisal = scenes.opened(cast)
    with refused(words="open already"):
        workflow.open_appraisal(appraisal.contract, by=cast.hr, on=ON)


# ---- the account ----


def test_the_executive_writes_saves_and_hands_in(cast):
    appraisal = scenes.handed_in(cast)
    assert (appraisal.state, appraisal.handed_in_on) == ("rating", scenes.WRITTEN)
    assert Account.unscoped.get(part="projects").words == scenes.ACCOUNT
    assert [event.verb for event in scenes.events(appraisal)] == ["open", "account", "hand in"]


def test_nobody_writes_the_account_for_the_executive(cast):
    appraisal = scenes.opened(cast)
    for user in everybody_but(cast, "executive"):
        with refused():
            scenes.account(appraisal, by=user)


def test_an_empty_account_is_not_handed_in(cast):
    appraisal = scenes.opened(cast)
    with refused(words="Nothing is written yet"):
        workflow.hand_in(appraisal, by=cast.executive, on=ON)


def test_the_account_can_be_added_to_until_the_release_and_not_after(cast):
    appraisal = scenes.rated(cast)
    scenes.account(appraisal, by=cast.executive, accounts={"other-1": "Morale was measured."})
    assert Account.unscoped.get().words == "Morale was measured."
    releasing.release(appraisal, by=cast.superior, on=ON, at=at(ON))
    with refused(words="is not possible now"):
        scenes.account(scenes.fresh(appraisal), by=cast.executive)


def test_a_stale_page_overwrites_nothing(cast):
    appraisal = scenes.opened(cast)
    scenes.account(appraisal, by=cast.executive)
    with refused(words="Somebody else saved this"):
        scenes.account(appraisal, by=cast.executive, revision=0)


# ---- rating ----


def test_the_rater_begins_without_the_account_and_the_law_advises(cast):
    appraisal = scenes.opened(cast)
    workflow.begin_rating(appraisal, by=cast.superior, on=ON)
    assert appraisal.state == "rating"


def test_only_the_rater_rates(cast):
    appraisal = scenes.handed_in(cast)
    for user in everybody_but(cast, "superior"):
        with refused():
            scenes.rate(appraisal, by=user)
    assert not Rating.unscoped.exists()


def test_co_eva_3_nobody_rates_themselves_whatever_office_they_hold(cast):
    appraisal = scenes.handed_in(cast)
    for office in ("appointing_authority", "director", "hr"):
        holds(cast.executive, office, cast.agriculture)
    for act in (
        lambda: scenes.rate(appraisal, by=cast.executive),
        lambda: releasing.release(appraisal, by=cast.executive, on=ON, at=at(ON)),
        lambda: releasing.record_meeting(appraisal, met_on=ON, notes="", by=cast.executive, on=ON, at=at(ON)),
    ):
        with refused():
            act()
    with pytest.raises(DatabaseError), transaction.atomic():
        Appraisal.unscoped.filter(pk=appraisal.pk).update(rater=cast.executive)


def test_a_rating_can_be_saved_half_done_and_says_who_rated_what(cast):
    appraisal = scenes.handed_in(cast)
    scenes.rate(appraisal, by=cast.superior, levels={"customers-1": 2}, overalls={}, notes={})
    assert Rating.unscoped.get().level == 2
    assert last(appraisal).facts == {"rated": ["customers-1"]}
    assert not Overall.unscoped.exists()


@pytest.mark.parametrize("level", [0, 5, -1])
def test_co_eva_2_another_level_is_refused(cast, level):
    appraisal = scenes.handed_in(cast)
    with refused("CO-EVA-2"):
        scenes.rate(appraisal, by=cast.superior, level=level)


def test_reading_11_no_overall_is_ever_filled_in(cast):
    appraisal = scenes.handed_in(cast)
    scenes.rate(appraisal, by=cast.superior, overalls={})
    with refused("CO-EVA-3", words="overall"):
        releasing.release(appraisal, by=cast.superior, on=ON, at=at(ON))
    assert not Overall.unscoped.exclude(level=None).exists()


def test_what_is_not_in_the_contract_is_not_kept(cast):
    appraisal = scenes.handed_in(cast)
    scenes.rate(appraisal, by=cast.superior, levels={"customers-1": 3, "punctuality-1": 1}, overalls={"dress": 4})
    assert list(Rating.unscoped.values_list("part", flat=True)) == ["customers"]
    assert not Overall.unscoped.filter(part="dress").exists()


# ---- amended objectives ----


def test_co_eva_1_a_rating_of_words_that_were_amended_away_is_gone_and_the_new_ones_have_to_be_rated(cast):
    appraisal = scenes.rated(cast)
    seen = agreed.digest(scenes.parts(appraisal))
    laboratory = [{"objective": "Move the laboratory", "results": "Moved by June"}]
    amend(cast, appraisal.contract, projects=laboratory, on=scenes.RATED)
    with refused("CO-EVA-1", "CO-EVA-3"):
        releasing.release(appraisal, by=cast.superior, on=ON, at=at(ON))
    with refused(words="amended while you were writing"):
        scenes.rate(appraisal, by=cast.superior, seen_terms=seen)
    scenes.rate(appraisal, by=cast.superior)
    assert list(Rating.unscoped.filter(part="projects").values_list("text", flat=True)) == ["Move the laboratory"]
    made = releasing.release(appraisal, by=cast.superior, on=ON, at=at(ON))
    assert [each["objective"] for each in made.data["terms"]["projects"]] == ["Move the laboratory"]


def test_what_was_written_stays_with_its_objective_when_an_amendment_moves_it(cast):
    appraisal = scenes.rated(cast)
    stays = {"objective": "Open the two closed offices", "results": "Both open by May 1"}
    amend(cast, appraisal.contract, projects=[{"objective": "Move the laboratory", "results": ""}, stays])
    terms = agreed.every_term(scenes.parts(appraisal))
    assert agreed.matched(terms, Account.unscoped.all())["projects-2"].words == scenes.ACCOUNT
    assert agreed.matched(terms, Rating.unscoped.all())["projects-2"].level == 3


# ---- the rater changes ----


def test_a_successor_is_named_only_after_the_rater_left_office(cast):
    appraisal = scenes.rated(cast)
    successor = person("Sue Successor")
    holds(successor, "appointing_authority", cast.agriculture)
    with refused(words="is in office and rates"):
        workflow.name_rater(appraisal, rater=successor, by=cast.hr, on=ON)
    Membership.unscoped.filter(user=cast.superior).update(ends_on=ON - timedelta(days=1))
    cast.superior.forget_offices()
    with refused():
        scenes.rate(appraisal, by=cast.superior, on=ON)
    for wrong in (cast.executive, cast.stranger, cast.other_superior):
        with refused():
            workflow.name_rater(appraisal, rater=wrong, by=cast.director, on=ON)
    workflow.name_rater(appraisal, rater=successor, by=cast.hr, on=ON)
    levels = dict.fromkeys(scenes.keys(appraisal), 3) | {"customers-1": 1}
    scenes.rate(appraisal, by=successor, on=ON, levels=levels)
    by = dict(Rating.unscoped.values_list("place", "rated_by__name").filter(part="customers", place__lte=2))
    assert by == {1: "Sue Successor", 2: "Ada Superior"}
    assert last(appraisal).facts == {"rated": ["customers-1"]}


def test_an_executive_who_is_acting_director_names_no_rater(cast):
    appraisal = scenes.rated(cast)
    Membership.unscoped.filter(user=cast.superior).update(ends_on=scenes.RATED)
    holds(cast.executive, "director", cast.agriculture, is_acting=True)
    with refused():
        workflow.name_rater(appraisal, rater=cast.director, by=cast.executive, on=ON)


# ---- release, comment, taking back ----


def test_released_is_frozen_printed_and_told(cast):
    appraisal = scenes.released(cast)
    release = Release.unscoped.get()
    assert (appraisal.state, appraisal.current_release, release.number) == ("released", release, 1)
    assert files.read(release.document).startswith(b"%PDF-")
    assert release.data["ratings"]["overall"] == 3
    assert Message.unscoped.filter(to=cast.executive, subject="Your appraisal is released to you").count() == 1


def test_nothing_is_rated_after_the_release_by_act_or_in_the_database(cast):
    appraisal = scenes.released(cast)
    with refused(words="is not possible now"):
        scenes.rate(appraisal, by=cast.superior)
    for rows in (Rating, Overall):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.unscoped.filter(appraisal=appraisal).update(level=4)
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.unscoped.filter(appraisal=appraisal).delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Rating.unscoped.create(
            appraisal=appraisal, part="x", place=1, text="x", level=4, rated_by=cast.superior, rated_on=ON
        )
    with pytest.raises(DatabaseError), transaction.atomic():
        Release.unscoped.update(sha256="0" * 64)


def test_comments_are_printed_with_the_rating_and_everybody_signs_that_print(cast):
    appraisal = scenes.released(cast)
    first = appraisal.current_release.sha256
    releasing.comment(appraisal, text="I see it otherwise.", by=cast.executive, on=ON, at=at(ON))
    appraisal = scenes.fresh(appraisal)
    assert (appraisal.comment, appraisal.current_release.number) == ("I see it otherwise.", 2)
    assert appraisal.current_release.sha256 != first
    with refused("CO-EVA-3", words="changed since you read it"):
        signing.sign(appraisal, seen_hash=first, by=cast.executive, on=ON, at=at(ON))


def test_a_rating_is_taken_back_before_the_first_signature_only(cast):
    appraisal = scenes.released(cast)
    releasing.take_back(appraisal, reason="A line was mixed up.", by=cast.director, on=ON)
    assert (appraisal.state, appraisal.current_release) == ("rating", None)
    releasing.release(appraisal, by=cast.superior, on=ON, at=at(ON))
    scenes.sign(appraisal, cast.executive)
    for act in (
        lambda: releasing.take_back(appraisal, reason="Too late.", by=cast.director, on=ON),
        lambda: releasing.comment(appraisal, text="Too late.", by=cast.executive, on=ON, at=at(ON)),
        lambda: releasing.record_meeting(appraisal, met_on=ON, notes="", by=cast.superior, on=ON, at=at(ON)),
    ):
        with refused(words="signed already"):
            act()


@pytest.mark.parametrize(("met_on", "words"), [(ON + timedelta(days=1), "still to come"), (date(2004, 6, 30), "after")])
def test_a_meeting_is_in_the_contract_year_and_not_to_come(cast, met_on, words):
    appraisal = scenes.rated(cast)
    with refused(words=words):
        releasing.record_meeting(appraisal, met_on=met_on, notes="", by=cast.hr, on=ON, at=at(ON))


# ---- signing ----


def test_three_sign_in_order_and_the_rating_is_final_and_sealed(cast):
    appraisal = scenes.sealed(cast)
    assert (appraisal.state, appraisal.final_on) == ("final", scenes.SIGNED)
    lines = list(RatingSignature.unscoped.order_by("pk").values_list("line", "name"))
    assert lines == [
        ("employee", "Eve Executive"),
        ("appointing_authority", "Ada Superior"),
        ("director", "Dana Director"),
    ]
    assert ExecutedAppraisal.unscoped.get().sealed_at
    assert executed.print_waiting() == 0
    assert appraisal.contract.executed_copy.pk  # the contract's own copy stays


def test_nobody_signs_out_of_turn_twice_or_for_two(cast):
    appraisal = scenes.released(cast)
    for user in everybody_but(cast, "executive"):
        with refused():
            scenes.sign(appraisal, user)
    holds(cast.executive, "director", cast.agriculture)
    scenes.sign(appraisal, cast.executive)
    with refused():
        scenes.sign(appraisal, cast.executive)
    scenes.sign(appraisal, cast.superior)
    with refused():
        scenes.sign(appraisal, cast.executive)


def test_a_director_who_rates_signs_both_lines_at_once(cast):
    contract = scenes.signed_contract(cast)
    Membership.unscoped.filter(user=cast.superior).update(ends_on=scenes.OPENED)
    appraisal = scenes.opened(cast, contract)
    workflow.name_rater(appraisal, rater=cast.director, by=cast.hr, on=scenes.WRITTEN)
    workflow.begin_rating(appraisal, by=cast.director, on=ON)
    scenes.rate(appraisal, by=cast.director, on=ON)
    releasing.release(appraisal, by=cast.director, on=ON, at=at(ON))
    scenes.sign(appraisal, cast.executive)
    assert [row.line for row in scenes.sign(appraisal, cast.director)] == ["appointing_authority", "director"]
    assert scenes.fresh(appraisal).state == "final"


def test_under_an_acting_director_the_signature_says_acting(cast):
    appraisal = scenes.signed_by_employee(cast)
    scenes.sign(appraisal, cast.superior)
    Membership.unscoped.filter(user=cast.director).update(ends_on=scenes.RELEASED)
    acting = person("Ann Acting")
    holds(acting, "director", cast.agriculture, starts_on=scenes.RELEASED, is_acting=True)
    [signature] = scenes.sign(appraisal, acting)
    assert (signature.name, signature.office) == ("Ann Acting", "Acting department director")
    assert scenes.fresh(appraisal).state == "final"


def test_what_is_final_never_changes(cast):
    appraisal = scenes.final(cast)
    for rows in (Appraisal.unscoped.filter(pk=appraisal.pk), RatingSignature.unscoped.all()):
        field = "comment" if rows.model is Appraisal else "name"
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**{field: "changed"})
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.model.unscoped.filter(pk__in=rows.values("pk")).delete()


def test_co_eva_4_the_finding_of_the_meeting_stands_in_the_event_that_made_it_final(cast):
    appraisal = scenes.rated(cast)
    releasing.release(appraisal, by=cast.superior, on=ON, at=at(ON))
    for who in (cast.executive, cast.superior, cast.director):
        scenes.sign(appraisal, who)
    conclude = next(event for event in scenes.events(appraisal) if event.verb == "conclude")
    assert [(each["code"], each["weight"]) for each in conclude.facts["findings"]] == [("CO-EVA-4", "Flag")]
