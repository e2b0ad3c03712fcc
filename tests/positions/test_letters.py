"""Letters: printed once in the act, from its data, kept as sent, told to whom they are for; delivery noted once."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from accounts.acting import OfficeNotHeld, StepRefused
from accounts.templatetags.words import day
from positions import authorization_requests, letters, removals, workflow
from positions.models import Letter, LetterDelivery
from records import files, today
from records.models import Event, Message
from tests.pdf import reading
from tests.positions import removal_scenes, scenes
from tests.positions.scenes import DAY


def decided(cast, *, approve=True, reason="Meets every criterion.", on=DAY):
    nomination = scenes.forwarded(cast)
    workflow.decide(nomination, approve=approve, reason=reason, by=cast.personnel_director, on=on)
    return nomination


def the_letter(thing):
    return Letter.unscoped.about(thing).get()


def words_in(letter):
    return " ".join(reading.pages(files.read(letter.document)))


@pytest.mark.parametrize(("approve", "word"), [(True, "approved"), (False, "denied")])
def test_co_nom_6_a_decision_is_written_to_the_director_and_to_human_resources(cast, approve, word):
    nomination = decided(cast, approve=approve)
    letter = the_letter(nomination)
    assert letter.subject == f"Nomination of Deputy Commissioner (AG-1): {word}"
    assert letter.addressed_to == "Dana Director, Department director; Hal Resources, Department HR"
    told = Message.unscoped.filter(key__startswith=f"letter/{letter.pk}/")
    assert {message.to for message in told} == {cast.director, cast.hr}
    assert {message.path for message in told} == {letter.get_absolute_url()}


@pytest.mark.parametrize("clock", [DAY, None])
@pytest.mark.parametrize("on", [DAY, date(2004, 11, 3)])
def test_a_letter_is_sent_on_the_day_of_its_act_whatever_the_clock_of_the_machine(cast, settings, clock, on):
    settings.TRAINING_DAY = clock
    letter = the_letter(decided(cast, on=on))
    assert (letter.sent_on, timezone.localtime(letter.sent_at).date()) == (on, on)
    assert f"Sent electronically on {day(on)}" in words_in(letter)


def test_a_letter_of_the_day_of_the_site_is_sent_at_its_moment(cast, settings):
    settings.TRAINING_DAY = DAY
    before = today.now()
    letter = the_letter(decided(cast))
    assert before <= letter.sent_at <= today.now()


def test_the_letter_says_what_the_act_recorded(cast):
    letter = the_letter(decided(cast, reason="Meets every criterion, in full."))
    said = words_in(letter)
    for part in (
        "September 1, 2004",
        "Dana Director, Department director",
        "Subject: Nomination of Deputy Commissioner (AG-1): approved",
        "Meets every criterion, in full.",
        "holds a place from September 1, 2004",
        "Nobody can appeal it",
        "Pat Director State Personnel Director",
        "CO-NOM-4",
        "Nomination Process, paragraph 3 (May 2004)",
    ):
        assert part in said


def test_a_denial_says_nothing_of_a_place(cast):
    assert "holds a place" not in words_in(the_letter(decided(cast, approve=False)))


def test_the_sending_is_in_the_record_with_the_hash_of_what_was_sent(cast):
    letter = the_letter(decided(cast))
    event = Event.unscoped.about(letter).get()
    assert (event.verb, event.end, event.actor, event.office) == (
        "send",
        "sent",
        cast.personnel_director,
        "State Personnel Director",
    )
    assert event.facts["sha256"] == letter.document.sha256


def test_an_office_that_nobody_holds_is_addressed_all_the_same(cast):
    cast.director.memberships.update(ends_on=DAY - timedelta(days=1))
    found = letters.to_department(cast.agriculture, on=DAY)
    assert [(each.name, each.office) for each in found] == [
        ("", "Department director"),
        ("Hal Resources", "Department HR"),
    ]


def test_words_that_cannot_be_printed_refuse_the_whole_act(cast):
    nomination = scenes.forwarded(cast)
    with pytest.raises(StepRefused, match=r"cannot be printed.*\(CO-NOM-6\)"):
        workflow.decide(nomination, approve=True, reason="Yes \u202e", by=cast.personnel_director, on=DAY)
    nomination.refresh_from_db()
    assert nomination.state == "forwarded"
    assert not Letter.unscoped.exists()


def test_a_letter_without_one_of_its_facts_is_not_printed(cast):
    nomination = scenes.forwarded(cast)
    with pytest.raises(ValueError, match="without reason"), transaction.atomic():
        letters.write(
            kind="nomination decision",
            thing=nomination,
            to=letters.to_department(cast.agriculture, on=DAY),
            on=DAY,
            by=cast.personnel_director,
            office="State Personnel Director",
            facts={"position": "x", "decision": "approved", "reason": ""},
        )


@pytest.mark.parametrize("change", [{"subject": "Other"}, {"facts": {}}, {"sent_on": date(2004, 1, 1)}])
def test_the_database_refuses_to_change_a_letter(cast, change):
    letter = the_letter(decided(cast))
    with pytest.raises(DatabaseError, match="kept row"), transaction.atomic():
        Letter.unscoped.filter(pk=letter.pk).update(**change)
    with pytest.raises(DatabaseError, match="kept row"), transaction.atomic():
        Letter.unscoped.filter(pk=letter.pk).delete()


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("director", True),
        ("hr", True),
        ("reviewer", True),
        ("auditor", True),
        ("superior", False),
        ("executive", False),
        ("other_hr", False),
        ("administrator", False),
        ("stranger", False),
    ],
)
def test_a_letter_is_seen_by_its_department_and_the_state(cast, who, sees):
    letter = the_letter(decided(cast))
    assert Letter.objects.visible_to(getattr(cast, who), on=DAY).filter(pk=letter.pk).exists() is sees


def laid_off(cast, **facts):
    [position] = scenes.fill(cast.agriculture, 1)
    held = position.incumbencies(manager="unscoped").create(
        department=cast.agriculture,
        person=cast.executive,
        state="current",
        starts_on=date(2004, 7, 1),
        method="selection",
    )
    with transaction.atomic():
        return letters.write(
            kind="layoff privilege",
            thing=held,
            to=letters.to_person(cast.executive, position.title),
            on=DAY,
            by=cast.director,
            office="Department director",
            facts={"name": cast.executive.name, "day": date(2004, 9, 30), "salary": Decimal("9500"), **facts},
        )


def test_the_person_a_letter_concerns_reads_it_and_is_told(cast):
    letter = laid_off(cast, **{"class": "General Professional VI", "vacant_positions": ["GP6 (AG-77)"]})
    assert letter in Letter.objects.visible_to(cast.executive, on=DAY)
    assert Message.unscoped.filter(key=f"letter/{letter.pk}/{cast.executive.pk}").exists()
    said = words_in(letter)
    assert "General Professional VI" in said
    assert "GP6 (AG-77)" in said
    assert "September 30, 2004" in said
    assert "not a right to be placed" in said


def test_co_lay_2_without_a_certified_class_the_letter_says_so(cast):
    assert "is recorded as not certified, so there is none" in words_in(laid_off(cast))


# --- the delivery ---


def note(cast, letter, *, by=None, **other):
    typed = {"how": "By hand", "delivered_on": DAY, "attested_by": "Hal Resources"} | other
    return letters.note_delivery(letter, **typed, by=by or cast.hr, on=DAY)


def test_the_delivery_is_noted_once(cast):
    letter = the_letter(decided(cast))
    delivery = note(cast, letter)
    event = Event.unscoped.about(delivery).get()
    assert (delivery.state, event.verb, event.facts["attested_by"]) == ("noted", "note", "Hal Resources")
    with pytest.raises(StepRefused, match="noted already.*CO-NOM-6"):
        note(cast, letter)


@pytest.mark.parametrize("who", ["superior", "executive", "other_hr", "auditor", "administrator", "stranger"])
def test_nobody_else_notes_a_delivery(cast, who):
    letter = the_letter(decided(cast))
    with pytest.raises(OfficeNotHeld, match="CO-NOM-6"):
        note(cast, letter, by=getattr(cast, who))
    assert not LetterDelivery.unscoped.exists()


@pytest.mark.parametrize(
    "typed",
    [
        {"how": " "},
        {"attested_by": ""},
        {"delivered_on": DAY - timedelta(days=1)},
        {"delivered_on": DAY + timedelta(days=1)},
    ],
)
def test_a_delivery_needs_how_who_and_a_day_that_can_be(cast, typed):
    letter = the_letter(decided(cast))
    with pytest.raises(StepRefused, match="CO-NOM-6"):
        note(cast, letter, **typed)


# --- the pages ---


def test_the_page_of_a_letter_offers_it_and_takes_the_delivery(cast, at):
    letter = the_letter(decided(cast))
    browser = at("hr")
    assert "Note the delivery" in browser.get(letter.get_absolute_url()).content.decode()
    kept = browser.get(f"{letter.get_absolute_url()}pdf/")
    assert kept.content == files.read(letter.document)
    typed = {"how": "By hand", "delivered_on": "2004-09-01", "attested_by": ""}
    refused = browser.post(f"{letter.get_absolute_url()}delivery/", typed).content.decode()
    assert "Write who attests the delivery." in refused
    assert "By hand" in refused
    browser.post(f"{letter.get_absolute_url()}delivery/", typed | {"attested_by": "Hal Resources"})
    page = browser.get(letter.get_absolute_url()).content.decode()
    assert "attested by Hal Resources" in page
    assert "<form method" not in page.split("SHA-256")[1]


def test_a_nomination_offers_the_letter_of_its_decision(cast, at):
    nomination = decided(cast)
    assert the_letter(nomination).get_absolute_url() in at("hr").get(nomination.get_absolute_url()).content.decode()


def by_conversion(cast):
    removal_scenes.ordered(cast)


def by_salary(cast):
    removal_scenes.lid(cast)
    removals.set_salary(removal_scenes.ordered(cast), monthly_salary=Decimal("8610"), by=cast.director, on=DAY)


def by_request(cast):
    asked = removal_scenes.requested(cast)
    authorization_requests.refuse(asked, reason="No cause.", by=cast.personnel_director, on=DAY)


@pytest.mark.parametrize("act", [decided, by_conversion, by_salary, by_request])
def test_no_letter_carries_the_clock_of_the_machine(cast, act):
    """Every letter of an act of September 1, 2004 was sent on it: the machine's day is another."""
    act(cast)
    moments = Letter.unscoped.values_list("sent_at", flat=True)
    assert moments and {timezone.localtime(each).date() for each in moments} == {DAY}
