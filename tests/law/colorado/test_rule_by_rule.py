"""Each rule about positions, nominations and movement, one by one under its own name: just below, at and just above
each number, and on the day before, the day and the day after each date."""

from datetime import date
from decimal import Decimal

import pytest

from law.colorado import catalogue, notices, offices, positions, rights, steps

from .facts import ADVISES, DAY_AFTER, DAY_BEFORE, FIRST_DAY, FLAGS, FORBIDS, YEAR_START, answers, codes

ON = YEAR_START
THE_DAY_BEFORE, THE_DAY_AFTER = date(2004, 6, 30), date(2004, 7, 2)
THREE_DAYS = [THE_DAY_BEFORE, ON, THE_DAY_AFTER]
ANSWERED = {question.code: "In words." for question in positions.QUESTIONS if not question.yes_or_no}
PROCEDURES = steps.PROCEDURES


def who(kind: str, verb: str, start: str = "") -> set[str]:
    """The offices that may take this step."""
    return set(PROCEDURES[kind].step(verb, start=start).offices)


def verbs(kind: str) -> set[str]:
    return {step.verb for step in PROCEDURES[kind].steps}


# --- what a position has to be


def criteria(*, management_class=True, answered=ANSWERED):
    return positions.check_criteria(management_class=management_class, answers=answered, statutory=False, on=ON)


@pytest.mark.parametrize(("management_class", "expected"), [(True, []), (False, ["CO-CRIT-1"])])
def test_co_crit_1_a_position_is_in_the_management_class(management_class, expected):
    assert codes(criteria(management_class=management_class)) == expected


@pytest.mark.parametrize(
    ("code", "rule"),
    [
        *((code, "CO-CRIT-2") for code, _words in positions.RESOURCES),
        *((code, "CO-CRIT-3") for code, _words in positions.LIMBS),
    ],
)
def test_co_crit_2_and_co_crit_3_each_resource_and_each_limb_is_answered(code, rule):
    assert criteria() == []
    assert answers(criteria(answered=ANSWERED | {code: " "})) == [(rule, FORBIDS, code)]


def test_co_crit_4_one_criterion_that_is_not_met_is_enough():
    for left_out in ANSWERED:
        assert len(criteria(answered={code: text for code, text in ANSWERED.items() if code != left_out})) == 1
    assert len(criteria(management_class=False, answered={})) == len(ANSWERED) + 1


# --- how many there can be


def department(already_in, fte, authorized=0):
    return codes(
        positions.check_department_cap(
            department="Agriculture",
            already_in=already_in,
            fte=None if fte is None else Decimal(fte),
            authorized=authorized,
            on=ON,
        )
    )


@pytest.mark.parametrize(("already_in", "expected"), [(123, []), (124, []), (125, ["CO-CAP-1"]), (126, ["CO-CAP-1"])])
@pytest.mark.parametrize("on", THREE_DAYS)
def test_co_cap_1_the_125th_position_enters_and_no_more(already_in, expected, on):
    assert codes(positions.check_statewide_cap(already_in=already_in, on=on)) == expected


@pytest.mark.parametrize(
    ("already_in", "fte", "expected"),
    [
        (0, "99.9", ["CO-CAP-2"]),
        (0, "100.0", []),
        (0, "100.1", []),
        (1, "199.9", ["CO-CAP-2"]),
        (1, "200.0", []),
        (2, "200.0", ["CO-CAP-2"]),
    ],
)
def test_co_cap_2_one_position_for_each_full_hundred(already_in, fte, expected):
    assert department(already_in, fte) == expected


@pytest.mark.parametrize(("already_in", "expected"), [(13, []), (14, []), (15, ["CO-CAP-3"]), (16, ["CO-CAP-3"])])
@pytest.mark.parametrize("fte", ["1600.0", "28034.9"])
def test_co_cap_3_a_department_has_at_most_15(already_in, fte, expected):
    assert department(already_in, fte) == expected


@pytest.mark.parametrize(("already_in", "fits"), [(15, True), (16, True), (17, False), (18, False)])
def test_co_cap_4_what_is_authorized_lifts_the_limit_by_its_number(already_in, fits):
    assert (department(already_in, "2000.0", authorized=2) == []) is fits


@pytest.mark.parametrize(
    ("number", "cause", "expected"), [(0, "Grown.", ["CO-CAP-4"]), (1, "Grown.", []), (1, " ", ["CO-CAP-4"])]
)
def test_co_cap_4_only_the_state_personnel_director_for_good_cause_and_by_number(number, cause, expected):
    assert codes(positions.check_good_cause(cause=cause, number=number, on=ON)) == expected
    assert who("authorization_request", "grant", "requested") == {offices.PERSONNEL_DIRECTOR}
    assert who("authorization", "authorize") == {offices.PERSONNEL_DIRECTOR}


@pytest.mark.parametrize(("starts_on", "asked"), list(zip(THREE_DAYS, [True, False, False], strict=True)))
def test_co_cap_4_our_reading_an_authorization_from_a_day_that_is_over_is_asked_about(starts_on, asked):
    found = positions.check_authorized_in_the_past(starts_on=starts_on, on=ON)
    assert answers(found) == ([("CO-CAP-4", ADVISES, "starts_on")] if asked else [])
    assert all("June 30, 2004" in each.words and "July 1, 2004" in each.words for each in found)


def test_co_cap_5_an_authorization_lifts_one_cap_and_never_the_other():
    assert department(15, "2000.0", authorized=1) == []
    assert codes(positions.check_statewide_cap(already_in=125, on=ON)) == ["CO-CAP-1"]
    assert department(0, "99.9") == ["CO-CAP-2"]
    assert codes(positions.check_statewide_cap(already_in=0, on=ON)) == []


@pytest.mark.parametrize(
    ("placed", "fte", "flagged"),
    [(1, "199.9", False), (2, "199.9", True), (2, "200.0", False), (2, "200.1", False), (3, "200.0", True)],
)
def test_co_cap_6_a_fall_of_the_count_flags_and_takes_nothing_away(placed, fte, flagged):
    found = positions.check_over_allotment(department="A", placed=placed, fte=Decimal(fte), authorized=0, on=ON)
    assert [(each.code, each.weight) for each in found] == ([("CO-CAP-6", FLAGS)] if flagged else [])


# --- nomination


def test_co_nom_1_only_the_director_nominates():
    assert who("nomination", "submit", "draft") == who("nomination", "submit", "returned") == {offices.DIRECTOR}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, []),
        ({"rationale": " "}, [FORBIDS]),
        ({"has_job_description": False, "job_description_on": None}, [FORBIDS]),
        ({"job_description_on": date(2003, 7, 1)}, [FLAGS]),
        ({"job_description_on": date(2003, 7, 2)}, []),
        ({"job_description_on": date(2003, 7, 3)}, []),
    ],
)
def test_co_nom_2_in_writing_with_a_rationale_and_a_current_job_description(facts, expected):
    usual = {"rationale": "Directs.", "has_job_description": True, "job_description_on": date(2004, 3, 1)}
    found = positions.check_nomination(**(usual | facts), on=ON)
    assert [(each.code, each.weight) for each in found] == [("CO-NOM-2", weight) for weight in expected]


def test_co_nom_3_dpa_dhr_reviews_before_the_decision():
    assert who("nomination", "forward", "submitted") == {offices.REVIEWER}
    assert PROCEDURES["nomination"].step("approve", start="submitted") is None


@pytest.mark.parametrize("verb", ["approve", "deny"])
def test_co_nom_4_the_state_personnel_director_decides_finally(verb):
    assert who("nomination", verb, "forwarded") == {offices.PERSONNEL_DIRECTOR}
    took_part = positions.check_separation_of_duties(took_part_for_department=True, on=ON)
    assert answers(took_part) == [("CO-NOM-4", FORBIDS, "")]
    assert not PROCEDURES["nomination"].steps_from("denied")


@pytest.mark.parametrize("kind", ["nomination", "removal", "authorization_request", "allotment_review"])
def test_co_nom_5_no_appeal_against_being_in_or_out(kind):
    assert not {verb for verb in verbs(kind) if "appeal" in verb}
    found = notices.check_appeal(against="placement", to_board=True, filed_on=ON, action_on=ON, on=ON)
    assert answers(found) == [("CO-NOM-5", FORBIDS, "against")]


def test_co_nom_6_a_decision_is_told_by_a_letter_that_rests_on_this_rule():
    assert PROCEDURES["letter"].step("send", start="").rule == "CO-NOM-6"


@pytest.mark.parametrize(
    ("placed_on", "expected"),
    [(None, ["CO-NOM-7"]), (THE_DAY_BEFORE, ["CO-NOM-7"]), (ON, []), (THE_DAY_AFTER, [])],
)
def test_co_nom_7_the_department_chooses_the_day_and_not_one_before_the_approval(placed_on, expected):
    assert codes(positions.check_placement_day(placed_on=placed_on, approved_on=ON, on=ON)) == expected
    assert who("nomination", "place", "approved") == {offices.DIRECTOR, offices.HR}


# --- appointment and movement


def appointment(**changed):
    usual = {
        "method": "selection",
        "merit_basis": "First of three.",
        "certified": True,
        "previously_certified_class": "Clerk",
        "encumbered": False,
    }
    return answers(positions.check_appointment(**(usual | changed), on=ON))


@pytest.mark.parametrize(("basis", "expected"), [("", 1), (" \n", 1), ("First of three.", 0)])
def test_co_apt_1_the_director_appoints_and_writes_the_basis_of_merit_and_fitness(basis, expected):
    assert appointment(merit_basis=basis) == [("CO-APT-1", FLAGS, "merit_basis")] * expected
    assert who("appointment", "appoint") == {offices.DIRECTOR}


def test_co_apt_2_every_method_that_the_law_lists_and_no_other():
    for method, _words in positions.METHODS:
        assert appointment(method=method, encumbered=method == positions.WITH_POSITION) == []
    assert appointment(method="favour") == [("CO-APT-2", FORBIDS, "method")]


@pytest.mark.parametrize(
    ("same_department", "needed"), [(True, 1), (False, 2)], ids=["within a department", "across two"]
)
def test_co_apt_3_a_transfer_needs_each_director_involved(same_department, needed):
    for approvals, expected in [(needed - 1, ["CO-APT-3"]), (needed, []), (needed + 1, [])]:
        assert codes(positions.check_transfer(approvals=approvals, same_department=same_department, on=ON)) == expected
    assert who("transfer", "approve", "requested") == {offices.DIRECTOR}


@pytest.mark.parametrize(("starts_on", "expected"), list(zip(THREE_DAYS, [["CO-APT-3"], [], []], strict=True)))
def test_co_apt_3_a_transfer_begins_on_the_day_of_its_approval_or_later(starts_on, expected):
    assert codes(positions.check_transfer_day(starts_on=starts_on, on=ON)) == expected


@pytest.mark.parametrize(("encumbered", "expected"), [(True, [("CO-APT-4", FORBIDS, "method")]), (False, [])])
def test_co_apt_4_moving_in_with_the_position_is_never_coded_a_promotion(encumbered, expected):
    assert appointment(method=positions.PROMOTION, encumbered=encumbered) == expected


@pytest.mark.parametrize(("ends_on", "expected"), list(zip(THREE_DAYS, [["CO-APT-5"], [], []], strict=True)))
def test_co_apt_5_an_appointment_ends_in_a_way_that_is_known_and_not_before_it_began(ends_on, expected):
    for way in ("resignation", "retirement", "layoff"):
        found = positions.check_ending(way=way, acting=False, starts_on=ON, ends_on=ends_on, on=ON)
        assert codes(found) == expected
    assert "CO-APT-5" in codes(positions.check_ending(way="whim", acting=False, starts_on=ON, ends_on=ON, on=ON))


@pytest.mark.parametrize(
    ("certified", "job_class", "flagged"),
    [
        (None, "", "certified"),
        (None, "Clerk", "certified"),
        (True, "", "previously_certified_class"),
        (True, "Clerk", ""),
        (False, "", ""),
    ],
)
def test_co_apt_6_certified_status_and_class_are_recorded_at_entry(certified, job_class, flagged):
    found = appointment(certified=certified, previously_certified_class=job_class)
    assert found == ([("CO-APT-6", FLAGS, flagged)] if flagged else [])


# --- leaving


def test_co_rem_1_the_state_personnel_director_may_review_a_position_at_any_time():
    assert who("removal", "review") == {offices.PERSONNEL_DIRECTOR}


@pytest.mark.parametrize(
    ("last_day", "expected"),
    [(None, ["CO-REM-2"]), *zip(THREE_DAYS, [["CO-REM-2"], [], []], strict=True)],
)
def test_co_rem_2_a_position_converts_on_the_day_of_the_order_or_later(last_day, expected):
    found = positions.check_conversion_day(last_day=last_day, in_ses_since=FIRST_DAY, leaves_on=None, on=ON)
    assert codes(found) == expected
    assert who("removal", "unsupport") == {offices.DIRECTOR}


@pytest.mark.parametrize(("on", "told"), [(DAY_BEFORE, False), (FIRST_DAY, True), (DAY_AFTER, True)])
def test_co_lay_1_no_right_to_be_retained_or_re_employed(on, told):
    found = positions.check_layoff(certified=True, previously_certified_class="Clerk", on=on)
    assert ("CO-LAY-1" in codes(found)) is told
    assert not {verb for kind in PROCEDURES for verb in verbs(kind) if verb.startswith(("retain", "reemploy", "bump"))}


@pytest.mark.parametrize(("on", "kept"), [(DAY_BEFORE, False), (FIRST_DAY, True), (DAY_AFTER, True)])
def test_co_lay_2_the_privilege_of_reinstatement_to_the_previously_certified_class(on, kept):
    privilege = positions.reinstatement_privilege(certified=True, previously_certified_class="Clerk II", on=on)
    assert (privilege is not None) is kept
    assert not kept or [privilege.reaches(each) for each in ("Clerk I", "Clerk II", "Clerk III")] == [
        False,
        True,
        False,
    ]


@pytest.mark.parametrize("cause", [code for code, _words in positions.CAUSES])
@pytest.mark.parametrize(("met_on", "flagged"), list(zip(THREE_DAYS, [False, False, True], strict=True)))
def test_co_dis_1_the_ordinary_process_with_a_cause_of_the_law_and_a_meeting_before(cause, met_on, flagged):
    usual = {"way": "dismissal", "acting": False, "starts_on": FIRST_DAY, "ends_on": ON, "met_on": met_on, "on": ON}
    assert answers(positions.check_ending(**usual, cause=cause)) == ([("CO-DIS-1", FLAGS, "met_on")] if flagged else [])
    assert ("CO-DIS-1", FORBIDS, "cause") in answers(positions.check_ending(**usual, cause="dislike"))
    assert who("appointment", "discipline", "current") == {offices.DIRECTOR}


# --- rights


@pytest.mark.parametrize("on", THREE_DAYS)
def test_co_rig_1_and_co_rig_2_as_other_employees_but_for_four_exceptions_and_no_place_outside(on):
    found = rights.rights(
        certified=True, previously_certified_class="Clerk", standing=notices.Standing.NONE, year=2004, on=on
    )
    has = {right.code: right.has for right in found}
    assert has["CO-RIG-1"] is True and has["CO-RIG-2"] is False
    excluded = {code for code, held in has.items() if held is False} - {"CO-RIG-2"}
    assert excluded == {"CO-LAY-1", "CO-NOM-5", "CO-PAY-6", "CO-PAY-7"}


# --- the catalogue and this file


SUBJECTS = ("CO-CRIT-", "CO-CAP-", "CO-NOM-", "CO-APT-", "CO-REM-1", "CO-REM-2", "CO-LAY-", "CO-DIS-", "CO-RIG-")
RULES = [rule.code for rule in catalogue.RULES if rule.code.startswith(SUBJECTS)]


@pytest.mark.parametrize("code", RULES)
def test_every_rule_of_the_catalogue_about_them_has_a_test_named_by_it(code):
    name = code.lower().replace("-", "_")
    assert [each for each in globals() if each.startswith("test_") and f"{name}_" in each], code
