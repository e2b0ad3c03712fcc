"""Notices and removals of July 1 on the desks of whoever acts next, with the day by which they have to."""

from datetime import date, timedelta

import pytest

from appraisals import notices
from ses_admin import desk
from tests.access import table
from tests.access.notices_rows import APRIL_30, JULY_1, MAY_1, MAY_9, proposed
from tests.appraisals import notice_scenes as given

pytestmark = pytest.mark.django_db

EVERYBODY = sorted(table.EVERYBODY)
JUNE_30 = date(2005, 6, 30)


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


def test_a_removal_of_july_1_is_late_on_everybodys_desk_until_it_is_confirmed(cast):
    proposed(cast)
    assert set(waiting_for(cast, "left the SES on July 1", on=JULY_1)) == {"reviewer", "personnel_director"}
    for who in (cast.director, cast.hr, cast.reviewer, cast.auditor):
        shown = desk.gather(who, on=JULY_1)
        rows = [*shown.mine.rows, *shown.others.rows]
        assert [item.is_late(JULY_1) for item in rows if "left the SES on July 1" in item.what] == [True]


def test_nobody_else_reads_of_a_notice_that_is_not_delivered(cast):
    given.signed(cast)
    for who in EVERYBODY:
        if who not in ("executive", "director", "hr"):
            shown = desk.gather(getattr(cast, who), on=given.SIGNED)
            assert not [item for item in [*shown.mine.rows, *shown.others.rows] if "notice" in item.what.lower()]


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
