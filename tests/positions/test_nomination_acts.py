"""The acts on a nomination: each works, for the right office, from the right state, once, and leaves its event."""

from datetime import date

import pytest

from accounts.acting import OfficeNotHeld, StepRefused
from positions import workflow
from positions.models import JobDescription, Nomination, NominationNote, Placement, Position
from records.models import Event, Message
from tests.positions import scenes
from tests.positions.scenes import AT, DAY


def last_event(nomination: Nomination) -> Event:
    return Event.unscoped.about(nomination).first()


def told(key: str) -> set[str]:
    return {message.to.email for message in Message.unscoped.filter(key__contains=key).select_related("to")}


def fresh(nomination: Nomination) -> Nomination:
    return Nomination.unscoped.get(pk=nomination.pk)


def start(cast, *, by, number="AG-1", department=None, title="Deputy Commissioner", on=DAY):
    return workflow.start_nomination(department or cast.agriculture, number=number, title=title, by=by, on=on)


ACTS = {
    "edit": lambda n, cast, by: workflow.edit_nomination(
        n,
        revision=n.revision,
        rationale="Other words.",
        answers=scenes.answers(),
        wanted_on=None,
        title="Deputy Commissioner",
        division="",
        is_management_class=True,
        by=by,
        on=DAY,
    ),
    "submit": lambda n, cast, by: workflow.nominate(n, by=by, on=DAY),
    "review": lambda n, cast, by: scenes.review(n, by),
    "return": lambda n, cast, by: workflow.return_with_questions(n, questions="Which managers?", by=by, on=DAY, at=AT),
    "forward": lambda n, cast, by: workflow.forward(n, recommendation="Properly allocated.", by=by, on=DAY),
    "approve": lambda n, cast, by: workflow.decide(n, approve=True, reason="Meets the criteria.", by=by, on=DAY),
    "deny": lambda n, cast, by: workflow.decide(n, approve=False, reason="Too small a segment.", by=by, on=DAY),
    "withdraw": lambda n, cast, by: workflow.withdraw(n, reason="Reorganized.", by=by, on=DAY),
    "place": lambda n, cast, by: workflow.place(n, placed_on=DAY, by=by, on=DAY),
}

LAWFUL = [
    # verb, scene, who, state afterwards, everybody else who may
    ("edit", scenes.draft, "hr", "draft", {"director"}),
    ("edit", scenes.returned, "hr", "returned", {"director"}),
    ("submit", scenes.draft, "director", "submitted", set()),
    ("submit", scenes.returned, "director", "submitted", set()),
    ("review", scenes.reviewed, "reviewer", "submitted", set()),
    ("return", scenes.reviewed, "reviewer", "returned", set()),
    ("forward", scenes.reviewed, "reviewer", "forwarded", set()),
    ("approve", scenes.forwarded, "personnel_director", "approved", set()),
    ("deny", scenes.forwarded, "personnel_director", "denied", set()),
    ("withdraw", scenes.draft, "director", "withdrawn", set()),
    ("withdraw", scenes.reviewed, "director", "withdrawn", set()),
    ("withdraw", scenes.returned, "director", "withdrawn", set()),
    ("withdraw", scenes.forwarded, "director", "withdrawn", set()),
    ("place", scenes.approved, "hr", "placed", {"director"}),
]
EVERYBODY = [
    "director",
    "hr",
    "superior",
    "executive",
    "other_director",
    "other_hr",
    "reviewer",
    "personnel_director",
    "auditor",
    "administrator",
    "stranger",
]


@pytest.mark.parametrize(("verb", "scene", "who", "state", "also"), LAWFUL)
def test_the_office_that_the_law_names_can_do_it_and_an_event_says_so(cast, verb, scene, who, state, also):
    nomination = scene(cast)
    before = nomination.state
    person = getattr(cast, who)
    ACTS[verb](nomination, cast, person)
    event = last_event(nomination)
    assert fresh(nomination).state == nomination.state == state
    assert (event.verb, event.start, event.end, event.on) == (verb, before, state, DAY)
    assert (event.actor, event.actor_name, event.department) == (person, person.name, cast.agriculture)


@pytest.mark.parametrize(("verb", "scene", "who", "state", "also"), LAWFUL)
def test_no_other_office_can_do_it_and_nothing_is_written(cast, verb, scene, who, state, also):
    nomination = scene(cast)
    before, events = nomination.state, Event.unscoped.count()
    for other in EVERYBODY:
        if other != who and other not in also:
            with pytest.raises(OfficeNotHeld, match="office of"):
                ACTS[verb](nomination, cast, getattr(cast, other))
    assert (fresh(nomination).state, Event.unscoped.count()) == (before, events)


SCENES = {
    "draft": scenes.draft,
    "submitted": scenes.reviewed,
    "returned": scenes.returned,
    "forwarded": scenes.forwarded,
    "approved": scenes.approved,
    "placed": scenes.placed,
}
HOLDERS = {
    "edit": "hr",
    "submit": "director",
    "review": "reviewer",
    "return": "reviewer",
    "forward": "reviewer",
    "approve": "personnel_director",
    "deny": "personnel_director",
    "withdraw": "director",
    "place": "hr",
}


UNLAWFUL = [
    (verb, state)
    for verb in ACTS
    for state, scene in SCENES.items()
    if (verb, scene) not in {(lawful, start) for lawful, start, *_rest in LAWFUL}
]


@pytest.mark.parametrize(("verb", "state"), UNLAWFUL)
def test_an_act_is_refused_from_every_state_from_which_there_is_no_such_step(cast, verb, state):
    nomination = SCENES[state](cast)
    events = Event.unscoped.count()
    with pytest.raises(StepRefused, match=r"is not possible now: it is .* Rule CO-NOM-\d"):
        ACTS[verb](nomination, cast, getattr(cast, HOLDERS[verb]))
    assert (fresh(nomination).state, Event.unscoped.count()) == (state, events)


@pytest.mark.parametrize(
    ("verb", "scene", "who", "state", "also"), [row for row in LAWFUL if row[0] not in ("edit", "review")]
)
def test_done_a_second_time_from_a_stale_page_it_is_refused(cast, verb, scene, who, state, also):
    nomination = scene(cast)
    stale = fresh(nomination)
    ACTS[verb](nomination, cast, getattr(cast, who))
    events = Event.unscoped.count()
    with pytest.raises(StepRefused):
        ACTS[verb](stale, cast, getattr(cast, who))
    assert (fresh(nomination).state, Event.unscoped.count()) == (state, events)
    assert Placement.unscoped.filter(nomination=nomination).count() == (verb == "place")


# --- beginning ---


@pytest.mark.parametrize("who", ["hr", "director"])
def test_hr_and_the_director_begin_a_nomination_and_a_new_position_with_it(cast, who):
    nomination = start(cast, by=getattr(cast, who))
    assert (nomination.state, nomination.position.number) == ("draft", "AG-1")
    assert last_event(nomination).verb == "start"


@pytest.mark.parametrize("who", [each for each in EVERYBODY if each not in ("hr", "director")])
def test_nobody_else_begins_one_and_no_position_is_made(cast, who):
    with pytest.raises(OfficeNotHeld):
        start(cast, by=getattr(cast, who))
    assert not Position.unscoped.exists()


def test_a_department_that_is_not_principal_cannot_nominate(cast):
    cast.agriculture.is_principal = False
    cast.agriculture.save()
    with pytest.raises(StepRefused, match="CO-NOM-1"):
        start(cast, by=cast.hr)
    assert not Position.unscoped.exists()


def test_a_number_of_another_department_is_refused_without_saying_whose_it_is(cast):
    start(cast, by=cast.other_hr, number="X-1", department=cast.revenue, title="Secret reorganization")
    with pytest.raises(StepRefused) as refusal:
        start(cast, by=cast.hr, number="X-1")
    assert "Secret" not in refusal.value.words
    assert "Revenue" not in refusal.value.words


def test_a_position_in_the_ses_cannot_be_nominated(cast):
    scenes.placed(cast)
    with pytest.raises(StepRefused, match="has its place in the SES from"):
        start(cast, by=cast.hr)


def test_a_position_nominated_already_cannot_be_nominated_again_until_that_is_finished(cast):
    nomination = scenes.draft(cast)
    with pytest.raises(StepRefused, match="already nominated"):
        start(cast, by=cast.director)
    workflow.withdraw(nomination, reason="Later.", by=cast.director, on=DAY)
    assert start(cast, by=cast.hr).position == nomination.position


@pytest.mark.parametrize(
    ("on", "may"), [(date(2004, 6, 30), False), (date(2004, 7, 1), True), (date(2004, 7, 2), True)]
)
def test_a_position_that_left_on_june_30_can_be_nominated_from_july_1(cast, on, may):
    [position] = scenes.fill(cast.agriculture, 1, starts_on=date(2004, 5, 1), ends_on=date(2004, 6, 30))
    if may:
        assert start(cast, by=cast.hr, number=position.number, on=on).state == "draft"
    else:
        with pytest.raises(StepRefused, match="has its place in the SES from"):
            start(cast, by=cast.hr, number=position.number, on=on)


# --- writing ---


def test_a_page_opened_before_somebody_else_saved_does_not_overwrite(cast):
    nomination = scenes.draft(cast)
    opened = fresh(nomination)
    scenes.write(nomination, cast, rationale="Saved first.")
    with pytest.raises(StepRefused, match="Somebody else saved"):
        scenes.write(opened, cast, rationale="Saved second.")
    assert fresh(nomination).rationale == "Saved first."


def test_two_saves_of_the_same_revision_do_not_both_count(cast):
    nomination = scenes.draft(cast)
    one, two = fresh(nomination), fresh(nomination)
    scenes.write(one, cast)
    with pytest.raises(StepRefused):
        scenes.describe(two, cast)
    assert JobDescription.unscoped.count() == 1


def test_only_answers_to_questions_of_the_law_are_kept(cast):
    nomination = scenes.begun(cast)
    scenes.write(nomination, cast, answers=scenes.answers(state="approved", management_class="yes"))
    assert set(fresh(nomination).answers) == set(scenes.answers())


def test_old_versions_of_the_job_description_are_kept(cast):
    nomination = scenes.draft(cast)
    scenes.describe(nomination, cast, dated_on=date(2004, 8, 1))
    kept = list(JobDescription.unscoped.filter(position=nomination.position).values_list("dated_on", flat=True))
    assert kept == [date(2004, 3, 1), date(2004, 8, 1)]
    assert fresh(nomination).job_description.dated_on == date(2004, 8, 1)


# --- submitting ---


@pytest.mark.parametrize(
    ("missing", "code"),
    [
        ({"rationale": "  "}, "CO-NOM-2"),
        ({"is_management_class": False}, "CO-CRIT-1"),
        ({"answers": scenes.answers(segments="")}, "CO-CRIT-2"),
        ({"answers": scenes.answers(capital=" ")}, "CO-CRIT-2"),
        ({"answers": scenes.answers(policy="")}, "CO-CRIT-3"),
    ],
)
def test_an_incomplete_case_cannot_be_submitted(cast, missing, code):
    nomination = scenes.draft(cast)
    scenes.write(nomination, cast, **missing)
    with pytest.raises(StepRefused, match=code) as refusal:
        workflow.nominate(nomination, by=cast.director, on=DAY)
    assert [finding.code for finding in refusal.value.findings] == [code]
    assert fresh(nomination).state == "draft"


def test_a_case_without_a_job_description_cannot_be_submitted(cast):
    nomination = scenes.begun(cast)
    scenes.write(nomination, cast)
    with pytest.raises(StepRefused, match="CO-NOM-2"):
        workflow.nominate(nomination, by=cast.director, on=DAY)


@pytest.mark.parametrize(
    ("on", "flagged"), [(date(2005, 2, 28), False), (date(2005, 3, 1), False), (date(2005, 3, 2), True)]
)
def test_a_job_description_older_than_a_year_is_flagged_and_does_not_stop(cast, on, flagged):
    nomination = scenes.draft(cast)  # dated March 1, 2004: 365 days before March 1, 2005
    workflow.nominate(nomination, by=cast.director, on=on)
    codes = [finding["code"] for finding in last_event(nomination).facts.get("findings", [])]
    assert (nomination.state, codes) == ("submitted", ["CO-NOM-2"] if flagged else [])


def test_the_reviewer_is_told_of_every_submission_also_of_a_second_one_with_nothing_rewritten(cast):
    nomination = scenes.returned(cast)
    workflow.nominate(nomination, by=cast.director, on=DAY)
    assert Message.unscoped.filter(to=cast.reviewer, subject__contains="waits for review").count() == 2


def test_what_was_submitted_stays_on_record_when_the_case_is_rewritten(cast):
    nomination = scenes.returned(cast)
    scenes.write(nomination, cast, rationale="Rewritten.")
    workflow.nominate(nomination, by=cast.director, on=DAY)
    submissions = Event.unscoped.about(nomination).filter(verb="submit")
    assert [event.facts["rationale"] for event in submissions] == ["Rewritten.", scenes.RATIONALE]


# --- reviewing ---


@pytest.mark.parametrize("act", ["return", "forward", "approve", "withdraw"])
def test_an_act_that_needs_words_is_refused_without_them(cast, act):
    scene = {"approve": scenes.forwarded}.get(act, scenes.submitted)
    nomination = scene(cast)
    blank = {
        "return": lambda: workflow.return_with_questions(nomination, questions=" ", by=cast.reviewer, on=DAY, at=AT),
        "forward": lambda: workflow.forward(nomination, recommendation="\n", by=cast.reviewer, on=DAY),
        "approve": lambda: workflow.decide(nomination, approve=True, reason="", by=cast.personnel_director, on=DAY),
        "withdraw": lambda: workflow.withdraw(nomination, reason="", by=cast.director, on=DAY),
    }[act]
    before = nomination.state
    with pytest.raises(StepRefused, match="Write"):
        blank()
    assert fresh(nomination).state == before


def test_a_return_tells_the_department_and_starts_the_thread(cast):
    nomination = scenes.returned(cast)
    [note] = NominationNote.objects.filter(nomination=nomination)
    assert (note.author, note.office, note.text) == (cast.reviewer, "DPA/DHR reviewer", "Which managers?")
    assert told("/returned/") == {cast.director.email, cast.hr.email}


def test_the_department_answers_while_it_writes_and_dpa_dhr_asks_while_it_reviews(cast):
    nomination = scenes.returned(cast)
    workflow.write_note(nomination, text="Three chiefs.", by=cast.hr, on=DAY, at=AT)
    with pytest.raises(OfficeNotHeld):
        workflow.write_note(nomination, text="And?", by=cast.reviewer, on=DAY, at=AT)
    workflow.nominate(nomination, by=cast.director, on=DAY)
    workflow.write_note(nomination, text="Thank you.", by=cast.reviewer, on=DAY, at=AT)
    with pytest.raises(OfficeNotHeld):
        workflow.write_note(nomination, text="One more thing.", by=cast.hr, on=DAY, at=AT)
    written = list(NominationNote.objects.filter(nomination=nomination).values_list("text", flat=True))
    assert written == ["Which managers?", "Three chiefs.", "Thank you."]
    assert list(Event.unscoped.about(nomination).values_list("verb", flat=True))[:3] == ["ask", "submit", "answer"]


def test_the_same_words_sent_twice_stand_in_the_thread_once(cast):
    nomination = scenes.returned(cast)
    workflow.write_note(nomination, text="Three chiefs.", by=cast.hr, on=DAY, at=AT)
    with pytest.raises(StepRefused, match="in the thread already"):
        workflow.write_note(nomination, text="Three chiefs.", by=cast.hr, on=DAY, at=AT)
    assert NominationNote.objects.filter(nomination=nomination).count() == 2


@pytest.mark.parametrize("scene", [scenes.forwarded, scenes.approved, scenes.placed])
def test_nobody_writes_in_the_thread_once_the_case_is_forwarded(cast, scene):
    nomination = scene(cast)
    for who in ("hr", "reviewer", "personnel_director"):
        with pytest.raises(StepRefused):
            workflow.write_note(nomination, text="Late.", by=getattr(cast, who), on=DAY, at=AT)


def test_the_state_personnel_director_is_told_of_a_forwarded_case(cast):
    scenes.forwarded(cast)
    assert told("/forwarded") == {cast.personnel_director.email}


# --- deciding ---


@pytest.mark.parametrize("approve", [True, False])
def test_a_decision_is_told_to_the_director_and_to_the_hr_of_the_department(cast, approve):
    nomination = scenes.forwarded(cast)
    workflow.decide(nomination, approve=approve, reason="Weighed.", by=cast.personnel_director, on=DAY)
    assert told("letter/") == {cast.director.email, cast.hr.email}
    assert (nomination.decided_on, nomination.decision_reason) == (DAY, "Weighed.")


def test_a_case_that_no_longer_meets_the_criteria_can_be_denied_but_not_approved(cast):
    nomination = scenes.forwarded(cast)
    position = nomination.position
    position.is_management_class = False
    position.save()
    with pytest.raises(StepRefused, match="CO-CRIT-1"):
        ACTS["approve"](nomination, cast, cast.personnel_director)
    ACTS["deny"](nomination, cast, cast.personnel_director)
    assert fresh(nomination).state == "denied"


def test_a_denial_is_final_but_the_position_can_be_nominated_anew(cast):
    nomination = scenes.forwarded(cast)
    ACTS["deny"](nomination, cast, cast.personnel_director)
    for verb in ("submit", "withdraw", "approve"):
        with pytest.raises(StepRefused):
            ACTS[verb](nomination, cast, getattr(cast, HOLDERS[verb]))
    assert start(cast, by=cast.hr).position == nomination.position


# --- placing ---


@pytest.mark.parametrize(
    ("placed_on", "may"), [(date(2004, 8, 31), False), (date(2004, 9, 1), True), (date(2004, 9, 2), True)]
)
def test_the_date_of_placement_is_not_before_the_day_of_approval(cast, placed_on, may):
    nomination = scenes.approved(cast)  # on September 1
    if not may:
        with pytest.raises(StepRefused, match="CO-NOM-7"):
            workflow.place(nomination, placed_on=placed_on, by=cast.hr, on=date(2004, 9, 15))
        assert not Placement.unscoped.exists()
        return
    placement = workflow.place(nomination, placed_on=placed_on, by=cast.hr, on=date(2004, 9, 15))
    assert (placement.starts_on, placement.ends_on, placement.department) == (placed_on, None, cast.agriculture)
    assert told("/placed") == {cast.reviewer.email}


def test_a_placement_without_a_date_is_refused(cast):
    with pytest.raises(StepRefused, match="CO-NOM-7"):
        workflow.place(scenes.approved(cast), placed_on=None, by=cast.hr, on=DAY)
