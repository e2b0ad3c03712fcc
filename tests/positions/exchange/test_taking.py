"""Bringing in a file: looked at first, then taken as a whole, and the same file twice changes nothing."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.acting import OfficeNotHeld, StepRefused
from accounts.models import Department, User
from positions import workflow
from positions.exchange import acts
from positions.models import FteCount, Import, Incumbency, Placement, Position
from records import events, files
from records.models import Event
from records.sheets import Unreadable
from tests.positions import scenes
from tests.positions.exchange.bringing import (
    FTE,
    HELD,
    PEOPLE,
    POSITIONS,
    brought,
    csv_file,
    outcomes,
    seen,
    taken,
    xlsx_file,
)
from tests.positions.scenes import DAY

SINCE = date(2004, 7, 1)
ROWS = {
    "departments": (["Department", "Principal department"], ["Education", "yes"]),
    "fte": (FTE, ["Agriculture", "2004-05", "440.2", "Report of July 2004"]),
    "people": (PEOPLE, ["Rosa Whitehorse", "Rosa.Whitehorse@example.org"]),
    "positions": (POSITIONS, ["AG-0012", "Deputy Commissioner", "agriculture", "07/01/2004", ""]),
}


def everything() -> list[int]:
    models = (Department, User, FteCount, Position, Placement, Incumbency)
    return [model._base_manager.count() for model in models]


def position(cast, number="AG-7") -> Position:
    [made] = scenes.fill(cast.agriculture, 1)
    Position.unscoped.filter(pk=made.pk).update(number=number)
    return Position.unscoped.get(pk=made.pk)


# --- each subject ---


@pytest.mark.parametrize("subject", ROWS)
@pytest.mark.parametrize("write", [csv_file, xlsx_file])
@pytest.mark.parametrize("who", ["reviewer", "administrator"])
def test_a_file_is_taken_and_taken_again_it_changes_nothing(cast, subject, write, who):
    by = getattr(cast, who)
    headings, row = ROWS[subject]
    first = taken(subject, write(headings, row), by=by)
    assert first.counts == {"add": 1, "change": 0, "same": 0, "cannot": 0}
    before = everything()
    again = brought(subject, write(headings, row), by=by)
    now = seen(again, by=by)
    assert now.counts == {"add": 0, "change": 0, "same": 1, "cannot": 0}
    with pytest.raises(StepRefused, match="Nothing in this file is new"):
        acts.take(again, mark=now.mark, by=by, on=DAY)
    assert everything() == before
    assert events.breaks() == []


def test_departments_are_entered_and_renamed(cast):
    by = cast.administrator
    taken("departments", csv_file(["Name", "Code"], ["Public Health", "health"]), by=by)
    assert Department.objects.get(code="health").is_principal
    taken("departments", csv_file(["Name", "Code", "Principal department"], ["Health", "health", "no"]), by=by)
    renamed = Department.objects.get(code="health")
    assert (renamed.name, renamed.is_principal) == ("Health", False)


def test_a_corrected_count_is_one_more_row(cast):
    taken("fte", csv_file(FTE, ["Agriculture", "2003-04", "399.9", "Recount"]), by=cast.reviewer)
    counts = FteCount.unscoped.filter(department=cast.agriculture, fiscal_year=2003).order_by("pk")
    assert [count.fte for count in counts] == [Decimal("332.1"), Decimal("399.9")]
    assert Event.unscoped.filter(kind=counts[1].kind, verb="record").exists()


def test_a_person_comes_without_password_and_office(cast):
    taken("people", csv_file(PEOPLE, ["Rosa Whitehorse", "ROSA@example.org"]), by=cast.reviewer)
    person = User.objects.get(email="rosa@example.org")
    assert not person.has_usable_password() and person.is_active
    assert not (person.is_staff or person.is_superuser or person.memberships_on(DAY))


def test_only_the_administrator_corrects_a_name(cast):
    row = ["Eve Newname", "eve.executive@example.org"]
    [(what, words)] = outcomes("people", PEOPLE, row, by=cast.reviewer)
    assert what == "cannot" and "Only the administrator corrects a name" in words
    taken("people", csv_file(PEOPLE, row), by=cast.administrator)
    assert User.objects.get(email="eve.executive@example.org").name == "Eve Newname"


def test_a_position_comes_with_its_place(cast):
    taken("positions", csv_file(*ROWS["positions"]), by=cast.reviewer)
    placement = Placement.unscoped.get(position__number="AG-0012")
    assert (placement.starts_on, placement.ends_on, placement.department) == (SINCE, None, cast.agriculture)
    assert {"position", "placement"} <= set(Event.unscoped.filter(verb="bring in").values_list("kind", flat=True))


def test_a_known_position_gets_its_place_and_keeps_what_is_recorded(cast):
    Position.unscoped.create(department=cast.agriculture, number="AG-9", title="Chief of Staff", division="Markets")
    row = ["ag-9", "Chief of Staff", "Agriculture", "2004-07-01", ""]
    assert taken("positions", csv_file(POSITIONS, row), by=cast.reviewer).counts["change"] == 1
    [(what, words)] = outcomes("positions", POSITIONS, ["AG-9", "Another title", *row[2:]], by=cast.reviewer)
    assert what == "cannot" and "“Title” says “Another title”" in words


def test_appointments_come_with_their_people(cast):
    number = position(cast).number
    row = [number, cast.executive.email, "07/01/2004", "", "Selection from a referral list", "Panel of June 2004"]
    past = [number, cast.other_executive.email, "06/01/2004", "06/30/2004", "transfer", "File"]
    Placement.unscoped.update(starts_on=date(2004, 6, 1))
    taken("incumbencies", csv_file(HELD, row, past), by=cast.reviewer)
    held = Incumbency.unscoped.order_by("starts_on")
    assert [(each.person, each.state, each.method) for each in held] == [
        (cast.other_executive, "ended", "transfer"),
        (cast.executive, "current", "selection"),
    ]


# --- who may ---


@pytest.mark.parametrize("subject", ["departments", "fte", "people", "positions", "incumbencies"])
@pytest.mark.parametrize("who", ["hr", "director", "auditor", "personnel_director", "stranger", "executive"])
def test_nobody_else_brings_in_for_the_state(cast, subject, who):
    with pytest.raises(OfficeNotHeld):
        brought(subject, csv_file(["x"], ["y"]), by=getattr(cast, who))


def test_human_resources_bring_in_positions_of_their_own_department_outside_the_ses(cast):
    own = {"by": cast.hr, "department": cast.agriculture}
    headings = POSITIONS[:3]
    assert taken("positions", csv_file(headings, ["AG-1", "Chief", "Agriculture"]), **own).counts["add"] == 1
    [(what, words)] = outcomes("positions", headings, ["R-1", "Chief", "Revenue"], **own)
    assert what == "cannot" and "positions of Agriculture only" in words
    [(what, words)] = outcomes("positions", POSITIONS, ["AG-2", "Chief", "Agriculture", "7/1/2004", ""], **own)
    assert what == "cannot" and "(CO-CAP-1)" in words
    with pytest.raises(OfficeNotHeld):
        brought("positions", csv_file(headings, ["R-1", "Chief", "Revenue"]), by=cast.hr, department=cast.revenue)


def test_a_position_of_another_department_is_not_told_to_human_resources(cast):
    scenes.fill(cast.revenue, 1, prefix="R")
    number = Position.unscoped.get().number
    own = {"by": cast.hr, "department": cast.agriculture}
    [(_what, words)] = outcomes("positions", POSITIONS[:3], [number, "x", "Agriculture"], **own)
    assert "Revenue" not in words and "is taken" in words


def test_who_is_named_for_what(cast):
    codes = ["departments", "fte", "people", "positions", "incumbencies"]
    assert acts.may_bring_in(cast.reviewer, on=DAY) == dict.fromkeys(codes, [])
    assert acts.may_bring_in(cast.hr, on=DAY) == {"positions": [cast.agriculture]}
    assert acts.may_bring_in(cast.auditor, on=DAY) == {}


# --- all or nothing ---


def two(cast) -> Import:
    file = csv_file(FTE, ["Agriculture", "2004-05", "440", "Report"], ["Nowhere", "2004-05", "1", "Report"])
    return brought("fte", file, by=cast.reviewer)


def test_one_bad_row_keeps_everything_out(cast):
    imported, before = two(cast), everything()
    with pytest.raises(StepRefused, match="1 of the rows cannot be taken"):
        acts.take(imported, mark=seen(imported, by=cast.reviewer).mark, by=cast.reviewer, on=DAY)
    assert everything() == before
    assert Import.unscoped.get().state == "checked"


def test_the_good_rows_are_taken_when_a_person_chooses_so_and_the_rest_comes_back_as_a_file(cast):
    imported = two(cast)
    mark = seen(imported, by=cast.reviewer).mark
    acts.take(imported, mark=mark, only_good=True, by=cast.reviewer, on=DAY)
    assert FteCount.unscoped.filter(fiscal_year=2004).count() == 1
    kept = Import.unscoped.get()
    assert kept.counts == {"add": 1, "change": 0, "same": 0, "cannot": 1}
    rows = list(csv.reader(io.StringIO(files.read(kept.rest).decode("utf-8-sig"))))
    assert rows[0] == [*FTE, "Line", "What to mend"]
    assert rows[1][:5] == ["Nowhere", "2004-05", "1", "Report", "3"]
    assert "no department is called so" in rows[1][5]


def test_the_mended_rest_is_read_as_it_is(cast):
    imported = two(cast)
    acts.take(imported, mark=seen(imported, by=cast.reviewer).mark, only_good=True, by=cast.reviewer, on=DAY)
    mended = files.read(Import.unscoped.get().rest).replace(b"Nowhere", b"Revenue")
    assert taken("fte", SimpleUploadedFile("mended.csv", mended), by=cast.reviewer).counts["add"] == 1


def test_a_stale_page_takes_nothing(cast):
    imported = brought("people", csv_file(PEOPLE, ["Rosa Whitehorse", "rosa@example.org"]), by=cast.reviewer)
    mark = seen(imported, by=cast.reviewer).mark
    User.objects.create_user("rosa@example.org", name="Somebody Else")
    with pytest.raises(StepRefused, match="Something has changed since this page was shown"):
        acts.take(imported, mark=mark, by=cast.reviewer, on=DAY)
    assert Import.unscoped.get().state == "checked"


def test_bytes_that_were_changed_in_the_store_are_not_taken(cast, settings):
    imported = brought("people", csv_file(PEOPLE, ["Rosa Whitehorse", "rosa@example.org"]), by=cast.reviewer)
    mark = seen(imported, by=cast.reviewer).mark
    name = imported.document.stored_name
    (settings.FILES_DIR / name[:2] / name).write_bytes(b"Name,Mail address\r\nEvil,evil@example.org\r\n")
    with pytest.raises(files.Damaged):
        acts.take(imported, mark=mark, by=cast.reviewer, on=DAY)


def test_a_file_is_taken_once(cast):
    imported = brought("people", csv_file(PEOPLE, ["Rosa Whitehorse", "rosa@example.org"]), by=cast.reviewer)
    mark = seen(imported, by=cast.reviewer).mark
    acts.take(imported, mark=mark, by=cast.reviewer, on=DAY)
    for act in (
        lambda: acts.take(imported, mark=mark, by=cast.reviewer, on=DAY),
        lambda: acts.set_aside(imported, by=cast.reviewer, on=DAY),
    ):
        with pytest.raises(StepRefused, match="is not possible now"):
            act()


def test_a_file_that_is_set_aside_stays_on_record_and_saves_nothing(cast):
    imported, before = two(cast), everything()
    acts.set_aside(imported, by=cast.reviewer, on=DAY)
    assert everything() == before
    assert Event.unscoped.get(verb="set aside").words == "Set rows.csv aside; nothing of it was taken"
    with pytest.raises(StepRefused):
        acts.take(imported, mark="", only_good=True, by=cast.reviewer, on=DAY)


def test_an_interruption_in_the_middle_leaves_nothing_taken(cast, monkeypatch):
    headings, row = ROWS["positions"]
    imported = brought("positions", csv_file(headings, row), by=cast.reviewer)
    mark, before, told = seen(imported, by=cast.reviewer).mark, everything(), Event.unscoped.count()

    class Interrupted(BaseException):
        pass

    def stop(*_rows, **_more):
        raise Interrupted

    monkeypatch.setattr(Placement.unscoped, "bulk_create", stop)
    with pytest.raises(Interrupted):
        acts.take(imported, mark=mark, by=cast.reviewer, on=DAY)
    monkeypatch.undo()
    assert (everything(), Event.unscoped.count()) == (before, told)
    fresh = Import.unscoped.get()
    assert fresh.state == "checked"
    acts.take(fresh, mark=mark, by=cast.reviewer, on=DAY)
    assert events.breaks() == []


def test_each_thing_has_its_event_with_file_and_line(cast):
    taken("people", csv_file(PEOPLE, ["A", "a@example.org"], ["B", "b@example.org"]), by=cast.reviewer)
    told = Event.unscoped.filter(kind="person", verb="add").order_by("number")
    assert [each.facts["line"] for each in told] == [2, 3]
    assert {each.facts["import"] for each in told} == {Import.unscoped.get().pk}
    took = Event.unscoped.get(kind="import_people", verb="take")
    assert took.facts["sha256"] == Import.unscoped.get().document.sha256
    assert took.words == "Took 2 of 2 rows of rows.csv: people"
    assert events.breaks() == []


# --- the caps over the whole file ---


def places(count, department="Agriculture", since="07/01/2004", until="", prefix="N") -> list[list[str]]:
    return [[f"{prefix}-{each}", "Director", department, since, until] for each in range(count)]


@pytest.mark.parametrize(("count", "bad"), [(2, 0), (3, 0), (4, 4)])
def test_co_cap_2_a_department_gets_what_it_may_have_and_no_more(cast, count, bad):
    found = outcomes("positions", POSITIONS, *places(count), by=cast.reviewer)
    assert sum(what == "cannot" for what, _words in found) == bad
    assert all("(CO-CAP-2)" in words for what, words in found if what == "cannot")


def test_co_cap_2_what_is_there_already_counts_too(cast):
    scenes.fill(cast.agriculture, 2)
    assert {what for what, _words in outcomes("positions", POSITIONS, *places(1), by=cast.reviewer)} == {"add"}
    assert {what for what, _words in outcomes("positions", POSITIONS, *places(2), by=cast.reviewer)} == {"cannot"}


@pytest.mark.parametrize(("count", "bad"), [(14, 0), (15, 0), (16, 16)])
def test_co_cap_3_at_most_fifteen_without_an_authorization(cast, count, bad):
    FteCount.unscoped.create(department=cast.revenue, fiscal_year=2004, fte=Decimal("2500"), source="Report")
    found = outcomes("positions", POSITIONS, *places(count, "Revenue"), by=cast.reviewer)
    assert sum(what == "cannot" for what, _words in found) == bad
    assert all("(CO-CAP-3)" in words for what, words in found if what == "cannot")


@pytest.mark.parametrize(("count", "bad"), [(124, 0), (125, 0), (126, 126)])
def test_co_cap_1_the_state_has_so_many_places_and_no_more(cast, count, bad):
    rows = []
    for number in range(9):
        department = Department.objects.create(code=f"d{number}", name=f"Department {number}")
        FteCount.unscoped.create(department=department, fiscal_year=2003, fte=Decimal("1400"), source="Report")
        rows += places(14, department.name, prefix=f"D{number}")
    found = outcomes("positions", POSITIONS, *rows[:count], by=cast.reviewer)
    assert sum(what == "cannot" for what, _words in found) == bad
    assert all("(CO-CAP-1)" in words for what, words in found if what == "cannot")


@pytest.mark.parametrize(("until", "since", "bad"), [("06/30/2004", "07/01/2004", 0), ("07/01/2004", "07/01/2004", 6)])
def test_the_caps_are_judged_on_every_day(cast, until, since, bad):
    rows = places(3, since="05/01/2004", until=until, prefix="A") + places(3, since=since, prefix="B")
    found = outcomes("positions", POSITIONS, *rows, by=cast.reviewer)
    assert sum(what == "cannot" for what, _words in found) == bad


def test_a_department_over_its_cap_does_not_keep_others_out(cast):
    imported = brought(
        "positions", csv_file(POSITIONS, *places(4), *places(3, "Revenue", prefix="R")), by=cast.reviewer
    )
    now = seen(imported, by=cast.reviewer)
    assert (now.counts["add"], now.counts["cannot"]) == (3, 4)
    acts.take(imported, mark=now.mark, only_good=True, by=cast.reviewer, on=DAY)
    assert Placement.unscoped.count() == 3


def test_a_department_without_any_count_gets_no_place(cast):
    Department.objects.create(code="new", name="New")
    [(what, words)] = outcomes("positions", POSITIONS, *places(1, "New"), by=cast.reviewer)
    assert what == "cannot" and "No FTE count of New" in words and "(CO-CAP-2)" in words


# --- other rules ---


def test_a_number_is_taken_once_however_it_is_written(cast):
    rows = [["AG-1", "Chief", "Agriculture"], ["ag-1", "Other", "Agriculture"]]
    found = outcomes("positions", POSITIONS[:3], *rows, by=cast.reviewer)
    assert found[1] == ("cannot", "The same position number stands on line 2 already. Keep one of the two lines.")


def test_two_people_never_hold_one_position_on_one_day(cast):
    number = position(cast).number
    rows = [
        [number, cast.executive.email, "07/01/2004", "07/31/2004", "selection", "File"],
        [number, cast.other_executive.email, "07/31/2004", "", "selection", "File"],
        [number, cast.other_executive.email, "08/01/2004", "", "selection", "File"],
    ]
    found = outcomes("incumbencies", HELD, *rows, by=cast.reviewer)
    assert [what for what, _words in found] == ["add", "cannot", "add"]
    assert "Eve Executive holds" in found[1][1] and "(CO-APT-1)" in found[1][1]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"First day": "06/30/2004"}, "is not in the SES on that day. (CO-NOM-7)"),
        ({"First day": "09/02/2004"}, "still to come"),
        ({"Last day": "06/30/2004"}, "before “First day”"),
        ({"Method of filling": "by lot"}, "Write one of: Selection from a referral list;"),
        ({"Mail address": "nobody@example.org"}, "Bring in the people first"),
        ({"Position number": "XX-1"}, "Bring in the positions first"),
        ({"Mail address": "rita.reviewer@example.org"}, "Nobody appoints themselves. (CO-APT-1)"),
        ({"Merit and fitness basis": ""}, "“Merit and fitness basis” is empty"),
    ],
)
def test_what_keeps_an_appointment_out(cast, change, words):
    row = dict(
        zip(HELD, [position(cast).number, cast.executive.email, "07/01/2004", "", "selection", "F"], strict=True)
    )
    Placement.unscoped.update(starts_on=SINCE)
    [(what, said)] = outcomes("incumbencies", HELD, list((row | change).values()), by=cast.reviewer)
    assert what == "cannot" and words in said


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (["AG-1", "Chief", "Agriculture", "09/02/2004", ""], "(CO-NOM-7)"),
        (["AG-1", "Chief", "Agriculture", "09/01/2004", ""], "is today. Only a place that was held before"),
        (["AG-1", "Chief", "Agriculture", "04/30/2004", ""], "the rules begin on May 1, 2004"),
        (["AG-1", "Chief", "Agriculture", "", "06/30/2005"], "Fill in both, or neither."),
        (["AG-1", "Chief", "Agriculture", "07/01/2004", "06/30/2004"], "before “In the SES since”"),
        (["AG-1", "Chief", "Nowhere", "", ""], "“Department” says “Nowhere”"),
    ],
)
def test_what_keeps_a_position_out(cast, row, words):
    [(what, said)] = outcomes("positions", POSITIONS, row, by=cast.reviewer)
    assert what == "cannot" and words in said


def test_a_nominated_position_is_placed_by_its_nomination(cast):
    workflow.start_nomination(cast.agriculture, number="AG-1", title="Chief", by=cast.hr, on=DAY)
    [(what, words)] = outcomes(
        "positions", POSITIONS, ["AG-1", "Chief", "Agriculture", "7/1/2004", ""], by=cast.reviewer
    )
    assert what == "cannot" and "Place it by the nomination. (CO-NOM-7)" in words


def test_a_department_that_is_not_principal_has_no_places(cast):
    Department.objects.create(code="board", name="Board", is_principal=False)
    [(what, words)] = outcomes("positions", POSITIONS, ["B-1", "Chief", "Board", "7/1/2004", ""], by=cast.reviewer)
    assert what == "cannot" and "(CO-CAP-2)" in words


# --- a file that is no such table ---


def test_missing_and_unknown_columns_are_named(cast):
    with pytest.raises(Unreadable, match="missing: “Mail address”.*not known here: “Colour”"):
        brought("people", csv_file(["Name", "Colour"], ["A", "red"]), by=cast.reviewer)


def test_two_headings_of_one_meaning_are_named(cast):
    with pytest.raises(Unreadable, match="“Mail address” and “Email” mean the same column"):
        brought("people", csv_file(["Name", "Mail address", "Email"], ["A", "a@example.org", ""]), by=cast.reviewer)


def test_judging_asks_the_database_as_often_for_many_rows_as_for_few(cast, django_assert_num_queries):
    def rows(count):
        return [[f"X-{each}", "Chief", "Agriculture", "", ""] for each in range(count)]

    few = brought("positions", csv_file(POSITIONS, *rows(2)), by=cast.reviewer)
    many = brought("positions", csv_file(POSITIONS, *rows(300)), by=cast.reviewer)
    with django_assert_num_queries(4):
        seen(few, by=cast.reviewer)
    with django_assert_num_queries(4):
        seen(many, by=cast.reviewer)


@pytest.mark.parametrize("is_there", [True, False])
def test_one_person_is_not_brought_into_two_positions_on_the_same_days(cast, is_there):
    first, second = scenes.fill(cast.agriculture, 2)
    rows = [
        [first.number, cast.executive.email, "07/01/2004", "", "selection", "F"],
        [second.number, cast.executive.email, "08/01/2004", "", "selection", "F"],
    ]
    if is_there:
        taken("incumbencies", csv_file(HELD, rows.pop(0)), by=cast.reviewer)
    what, words = outcomes("incumbencies", HELD, *rows, by=cast.reviewer)[-1]
    assert what == "cannot"
    assert "holds another SES position" in words
    assert "August 1, 2004" in words
    assert "(CO-APT-3)" in words


def test_one_person_is_brought_into_one_position_after_the_other(cast):
    first, second = scenes.fill(cast.agriculture, 2)
    rows = [
        [first.number, cast.executive.email, "07/01/2004", "07/31/2004", "selection", "F"],
        [second.number, cast.executive.email, "08/01/2004", "", "selection", "F"],
    ]
    assert [what for what, _words in outcomes("incumbencies", HELD, *rows, by=cast.reviewer)] == ["add", "add"]


@pytest.mark.parametrize(
    ("in_class", "statute", "since", "what"),
    [
        ("no", "", "07/01/2004", "cannot"),
        ("no", "", "", "add"),
        ("no", "C.R.S. 35-65-403(1)", "07/01/2004", "add"),  # reading 4
        ("yes", "", "07/01/2004", "add"),
        ("", "", "08/31/2004", "add"),  # yesterday
    ],
)
def test_a_place_is_brought_in_only_for_the_management_class(cast, in_class, statute, since, what):
    headings = [*POSITIONS[:4], "Management class", "Made SES by statute"]
    row = ["AG-1", "Chief", "Agriculture", since, in_class, statute]
    [(found, words)] = outcomes("positions", headings, row, by=cast.reviewer)
    assert found == what
    assert ("(CO-CRIT-1)" in words) == (what == "cannot")


def test_a_known_position_outside_the_management_class_gets_no_place(cast):
    Position.unscoped.create(department=cast.agriculture, number="AG-1", title="Chief", is_management_class=False)
    [(what, words)] = outcomes(
        "positions", POSITIONS[:4], ["AG-1", "Chief", "Agriculture", "07/01/2004"], by=cast.reviewer
    )
    assert what == "cannot" and "is recorded as no" in words and "(CO-CRIT-1)" in words


@pytest.mark.parametrize(("since", "what"), [("09/01/2004", "cannot"), ("08/31/2004", "change")])
def test_a_file_does_not_undo_a_denial(cast, since, what):
    nomination = scenes.forwarded(cast)
    workflow.decide(nomination, approve=False, reason="No.", by=cast.personnel_director, on=DAY)
    row = ["AG-1", nomination.position.title, "Agriculture", since]
    [(found, words)] = outcomes("positions", POSITIONS[:4], row, by=cast.reviewer, on=date(2004, 10, 1))
    assert found == what
    assert ("its nomination was denied on September 1, 2004" in words) == (what == "cannot")
