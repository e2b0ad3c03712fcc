import pytest

from law.colorado import offices, sources, steps
from law.dated import Source
from law.steps import NOT_YET, Procedure, State, Step

PROCEDURES = list(steps.PROCEDURES.items())
NAMES = list(steps.PROCEDURES)

# Who may make which move: the whole of it, written out once more by hand.
H, A, D, E = offices.HR, offices.APPOINTING_AUTHORITY, offices.DIRECTOR, offices.EMPLOYEE
R, P, Z = offices.REVIEWER, offices.PERSONNEL_DIRECTOR, offices.ADMINISTRATOR
MOVES = {
    "nomination": {
        ("start", "", "draft"): {H, D},
        ("edit", "draft", "draft"): {H, D},
        ("edit", "returned", "returned"): {H, D},
        ("submit", "draft", "submitted"): {D},
        ("submit", "returned", "submitted"): {D},
        ("review", "submitted", "submitted"): {R},
        ("return", "submitted", "returned"): {R},
        ("forward", "submitted", "forwarded"): {R},
        ("approve", "forwarded", "approved"): {P},
        ("deny", "forwarded", "denied"): {P},
        ("withdraw", "draft", "withdrawn"): {D},
        ("withdraw", "submitted", "withdrawn"): {D},
        ("withdraw", "returned", "withdrawn"): {D},
        ("withdraw", "forwarded", "withdrawn"): {D},
        ("place", "approved", "placed"): {D, H},
        ("lapse", "approved", "lapsed"): {P, D},
    },
    "authorization": {("authorize", "", "granted"): {P}},
    "appointment": {
        ("appoint", "", "current"): {D},
        ("transfer", "", "current"): {D},
        ("transfer", "current", "ended"): {D},
        ("end", "current", "ended"): {D, H},
        ("discipline", "current", "ended"): {D},
        ("lay_off", "current", "ended"): {D},
        ("separate", "current", "ended"): {D},
        ("convert", "current", "ended"): {P, R},
        ("convert", "ended", "ended"): {P, R},
        ("reopen", "ended", "current"): {D, H},
    },
    "transfer": {
        ("request", "", "requested"): {D, H},
        ("approve", "requested", "requested"): {D},
        ("conclude", "requested", "approved"): {D},
        ("decline", "requested", "declined"): {D},
        ("withdraw", "requested", "withdrawn"): {D, H},
    },
    "job_description": {("describe", "", "kept"): {D, H}},
    "designation": {("rename", "", "recorded"): {D, H}, ("correct_title", "", "recorded"): {D, H}},
    "correction": {
        ("correct_placement", "", "recorded"): {D, H},
        ("correct_appointment", "", "recorded"): {D, H},
        ("correct_decided_end", "", "recorded"): {D},
    },
    "vacancy": {("record", "", "open"): {D, H}, ("fill", "open", "filled"): {D, H}},
    "bulk": {
        ("prepare", "", "asked"): {H, D},
        ("propose", "", "asked"): {H, A, D},
        ("acknowledge", "", "asked"): {R},
        ("send", "", "asked"): {H, D},
    },
    "contract": {
        ("start", "", "draft"): {H, A, D},
        ("edit", "draft", "draft"): {H, A, D},
        ("propose", "draft", "proposed"): {H, A, D},
        ("comment", "proposed", "proposed"): {E, A, D, H},
        ("counter", "proposed", "proposed"): {E},
        ("revise", "proposed", "draft"): {H, A, D},
        ("revise", "declined", "draft"): {H, A, D},
        ("sign", "proposed", "proposed"): {E, A, D},
        ("conclude", "proposed", "signed"): {E, A, D},
        ("record_paper", "proposed", "proposed"): {H, D},
        ("conclude_on_paper", "proposed", "signed"): {H, D},
        ("decline", "proposed", "declined"): {E},
        ("withdraw", "draft", "withdrawn"): {H, D},
    },
    "amendment": {
        ("start", "", "draft"): {H, A, D},
        ("edit", "draft", "draft"): {H, A, D},
        ("propose", "draft", "proposed"): {H, A, D},
        ("revise", "proposed", "draft"): {H, A, D},
        ("revise", "declined", "draft"): {H, A, D},
        ("sign", "proposed", "proposed"): {E, A, D},
        ("conclude", "proposed", "signed"): {E, A, D},
        ("record_paper", "proposed", "proposed"): {H, D},
        ("conclude_on_paper", "proposed", "signed"): {H, D},
        ("decline", "proposed", "declined"): {E},
        ("withdraw", "draft", "withdrawn"): {H, A, D},
        ("withdraw", "proposed", "withdrawn"): {H, D},
        ("withdraw", "declined", "withdrawn"): {H, D},
    },
    "hold": {("hold", "", "held"): {H, D, R}, ("release", "held", "released"): {H, D, R}},
    "disposal": {("dispose", "", "disposed"): {H}},
    "archive": {("ask", "", "asked"): {R, P}},
    **dict.fromkeys(
        ("copy", "amendment_copy"),
        {
            ("send", "", "sent"): {E, A, D, H},
            ("acknowledge", "sent", "received"): {R},
            ("return", "sent", "returned"): {R},
            ("send", "returned", "sent"): {H, D},
        },
    ),
    "published": {("record", "", "recorded"): {R, P, Z}},
    "guidance": {("record", "", "recorded"): {R, P}},
    "fte_count": {("record", "", "recorded"): {R, P, Z}},
    **{
        f"import_{subject}": {
            ("upload", "", "checked"): offices_,
            ("take", "checked", "taken"): offices_,
            ("set aside", "checked", "set_aside"): offices_,
        }
        for subject, offices_ in {
            "departments": {R, Z},
            "fte": {R, Z},
            "people": {R, Z},
            "positions": {R, Z, H},
            "incumbencies": {R, Z},
        }.items()
    },
    "authorization_request": {
        ("prepare", "", "draft"): {H, D},
        ("edit", "draft", "draft"): {H, D},
        ("request", "draft", "requested"): {D},
        ("grant", "requested", "granted"): {P},
        ("refuse", "requested", "refused"): {P},
        ("withdraw", "draft", "withdrawn"): {D},
        ("withdraw", "requested", "withdrawn"): {D},
    },
    "allotment_review": {("open", "", "open"): {R, P, Z}, ("settle", "open", "settled"): {P}},
    "removal": {
        ("review", "", "reviewing"): {P},
        ("ask", "reviewing", "asked"): {P},
        ("answer", "asked", "reviewing"): {D},
        ("keep", "reviewing", "kept"): {P},
        ("keep", "asked", "kept"): {P},
        ("order", "reviewing", "ordered"): {P},
        ("order", "asked", "ordered"): {P},
        ("unsupport", "", "unsupported"): {D},
        ("support", "unsupported", "kept"): {D},
        ("order", "unsupported", "ordered"): {P, R},
        ("set_salary", "ordered", "converted"): {D},
        ("convert", "ordered", "converted"): {P, R},
        ("propose", "", "proposed"): {R},  # done by the nightly job
        ("confirm", "proposed", "ordered"): {R, P},
        ("set aside", "proposed", "kept"): {R, P},
    },
    "appraisal": {
        ("open", "", "open"): {H, A, D},
        ("account", "open", "open"): {E},
        ("account", "rating", "rating"): {E},
        ("hand in", "open", "rating"): {E},
        ("begin", "open", "rating"): {A},
        ("rate", "rating", "rating"): {A},
        ("attach", "open", "open"): {E},
        ("attach", "rating", "rating"): {E, A},
        ("meet", "rating", "rating"): {A, H},
        ("meet", "released", "released"): {A, H},
        ("release", "rating", "released"): {A},
        ("return", "released", "rating"): {A, D},
        ("comment", "released", "released"): {E},
        ("sign", "released", "released"): {E, A, D},
        ("conclude", "released", "final"): {E, A, D},
        ("attest", "released", "released"): {A, H},
        ("withdraw", "open", "withdrawn"): {H, A, D},
        ("withdraw", "rating", "withdrawn"): {H, A, D},
        ("name rater", "open", "open"): {H, D},
        ("name rater", "rating", "rating"): {H, D},
        ("name rater", "released", "released"): {H, D},
    },
    "progress_review": {
        ("record", "", "recorded"): {E, A},
        ("acknowledge", "recorded", "acknowledged"): {E, A},
    },
    "notice": {
        ("start", "", "draft"): {H, D},
        ("edit", "draft", "draft"): {H, D},
        ("withdraw", "draft", "withdrawn"): {D},
        ("sign", "draft", "signed"): {D},
        ("acknowledge", "signed", "delivered"): {E},
        ("attest", "signed", "delivered"): {H, D},
        ("settle", "delivered", "delivered"): {R},
        ("rescind", "signed", "rescinded"): {D},
        ("rescind", "delivered", "rescinded"): {D},
        ("separate", "delivered", "separated"): {D},
        ("reverse", "separated", "reversed"): {H, D},
    },
    "board_appeal": {
        ("file", "", "filed"): {E, H, D},
        ("uphold", "filed", "upheld"): {H, D},
        ("reverse", "filed", "reversed"): {H, D},
        ("close", "filed", "ended"): {H, D},
    },
    "regular_lid": {("record", "", "recorded"): {R, P, Z}},
    "letter": {("send", "", "sent"): {P, R, D, H}},
    "delivery": {("note", "", "noted"): {P, R, D, H}},
    "membership": {
        ("record", "", "recorded"): {Z},
        ("end", "recorded", "recorded"): {Z},
        ("withdraw", "recorded", "withdrawn"): {Z},
    },
}


def shortcomings(procedure: Procedure) -> list[str]:
    """What is wrong with a table of steps, in words; empty if nothing is."""
    known = {state.code for state in procedure.states}
    final = {state.code for state in procedure.states if state.final}
    wrong = []
    wrong += [f"unknown state {end}" for step in procedure.steps for end in {step.start, step.end} - known - {NOT_YET}]
    wrong += [
        f"unknown office {office}" for step in procedure.steps for office in set(step.offices) - set(offices.OFFICES)
    ]
    wrong += [f"nobody may {step.verb}" for step in procedure.steps if not step.offices]
    wrong += [f"{step.verb} leaves the final state {step.start}" for step in procedure.steps if step.start in final]
    reached = {NOT_YET}
    for _state in procedure.states:
        reached |= {step.end for step in procedure.steps if step.start in reached}
    wrong += [f"{code} cannot be reached" for code in known - reached]
    leads_on = {step.start for step in procedure.steps if step.end != step.start}
    wrong += [f"{code} has no way out" for code in known - final - leads_on]
    named = [(step.verb, step.start) for step in procedure.steps]
    wrong += [f"{verb} from {start} is there twice" for verb, start in set(named) if named.count((verb, start)) > 1]
    return wrong


@pytest.mark.parametrize("name", NAMES)
def test_every_office_is_known_every_state_reachable_and_none_a_dead_end(name):
    assert shortcomings(steps.PROCEDURES[name]) == []


@pytest.mark.parametrize(
    ("states", "moves", "complaint"),
    [
        ((State("a", "A", final=True),), (Step("go", "", "b", (H,), sources.PAY),), "unknown state b"),
        ((State("a", "A", final=True),), (Step("go", "", "a", ("mayor",), sources.PAY),), "unknown office mayor"),
        ((State("a", "A", final=True),), (Step("go", "", "a", (), sources.PAY),), "nobody may go"),
        ((State("a", "A", final=True),), (), "a cannot be reached"),
        ((State("a", "A"),), (Step("go", "", "a", (H,), sources.PAY),), "a has no way out"),
        (
            (State("a", "A"),),
            (Step("go", "", "a", (H,), sources.PAY), Step("edit", "a", "a", (H,), sources.PAY)),
            "a has no way out",
        ),
        (
            (State("a", "A", final=True),),
            (Step("go", "", "a", (H,), sources.PAY), Step("edit", "a", "a", (H,), sources.PAY)),
            "edit leaves the final state a",
        ),
        (
            (State("a", "A", final=True),),
            (Step("go", "", "a", (H,), sources.PAY), Step("go", "", "a", (D,), sources.PAY)),
            "go from  is there twice",
        ),
    ],
)
def test_a_broken_table_is_noticed(states, moves, complaint):
    assert complaint in shortcomings(Procedure(states=states, steps=moves))


@pytest.mark.parametrize("name", NAMES)
def test_exactly_these_moves_exist_and_exactly_these_offices_may_make_them(name):
    found = {(step.verb, step.start, step.end): set(step.offices) for step in steps.PROCEDURES[name].steps}
    assert found == MOVES[name]


@pytest.mark.parametrize(("name", "procedure"), PROCEDURES)
def test_every_step_has_a_source_and_every_move_a_person_starts_has_a_button(name, procedure):
    for step in procedure.steps:
        assert isinstance(step.source, Source)
        assert step.source.edition
        assert step.button or step.verb == "conclude"


def test_human_resources_prepare_and_never_sign_submit_appoint_or_decide():
    taken = {(name, step.verb) for name, procedure in PROCEDURES for step in procedure.steps if H in step.offices}
    assert taken.isdisjoint(
        {
            ("contract", "sign"),
            ("contract", "conclude"),
            ("contract", "decline"),
            ("amendment", "sign"),
            ("amendment", "conclude"),
            ("amendment", "decline"),
            ("nomination", "submit"),
            ("nomination", "approve"),
            ("nomination", "deny"),
            ("appointment", "appoint"),
            ("appointment", "discipline"),
            ("appointment", "lay_off"),
            ("appointment", "separate"),
            ("transfer", "approve"),
            ("notice", "sign"),
            ("notice", "separate"),
        }
    )


def test_the_auditor_changes_nothing():
    assert not [step for _name, procedure in PROCEDURES for step in procedure.steps if offices.AUDITOR in step.offices]


def test_nobody_can_record_a_right_to_be_retained_or_re_employed():
    """CO-LAY-1: there is no such step, as there is no such right."""
    words = ("retain", "retention", "reemploy", "re-employ", "bump")
    assert not [step for _name, procedure in PROCEDURES for step in procedure.steps if step.verb.startswith(words)]


def test_no_appeal_exists_anywhere():
    assert not [step for _name, procedure in PROCEDURES for step in procedure.steps if "appeal" in step.verb]


def test_every_state_is_shown_in_words():
    for name, procedure in PROCEDURES:
        for state in procedure.states:
            assert procedure.words(state.code) == state.words, name
            assert state.words


@pytest.mark.parametrize(
    ("kind", "verb", "rule"),
    [
        ("nomination", "submit", "CO-NOM-1"),
        ("nomination", "withdraw", "CO-NOM-1"),
        ("nomination", "forward", "CO-NOM-3"),
        ("nomination", "return", "CO-NOM-3"),
        ("nomination", "approve", "CO-NOM-4"),
        ("nomination", "place", "CO-NOM-7"),
        ("authorization", "authorize", "CO-CAP-4"),
        ("appointment", "appoint", "CO-APT-1"),
        ("appointment", "transfer", "CO-APT-3"),
        ("appointment", "end", "CO-APT-5"),
        ("appointment", "discipline", "CO-DIS-1"),
        ("appointment", "lay_off", "CO-LAY-1"),
        ("appointment", "separate", "CO-REM-3"),
        ("appointment", "convert", "CO-REM-2"),
        ("removal", "review", "CO-REM-1"),
        ("removal", "set_salary", "CO-PAY-10"),
        ("nomination", "lapse", "CO-NOM-7"),
        ("transfer", "approve", "CO-APT-3"),
        ("contract", "propose", "CO-CON-1"),
        ("contract", "sign", "CO-CON-4"),
        ("copy", "acknowledge", "CO-CON-8"),
        ("amendment_copy", "acknowledge", "CO-CON-8"),
        ("contract", "record_paper", "CO-CON-4"),
        ("amendment", "sign", "CO-CON-6"),
        ("amendment", "record_paper", "CO-CON-6"),
        ("disposal", "dispose", "CO-REC-1"),
        ("archive", "ask", "CO-REC-2"),
        ("published", "record", "CO-PAY-2"),
        ("guidance", "record", "CO-PAY-9"),
        ("fte_count", "record", "CO-CAP-2"),
    ],
)
def test_a_refused_step_can_name_its_rule(kind, verb, rule):
    assert {step.rule for step in steps.PROCEDURES[kind].steps if step.verb == verb} == {rule}


def test_only_steps_of_the_program_itself_have_no_rule():
    assert {kind for kind, procedure in PROCEDURES for step in procedure.steps if not step.rule} == {
        "membership",
        "import_people",
    }
