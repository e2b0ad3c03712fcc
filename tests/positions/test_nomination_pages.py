"""The pages of nominations, as each office meets them."""

from datetime import date
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from positions import validators, workflow
from positions.models import Authorization, JobDescription, Letter, Nomination, Placement
from records.models import Event
from tests.cast import holds
from tests.positions import scenes
from tests.positions.scenes import DAY


def words(response) -> str:
    return " ".join(unescape(response.content.decode()).split())


def url(name, nomination, **query):
    address = reverse(f"positions:{name}", args=[nomination.pk])
    return address + ("?" + "&".join(f"{key}={value}" for key, value in query.items()) if query else "")


def fresh(nomination):
    return Nomination.unscoped.get(pk=nomination.pk)


def the_case(nomination, **other):
    """What the writing page posts, complete."""
    filled = {
        "revision": nomination.revision,
        "title": "Deputy Commissioner",
        "is_management_class": "on",
        "rationale": "It directs three divisions.",
        **scenes.answers(),
    }
    return filled | other


def pdf(name="description.pdf", content=b"%PDF-1.4 duties %%EOF"):
    return SimpleUploadedFile(name, content)


# --- beginning and writing ---


def test_hr_begins_a_draft_and_comes_to_the_page_where_the_case_is_written(at):
    answer = at("hr").post(
        reverse("positions:start_nomination"), {"number": "AG-9", "title": "Chief", "is_management_class": "on"}
    )
    nomination = Nomination.unscoped.get()
    assert answer["Location"] == url("edit_nomination", nomination)
    assert (nomination.position.number, nomination.department.name) == ("AG-9", "Agriculture")


def test_a_number_that_is_taken_keeps_what_was_typed(cast, at):
    scenes.draft(cast, "AG-9")
    answer = at("hr").post(reverse("positions:start_nomination"), {"number": "AG-9", "title": "Chief of grain"})
    assert "already nominated" in words(answer)
    assert "Chief of grain" in words(answer)


def test_somebody_with_offices_in_two_departments_chooses_for_which(cast, at):
    holds(cast.hr, "hr", cast.revenue)
    answer = at("hr").post(
        reverse("positions:start_nomination"),
        {"department": cast.revenue.pk, "number": "R-1", "title": "Chief", "is_management_class": "on"},
    )
    assert answer.status_code == 302
    assert Nomination.unscoped.get().department == cast.revenue


def test_a_department_that_is_not_theirs_cannot_be_chosen(cast, at):
    answer = at("hr").post(
        reverse("positions:start_nomination"), {"department": cast.revenue.pk, "number": "AG-1", "title": "Chief"}
    )
    assert answer.status_code == 302
    assert Nomination.unscoped.get().department == cast.agriculture


def test_beginning_one_is_refused_with_the_offices_that_can(at):
    answer = at("auditor").get(reverse("positions:start_nomination"), follow=True)
    assert "This takes the office of Department HR or Department director" in words(answer)


def test_the_page_asks_every_question_of_the_law_with_its_rule(cast, at):
    page = words(at("hr").get(url("edit_nomination", scenes.begun(cast))))
    for question in validators.questions("colorado-ses"):
        assert question.yes_or_no or f"{question.hint} ({question.rule_id})" in page
    assert "Still to be written" in page


def test_saving_keeps_the_case_and_the_job_description_together(cast, at):
    nomination = scenes.begun(cast)
    answer = at("hr").post(
        url("edit_nomination", nomination),
        the_case(nomination, wanted_on="2005-01-01", job_description=pdf(), job_description_on="2004-08-01"),
    )
    saved = fresh(nomination)
    assert answer.status_code == 302
    assert (saved.rationale, saved.wanted_on) == ("It directs three divisions.", date(2005, 1, 1))
    assert saved.answers == scenes.answers()
    assert saved.job_description.dated_on == date(2004, 8, 1)
    assert "Nothing stands against what is saved" in words(at("hr").get(url("edit_nomination", nomination)))


@pytest.mark.parametrize(
    ("upload", "said"),
    [
        (pdf(content=b""), "This file is empty"),
        (pdf("description.html", b"<script>"), "Only PDF, Word (.docx) or plain text files are taken"),
        (pdf(content=b"MZ not a document"), "is not what its name (.pdf) says"),
    ],
)
def test_a_file_that_cannot_be_taken_is_named_and_nothing_is_half_saved(cast, at, upload, said):
    nomination = scenes.begun(cast)
    answer = at("hr").post(
        url("edit_nomination", nomination),
        the_case(nomination, rationale="Typed with care.", job_description=upload, job_description_on="2004-08-01"),
    )
    assert said in words(answer)
    assert "Typed with care." in words(answer)
    assert fresh(nomination).rationale == ""
    assert not JobDescription.unscoped.exists()


def test_a_job_description_without_its_date_is_asked_for_it(cast, at):
    nomination = scenes.begun(cast)
    answer = at("hr").post(url("edit_nomination", nomination), the_case(nomination, job_description=pdf()))
    assert "Enter the date that stands on the job description." in words(answer)


@pytest.mark.parametrize("typed", ["0204-01-01", "tomorrow", "2004-02-30"])
def test_a_day_that_is_none_is_refused_beside_its_box_and_kept(cast, at, typed):
    nomination = scenes.begun(cast)
    answer = at("hr").post(url("edit_nomination", nomination), the_case(nomination, wanted_on=typed))
    assert "id_wanted_on_error" in answer.content.decode()
    assert fresh(nomination).revision == 0


def test_a_page_somebody_saved_meanwhile_shows_both_and_saving_again_takes_mine(cast, at):
    nomination = scenes.draft(cast)
    opened = fresh(nomination)
    scenes.write(nomination, cast, rationale="Words of somebody else.")
    mine = the_case(opened, rationale="My own words.")
    answer = at("hr").post(url("edit_nomination", nomination), mine)
    page = words(answer)
    assert "Somebody else saved this nomination while you wrote" in page
    assert "Words of somebody else." in page
    assert "My own words." in page
    assert fresh(nomination).rationale == "Words of somebody else."
    again = mine | {"revision": answer.context["form"]["revision"].value()}
    at("hr").post(url("edit_nomination", nomination), again)
    assert fresh(nomination).rationale == "My own words."


def test_words_typed_after_the_director_submitted_are_given_back(cast, at):
    nomination = scenes.draft(cast)
    typed = the_case(nomination, rationale="A thought that came late.")
    workflow.nominate(nomination, by=cast.director, on=DAY)
    answer = at("hr").post(url("edit_nomination", nomination), typed)
    assert "is not possible now: it is submitted" in words(answer)
    assert "A thought that came late." in words(answer)
    assert fresh(nomination).rationale == scenes.RATIONALE


def test_posted_state_decision_and_dates_change_nothing(cast, at):
    nomination = scenes.begun(cast)
    extra = {"state": "approved", "decided_on": "2004-09-01", "department": cast.revenue.pk, "started_on": "1999-01-01"}
    at("hr").post(url("edit_nomination", nomination), the_case(nomination, **extra))
    saved = fresh(nomination)
    assert (saved.state, saved.decided_on, saved.department, saved.started_on) == (
        "draft",
        None,
        cast.agriculture,
        DAY,
    )


def test_hostile_words_are_shown_as_words(cast, at):
    nomination = scenes.draft(cast)
    scenes.write(nomination, cast, rationale="<script>alert(1)</script>", title="<b>Chief</b>")
    page = at("hr").get(url("nomination", nomination)).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<b>Chief" not in page


# --- the page of one nomination ---


def test_a_draft_says_what_is_missing_and_whose_turn_it_is(cast, at):
    page = words(at("director").get(url("nomination", scenes.begun(cast))))
    assert "Waits for: Department director" in page
    assert "not possible yet: 10 things are missing" in page


def test_the_director_submits_what_is_complete(cast, at):
    nomination = scenes.draft(cast)
    answer = at("director").post(url("submit", nomination), {"revision": nomination.revision}, follow=True)
    assert "Submitted. DPA/DHR reviews it next" in words(answer)
    assert fresh(nomination).state == "submitted"


def test_a_submission_from_a_page_opened_before_hr_saved_is_refused(cast, at):
    nomination = scenes.draft(cast)
    seen = nomination.revision
    scenes.write(nomination, cast, rationale="Rewritten since.")
    answer = at("director").post(url("submit", nomination), {"revision": seen}, follow=True)
    assert "Somebody saved this nomination after you opened the page" in words(answer)
    assert fresh(nomination).state == "draft"


def test_an_incomplete_case_comes_back_with_the_rule_and_where_it_is_written(cast, at):
    nomination = scenes.begun(cast)
    answer = at("director").post(url("submit", nomination), follow=True)
    assert "Cannot submit this nomination" in words(answer)
    assert "CO-CRIT-2" in words(answer)
    assert "Source: Technical Assistance" in words(answer)


@pytest.mark.parametrize(
    ("who", "scene", "there", "not_there"),
    [
        ("reviewer", scenes.submitted, ["Your review", "Forward for decision", "Return with questions"], ["Withdraw"]),
        ("personnel_director", scenes.submitted, [], ["Your review", "Your decision", "Withdraw"]),
        ("personnel_director", scenes.forwarded, ["Your decision", "Record the decision"], ["Withdraw", "Your review"]),
        ("reviewer", scenes.forwarded, [], ["Your decision", "Your review"]),
        ("auditor", scenes.forwarded, ["Forwarded for decision"], ["Your decision", "Withdraw"]),
        ("director", scenes.forwarded, ["Withdraw this nomination"], ["Your decision"]),
        ("hr", scenes.forwarded, [], ["Your decision", "Withdraw this nomination"]),
        ("hr", scenes.approved, ["The date of placement", "Place the position"], ["Withdraw this nomination"]),
        ("reviewer", scenes.approved, ["The decision is final"], ["Place the position"]),
    ],
)
def test_only_the_office_whose_turn_it_is_finds_the_form_of_its_act(cast, at, who, scene, there, not_there):
    page = words(at(who).get(url("nomination", scene(cast))))
    assert [each for each in there if each not in page] == []
    assert [each for each in not_there if each in page] == []


def test_a_refused_act_keeps_what_was_written(cast, at):
    [elsewhere] = scenes.other_departments(1)
    scenes.fill(elsewhere, 125)
    nomination = scenes.forwarded(cast)
    answer = at("personnel_director").post(
        url("decide", nomination), {"decision": "approve", "reason": "A page of careful reasons."}
    )
    assert "Cannot approve this nomination" in words(answer)
    assert "A page of careful reasons." in words(answer)
    assert fresh(nomination).state == "forwarded"


def test_words_written_for_an_act_that_is_over_are_given_back(cast, at):
    nomination = scenes.submitted(cast)
    workflow.withdraw(nomination, reason="Reorganized.", by=cast.director, on=DAY)
    answer = at("reviewer").post(url("forward", nomination), {"recommendation": "An hour of work."})
    assert "is not possible now: it is withdrawn" in words(answer)
    assert "It was not recorded. Copy it if you need it." in words(answer)
    assert "An hour of work." in words(answer)


@pytest.mark.parametrize(
    ("name", "who", "scene", "field"),
    [
        ("return", "reviewer", scenes.submitted, "review_questions"),
        ("forward", "reviewer", scenes.submitted, "review_recommendation"),
        ("decide", "personnel_director", scenes.forwarded, "decide_reason"),
        ("withdraw", "director", scenes.submitted, "withdraw_reason"),
        ("note", "reviewer", scenes.submitted, "note_text"),
        ("place", "hr", scenes.approved, "place_placed_on"),
    ],
)
def test_an_empty_form_is_refused_beside_its_box(cast, at, name, who, scene, field):
    nomination = scene(cast)
    answer = at(who).post(url(name, nomination), {})
    assert answer.status_code == 200
    assert f'id="{field}_error"' in answer.content.decode()
    assert fresh(nomination).state == nomination.state


def test_who_may_see_but_not_act_is_told_which_office_can(cast, at):
    nomination = scenes.forwarded(cast)
    answer = at("auditor").post(url("decide", nomination), {"decision": "approve", "reason": "I would."}, follow=True)
    assert "This takes the office of State Personnel Director" in words(answer)


def test_an_approval_carries_nothing_but_the_decision(cast, at):
    nomination = scenes.forwarded(cast)
    at("personnel_director").post(
        url("decide", nomination),
        {"decision": "approve", "reason": "Good.", "decided_on": "1999-01-01", "wanted_on": "1999-01-01", "by": "1"},
    )
    saved = fresh(nomination)
    assert (saved.state, saved.decided_on, saved.wanted_on) == ("approved", DAY, None)


@pytest.mark.parametrize("decision", ["", "maybe", "approve\n", "withdraw"])
def test_only_approve_and_deny_are_decisions(cast, at, decision):
    nomination = scenes.forwarded(cast)
    answer = at("personnel_director").post(url("decide", nomination), {"decision": decision, "reason": "Hm."})
    assert (answer.status_code, fresh(nomination).state) == (200, "forwarded")


def test_who_took_part_finds_the_reason_instead_of_the_form(cast, at):
    holds(cast.hr, "personnel_director")
    nomination = scenes.forwarded(cast)
    page = words(at("hr").get(url("nomination", nomination)))
    assert "You took part in this nomination for the department" in page
    assert "Record the decision" not in page


def test_the_page_tells_the_count_it_would_make_and_what_the_rules_say(cast, at):
    scenes.fill(cast.agriculture, 3)
    page = words(at("reviewer").get(url("nomination", scenes.submitted(cast))))
    assert "The state: 4th of 125 on September 1, 2004." in page.replace("</strong>", "").replace("<strong>", "")
    assert "It has 3, with this one 4: needs 1 more authorized" in page
    assert "Needs approval" in page
    assert "CO-CAP-2" in page


MORE = {"decision": "approve", "reason": "Good.", "number": "1", "starts_on": "2004-09-01", "cause": "A new statute."}


def test_what_the_department_lacks_is_authorized_with_the_approval(cast, at):
    scenes.fill(cast.agriculture, 3)
    nomination = scenes.forwarded(cast)
    client = at("personnel_director")
    form = client.get(url("nomination", nomination)).context["forms"]["decide"]
    assert (form.initial["number"], form.initial["starts_on"]) == (1, DAY)
    client.post(url("decide", nomination), MORE)
    assert fresh(nomination).state == "approved"
    assert (Authorization.unscoped.get().number, Authorization.unscoped.get().cause) == (1, "A new statute.")


@pytest.mark.parametrize("name", ["number", "starts_on", "cause"])
def test_approving_without_room_asks_beside_the_box_for_what_it_takes(cast, at, name):
    scenes.fill(cast.agriculture, 3)
    nomination = scenes.forwarded(cast)
    answer = at("personnel_director").post(url("decide", nomination), MORE | {name: ""})
    assert f'id="decide_{name}_error"' in answer.content.decode()
    assert fresh(nomination).state == "forwarded"
    assert not Authorization.unscoped.exists()


@pytest.mark.parametrize("other", [{"starts_on": "2004-09-02"}, {"reason": " "}, {"number": "0"}])
def test_an_approval_that_is_refused_authorizes_nothing(cast, at, other):
    scenes.fill(cast.agriculture, 3)
    nomination = scenes.forwarded(cast)
    answer = at("personnel_director").post(url("decide", nomination), MORE | other)
    assert (answer.status_code, fresh(nomination).state) == (200, "forwarded")
    assert not Authorization.unscoped.exists()


@pytest.mark.parametrize("lacks", [True, False])
def test_a_denial_authorizes_nothing_and_where_there_is_room_nothing_is_authorized_either(cast, at, lacks):
    scenes.fill(cast.agriculture, 3 if lacks else 2)
    nomination = scenes.forwarded(cast)
    at("personnel_director").post(url("decide", nomination), MORE | {"decision": "deny" if lacks else "approve"})
    assert fresh(nomination).state == ("denied" if lacks else "approved")
    assert not Authorization.unscoped.exists()


def test_the_department_sets_the_date_and_the_position_is_in_the_ses(cast, at):
    nomination = scenes.approved(cast)
    answer = at("hr").post(url("place", nomination), {"placed_on": "2004-10-01"}, follow=True)
    assert "Placed in the SES from October 1, 2004" in words(answer)
    assert Placement.unscoped.get(nomination=nomination).starts_on == date(2004, 10, 1)


def test_the_thread_and_the_history_tell_who_wrote_in_which_office(cast, at):
    nomination = scenes.returned(cast)
    page = words(at("hr").get(url("nomination", nomination)))
    assert "Rita Reviewer, DPA/DHR reviewer" in page
    assert "Which managers?" in page
    assert "Returned the nomination of Deputy Commissioner (AG-1) with questions." in page


def test_the_page_costs_no_more_with_a_long_history(cast, at, django_assert_max_num_queries):
    nomination = scenes.returned(cast)
    for each in range(30):
        workflow.write_note(nomination, text=f"Answer {each}", by=cast.hr, on=DAY, at=scenes.AT)
    client = at("hr")
    with django_assert_max_num_queries(20):
        assert client.get(url("nomination", nomination)).status_code == 200
    with django_assert_max_num_queries(20):
        assert client.get(url("edit_nomination", nomination)).status_code == 200


# --- the effect of a day, while it is typed ---


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2005-06-30", "126th of 125"),
        ("2005-07-01", "125th of 125 on July 1, 2005"),
        ("", "126th of 125 on September 1, 2004"),
        ("1999-01-01", "126th of 125 on September 1, 2004"),
        ("soon", "Write the month, day and year"),
    ],
)
def test_the_effect_of_a_day_is_told_and_nothing_is_changed(cast, at, day, said):
    nomination = scenes.submitted(cast)
    [elsewhere] = scenes.other_departments(1)
    scenes.fill(elsewhere, 124)
    scenes.fill(cast.revenue, 1, ends_on=date(2005, 6, 30))
    answer = words(at("director").get(url("effect", nomination, wanted_on=day)))
    assert said in answer
    assert "<html" not in answer
    assert fresh(nomination).wanted_on is None


def test_the_effect_of_a_date_of_placement_is_what_placing_on_it_would_be_told(cast, at):
    nomination = scenes.approved(cast)
    before = words(at("hr").get(url("effect", nomination, placed_on="2004-08-31")))
    assert "CO-NOM-7" in before
    assert "CO-NOM-7" not in words(at("hr").get(url("effect", nomination, placed_on="2004-09-01")))


# --- job descriptions ---


def test_a_job_description_is_downloaded_as_it_was_kept(cast, at):
    described = scenes.submitted(cast).job_description
    answer = at("reviewer").get(reverse("positions:job_description", args=[described.pk]))
    assert answer.content == b"%PDF-1.4 what the position does %%EOF"
    assert answer["Content-Disposition"] == 'attachment; filename="Job description.pdf"'


# --- the queue ---


def listed(client, **query):
    page = client.get(reverse("positions:nominations"), query)
    return [row.record.position.number for row in page.context["table"].paginated_rows]


def test_the_queue_shows_the_longest_waiting_first_and_no_drafts_to_the_state(cast, at):
    scenes.submitted(cast, "AG-late")
    scenes.submitted(cast, "AG-early", on=date(2004, 8, 1))
    scenes.draft(cast, "AG-draft", on=date(2004, 7, 1))
    assert listed(at("reviewer")) == ["AG-early", "AG-late"]
    assert listed(at("hr")) == ["AG-draft", "AG-early", "AG-late"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["AG-2", "AG-3"]),
        ({"state": "submitted"}, ["AG-2"]),
        ({"state": "approved"}, ["AG-3"]),
        ({"state": "placed"}, ["AG-1"]),
        ({"state": "every"}, ["AG-1", "AG-2", "AG-3"]),
        ({"state": "every", "words": "deputy AG-2"}, ["AG-2"]),
        ({"state": "every", "words": "nothing like it"}, []),
        ({"state": "every", "department": "revenue"}, []),
        ({"state": "every", "department": "agriculture"}, ["AG-1", "AG-2", "AG-3"]),
    ],
)
def test_the_queue_is_narrowed_by_what_is_chosen(cast, at, query, expected):
    scenes.placed(cast, "AG-1")
    scenes.submitted(cast, "AG-2")
    scenes.approved(cast, "AG-3")
    assert sorted(listed(at("reviewer"), **query)) == expected


def test_a_choice_that_there_is_not_is_named_and_breaks_nothing(cast, at):
    scenes.submitted(cast)
    answer = at("reviewer").get(reverse("positions:nominations"), {"state": "nonsense", "page": "x", "sort": "secret"})
    assert answer.status_code == 200
    assert "nonsense" in words(answer)


def test_what_is_authorized_with_the_approval_stands_in_the_history_and_the_letter_and_an_old_day_is_told(cast, at):
    scenes.fill(cast.agriculture, 3)
    nomination = scenes.forwarded(cast)
    typed = MORE | {"starts_on": "2004-06-01"}
    page = words(at("personnel_director").post(url("decide", nomination), typed, follow=True))
    assert "(CO-CAP-4)" in page
    told = "authorized 1 additional from June 1, 2004"
    assert told in Event.unscoped.about(nomination).get(verb="approve").words
    assert told in page
    letter = Letter.unscoped.get(letter_kind="nomination decision")
    assert (letter.facts["authorized"], letter.facts["cause"]) == ("1 additional from June 1, 2004", "A new statute.")


def test_where_the_state_is_full_the_decision_says_what_can_be_done(cast, at):
    nomination = scenes.forwarded(cast)
    assert "can wait here undecided" not in words(at("personnel_director").get(url("nomination", nomination)))
    scenes.fill(cast.revenue, 125)
    page = words(at("personnel_director").get(url("nomination", nomination)))
    assert "can wait here undecided until one is" in page
    assert "the director withdraws the nomination" in page
