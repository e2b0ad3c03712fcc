"""Notices and removals of July 1 on the desks of whoever acts next, with the day by which they have to."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from appraisals import board, july_first, notices
from positions.models import Flag, Removal
from records.models import Message
from ses_admin import desk, nightly
from tests.access import table
from tests.access.notices_rows import (
    APRIL_30,
    JULY_1,
    JULY_5,
    JULY_20,
    MAY_1,
    MAY_9,
    appealed,
    reversed_by_the_board,
    separated,
)
from tests.appraisals import notice_scenes as given
from tests.factories import PlacedPositionFactory, SignedContractFactory, UserFactory, at

pytestmark = pytest.mark.django_db

EVERYBODY = sorted(table.EVERYBODY)
JUNE_30 = date(2005, 6, 30)
MAY_20 = date(2005, 5, 20)


def waiting_for(cast, words: str, *, on: date) -> dict[str, date | None]:
    """On whose desk it waits for them, and until when."""
    found = {}
    for who in EVERYBODY:
        for item in desk.gather(getattr(cast, who), on=on).mine.rows:
            if words in item.what:
                found[who] = item.due_on
    return found


def test_a_draft_waits_for_the_director_until_april_30(cast):
    given.draft(cast)
    assert waiting_for(cast, "Sign the notice of unsatisfactory", on=given.SIGNED) == {"director": APRIL_30}


def test_a_signed_one_waits_for_the_executive_and_for_hr(cast):
    given.signed(cast)
    assert waiting_for(cast, "has reached you", on=given.SIGNED) == {"executive": APRIL_30}
    assert waiting_for(cast, "Deliver the notice to Eve Executive", on=given.SIGNED) == {"hr": APRIL_30}


@pytest.mark.parametrize(
    ("delivered_on", "whose", "words"),
    [
        (APRIL_30, {"director"}, "Separate Eve Executive on June 30, 2005"),
        (MAY_1, {"reviewer"}, "Settle whether the notice to Eve Executive of May 1, 2005 was in time"),
        (MAY_1 + timedelta(days=1), set(), "Eve Executive"),
    ],
)
def test_what_follows_the_delivery_waits_for_whoever_does_it(cast, delivered_on, whose, words):
    given.delivered(cast, on=delivered_on)
    assert set(waiting_for(cast, words, on=MAY_9)) - {"hr"} == whose
    assert all(due == JUNE_30 for due in waiting_for(cast, words, on=MAY_9).values() if whose)


def test_settled_it_waits_for_the_director_or_for_nobody(cast):
    notice = given.delivered(cast, on=MAY_1)
    notices.settle(notice, in_time=True, reason="Handed over on a Sunday.", by=cast.reviewer, on=MAY_9)
    assert set(waiting_for(cast, "Separate Eve Executive", on=MAY_9)) == {"director"}
    assert waiting_for(cast, "Settle whether", on=MAY_9) == {}


@pytest.mark.parametrize(("on", "whose"), [(JUNE_30, {"director"}), (JULY_1, set())])
def test_after_june_30_nobody_is_asked_to_separate_whom_a_new_contract_kept(cast, on, whose):
    notice = given.delivered(cast, on=APRIL_30)
    given.contract_of_the_next_year(notice.position, cast.executive, on=MAY_9)
    assert set(waiting_for(cast, "Separate Eve Executive", on=on)) == whose


def left_by_law(cast):
    """Eve Executive's position, of which Ada Superior is the appointing authority: no contract from July 1 on."""
    contract = SignedContractFactory(cast=cast)
    nightly.run(JULY_1, at=at(JULY_1))
    return contract.position


def row_of(cast, who: str, *, on: date = JULY_1):
    """The row of the removal on somebody's desk, with whether it waits for them; None without one."""
    shown = desk.gather(getattr(cast, who), on=on)
    rows = [item for item in [*shown.mine.rows, *shown.others.rows] if "left the SES on July 1" in item.what]
    assert len(rows) < 2
    return rows[0] if rows else None


def test_reading_8_a_removal_of_july_1_is_red_on_everybodys_desk_until_it_is_confirmed(cast):
    position = left_by_law(cast)
    found = {who: row_of(cast, who) for who in EVERYBODY if row_of(cast, who)}
    near = {"executive", "superior", "director", "hr"}
    assert set(found) == near | {"reviewer", "personnel_director", "auditor"}
    assert {who for who, row in found.items() if row.is_mine} == {"reviewer", "personnel_director"}
    for row in found.values():
        assert row.is_red
        assert (row.due_on, row.rule) == (JULY_1, "CO-REM-4")
        assert row.what == f"Confirm that {position}, Agriculture, left the SES on July 1, or set it aside"
    assert found["executive"].waits_for == "DPA/DHR reviewer or State Personnel Director"


def test_reading_8_it_is_late_from_the_day_after_on_the_desk_as_in_the_deadlines(cast):
    left_by_law(cast)
    flag = Flag.unscoped.get(duty="removal-to-confirm")
    row = row_of(cast, "reviewer")
    assert row.due_on == flag.due_on
    for days in (0, 1):
        day = JULY_1 + timedelta(days=days)
        assert row.is_late(day) is (flag.days_late(day) > 0) is bool(days)


def test_confirmed_it_waits_for_the_director_and_the_one_it_concerns_reads_so(cast):
    left_by_law(cast)
    removal = Removal.unscoped.get()
    july_first.confirm(removal, by=cast.reviewer, on=JULY_1)
    told = {who: desk.gather(getattr(cast, who), on=JULY_1) for who in ("executive", "director", "superior")}
    words = f"Set the salary of {removal.position}, Agriculture in the Management plan"
    assert words in [item.what for item in told["director"].mine.rows]
    assert words in [item.what for item in told["executive"].others.rows]
    assert words not in [item.what for item in told["superior"].others.rows]


@pytest.mark.parametrize("who", ["executive", "superior"])
def test_whom_it_concerns_opens_the_proposal_and_reads_no_judgement_of_somebody_on_it(cast, client, settings, who):
    settings.TRAINING_DAY = JULY_1
    position = left_by_law(cast)
    client.force_login(getattr(cast, who))
    page = client.get(Removal.unscoped.get().get_absolute_url()).content.decode()
    assert "Proposed by operation of the rule of July 1" in page
    assert "What the proposal rests on" in page
    for judged in ("Found unsatisfactory", "Notice of unsatisfactory performance", "What follows"):
        assert judged not in page
    assert Removal.unscoped.get().get_absolute_url() in client.get(position.get_absolute_url()).content.decode()


def test_hr_is_not_asked_for_a_contract_without_a_word_of_the_removal(cast):
    left_by_law(cast)
    rows = desk.gather(cast.hr, on=JULY_1).mine.rows
    (row,) = [item for item in rows if "Eve Executive for 2005-06" in item.what]
    assert row.what == "Removal proposed: record the contract of Eve Executive for 2005-06, if it was signed in time"
    assert row.url == Removal.unscoped.get().get_absolute_url()
    assert row.is_red
    others = [item.what for item in desk.gather(cast.director, on=JULY_1).others.rows]
    assert not [what for what in others if "contract of Eve Executive for" in what]


def test_removals_of_positions_of_one_title_are_told_apart_also_in_the_mail(cast, client, settings):
    settings.TRAINING_DAY = JULY_1
    positions = [
        PlacedPositionFactory(department=department, person=UserFactory(), title="Chief Financial Officer")
        for department in (cast.agriculture, cast.agriculture, cast.revenue)
    ]
    nightly.run(JULY_1, at=at(JULY_1))
    rows = [item for item in desk.gather(cast.reviewer, on=JULY_1).mine.rows if item.rule == "CO-REM-4"]
    named = {f"Chief Financial Officer ({each.number}), {each.department}" for each in positions}
    assert {row.what.partition("Confirm that ")[2].partition(", left")[0] for row in rows} == named
    (row,) = [item for item in desk.gather(cast.other_hr, on=JULY_1).others.rows if item.rule == "CO-REM-4"]
    client.force_login(cast.other_hr)
    client.post(reverse("ask"), {"row": row.key})
    text = Message.unscoped.filter(key__startswith="asked/").first().text
    assert f"Chief Financial Officer ({positions[2].number}), Revenue" in text
    assert "July 1, 2005" in text


def test_nobody_else_reads_of_a_notice_that_is_not_delivered(cast):
    given.signed(cast)
    for who in EVERYBODY:
        if who not in ("executive", "director", "hr"):
            shown = desk.gather(getattr(cast, who), on=given.SIGNED)
            assert not [item for item in [*shown.mine.rows, *shown.others.rows] if "notice" in item.what.lower()]


@pytest.mark.parametrize("delivered_on", [APRIL_30, MAY_1])
def test_reading_7_who_is_to_be_separated_is_asked_for_no_contract_of_the_next_year(cast, delivered_on):
    given.delivered(cast, on=delivered_on)
    words = "Prepare the contract of Eve Executive for 2005-06"
    shown = {who: desk.gather(getattr(cast, who), on=MAY_20) for who in ("hr", "director")}
    is_over = delivered_on == APRIL_30
    for each in shown.values():
        rows = [item.what for part in (each.mine, each.others, each.coming) for item in part.rows]
        assert (words in rows) is not is_over
        year = next(year for year in each.years if year.words == "2005-06")
        assert year.owed == (0 if is_over else 1)
        stages = [stage.words for line in year.lines for stage in line.stages]
        assert ("Eve Executive is separated on June 30, 2005 after notice" in stages) is is_over


def test_a_contract_begun_before_the_notice_is_asked_for_no_more(cast):
    def drafts(who: str) -> list[str]:
        shown = desk.gather(getattr(cast, who), on=MAY_20)
        rows = [item.what for item in shown.mine.rows + shown.others.rows]
        return [what for what in rows if what.startswith(("Finish", "Decide the salary"))]

    notice = given.delivered(cast, on=APRIL_30)
    given.contract_of_the_next_year(notice.position, cast.executive, on=MAY_9, state="draft")
    assert drafts("hr") == drafts("director") == []
    notices.rescind(notice, reason="The reports were found after all.", by=cast.director, on=MAY_20)
    assert len(drafts("hr")) == len(drafts("director")) == 1


def test_the_desk_of_an_executive_leads_to_their_rights(client, cast, settings):
    settings.TRAINING_DAY = given.SIGNED
    held = given.appointment(cast)
    client.force_login(cast.executive)
    assert f"/appraisals/rights/{held.pk}/" in client.get("/").content.decode()
    assert f"/appraisals/rights/{held.pk}/" in client.get("/appraisals/").content.decode()
    client.force_login(cast.stranger)
    assert "/appraisals/rights/" not in client.get("/").content.decode()


@pytest.mark.parametrize(("who", "leads"), [("hr", True), ("auditor", True), ("superior", False), ("other_hr", None)])
def test_the_appointment_and_the_position_lead_to_the_rights_for_who_may_read_them(client, cast, settings, who, leads):
    settings.TRAINING_DAY = given.SIGNED
    held = given.appointment(cast)
    client.force_login(getattr(cast, who))
    for address in (held.get_absolute_url(), held.position.get_absolute_url()):
        answer = client.get(address)
        if leads is None:
            assert answer.status_code == 404
        else:
            assert (f"/appraisals/rights/{held.pk}/" in answer.content.decode()) is leads


@pytest.mark.parametrize(
    ("on", "whose"), [(MAY_9, {"executive"}), (date(2005, 7, 10), {"executive"}), (date(2005, 7, 11), set())]
)
def test_the_separated_executive_reads_until_when_they_can_appeal(cast, on, whose):
    separated(cast)
    assert set(waiting_for(cast, "Last day to appeal to the State Personnel Board: July 10, 2005", on=on)) == whose


def test_once_the_appeal_is_filed_nobody_is_reminded_of_it(cast):
    appealed(cast)
    assert waiting_for(cast, "Last day to appeal", on=JULY_5) == {}


def test_after_a_reversal_hr_and_the_director_are_asked_to_reopen_the_appointment_and_not_to_fill_it(cast):
    appeal = reversed_by_the_board(cast)
    words = "Reopen the appointment of Eve Executive"
    assert set(waiting_for(cast, words, on=JULY_20)) == {"director", "hr"}
    board.reopen(appeal, by=cast.hr, on=JULY_20)
    assert waiting_for(cast, words, on=JULY_20) == {}
    for who in (cast.director, cast.hr):
        shown = desk.gather(who, on=JULY_20)
        rows = [*shown.mine.rows, *shown.others.rows]
        assert not [item.what for item in rows if "fill" in item.what.lower() or "vacant" in item.what.lower()]
