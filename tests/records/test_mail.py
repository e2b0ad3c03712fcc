"""Messages: written with the act they tell of, claimed once, sent once, tried again after trouble."""

import threading
from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
import time_machine
from django.core import mail as sent_mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from records import mail
from records.models import Message
from tests.cast import person


class Unreachable(EmailBackend):
    """A mail server that does not answer."""

    def send_messages(self, messages):
        raise SMTPServerDisconnected("Connection unexpectedly closed")


class RefusesOne(EmailBackend):
    """A mail server that stumbles over one message in a way nobody thought of."""

    def send_messages(self, messages):
        if any("Second" in message.subject for message in messages):
            raise LookupError("unknown encoding")
        return super().send_messages(messages)


def write(to, subject="First", key="story/1", **more):
    return mail.send_message(to=to, subject=subject, text="Something happened.", key=key, **more)


@pytest.fixture
def reader(db):
    return person("Rhea Reader")


def later(**span):
    """The world some time from now."""
    return time_machine.travel(timezone.now() + timedelta(**span), tick=True)


def test_a_message_is_sent_once_and_marked(reader):
    message = write(reader, path="/contracts/7/")
    assert (mail.deliver(), mail.deliver()) == (1, 0)
    message.refresh_from_db()
    assert message.sent_at is not None
    assert len(sent_mail.outbox) == 1
    letter = sent_mail.outbox[0]
    assert letter.to == ["rhea.reader@example.org"]
    assert letter.body == "Something happened.\n\nhttp://localhost:8000/contracts/7/\n"
    assert letter.extra_headers["Message-ID"].startswith(f"<message-{message.pk}.")


HOSTILE = '<script>alert(1)</script> "quoted" & <img src="https://elsewhere.example/x.png"> {{ settings.SECRET_KEY }}'


def test_a_message_is_plain_text_and_a_page_of_the_same_words(reader):
    mail.send_message(to=reader, subject="First", text="One line.\nAnother.\n\nA paragraph.", key="x", path="/desk/")
    mail.deliver()
    letter = sent_mail.outbox[0]
    ((page, kind),) = letter.alternatives
    assert kind == "text/html"
    assert "<p>One line.<br>Another.</p>" in page
    assert "<p>A paragraph.</p>" in page
    assert 'href="http://localhost:8000/desk/"' in page
    assert letter.body == "One line.\nAnother.\n\nA paragraph.\n\nhttp://localhost:8000/desk/\n"


def test_hostile_words_stay_words_in_a_mail(reader):
    mail.send_message(to=reader, subject=HOSTILE, text=HOSTILE, key="x")
    mail.deliver()
    letter = sent_mail.outbox[0]
    ((page, _kind),) = letter.alternatives
    assert HOSTILE in letter.body
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "{{ settings.SECRET_KEY }}" in page


def test_a_mail_loads_nothing_from_anywhere(reader):
    write(reader, path="/desk/")
    mail.deliver()
    ((page, _kind),) = sent_mail.outbox[0].alternatives
    assert [part for part in ("src=", "<link", "url(", "<style", "<script", "<iframe") if part in page] == []


def test_the_same_thing_is_told_once_however_often_it_is_written(reader):
    assert write(reader).pk == write(reader, subject="Again").pk
    mail.deliver()
    assert [letter.subject for letter in sent_mail.outbox] == ["First"]


def test_two_people_are_each_told(reader):
    write(reader)
    write(person("Otto Other"))
    assert mail.deliver() == 2


def test_the_database_holds_a_key_once(reader):
    message = write(reader)
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.unscoped.create(key=message.key, to=reader, subject="x", text="x", written_at=timezone.now())


def test_a_message_of_an_act_that_is_rolled_back_was_never_written(reader):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        write(reader)
        _ = 1 / 0
    assert Message.unscoped.count() == 0
    assert mail.deliver() == 0


def test_the_job_is_asked_after_the_commit_and_not_before(reader, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        write(reader)
    assert len(callbacks) == 1
    assert sent_mail.outbox == []


def test_a_subject_with_line_breaks_adds_no_header(reader):
    write(reader, subject="First\r\nBcc: everybody@example.org")
    mail.deliver()
    assert sent_mail.outbox[0].subject == "First Bcc: everybody@example.org"
    assert "\nBcc:" not in sent_mail.outbox[0].message().as_string()


def test_after_trouble_a_message_waits_and_is_tried_again(reader, settings):
    message = write(reader)
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "tests.records.test_mail.Unreachable"
    assert mail.deliver() == 0
    message.refresh_from_db()
    assert (message.sent_at, message.tries, message.last_trouble) == (None, 1, "Connection unexpectedly closed")
    settings.EMAIL_BACKEND = working
    assert mail.deliver() == 0, "tried again at once"
    with later(minutes=6):
        assert mail.deliver() == 1
    message.refresh_from_db()
    assert (message.tries, message.last_trouble) == (2, "")


def test_the_pauses_grow_to_a_day_and_no_further(reader, settings):
    message = write(reader)
    settings.EMAIL_BACKEND = "tests.records.test_mail.Unreachable"
    Message.unscoped.filter(pk=message.pk).update(tries=5000)
    mail.deliver()
    message.refresh_from_db()
    assert timedelta(hours=23) < message.claimed_until - timezone.now() <= timedelta(days=1)


def test_one_bad_message_does_not_hold_up_the_others(reader, settings):
    settings.EMAIL_BACKEND = "tests.records.test_mail.RefusesOne"
    for number, subject in enumerate(["First", "Second", "Third"]):
        write(reader, subject=subject, key=f"story/{number}")
    assert mail.deliver() == 2
    assert [letter.subject for letter in sent_mail.outbox] == ["First", "Third"]
    assert Message.unscoped.get(subject="Second").last_trouble == "unknown encoding"


def test_a_claim_whose_worker_died_is_taken_over_when_it_has_run_out(reader):
    message = write(reader)
    Message.unscoped.filter(pk=message.pk).update(claimed_until=timezone.now() + mail.CLAIM_LASTS)
    assert mail.deliver() == 0
    with later(minutes=11):
        assert mail.deliver() == 1


def test_nothing_is_sent_to_somebody_who_is_disabled(reader):
    write(reader)
    type(reader).objects.filter(pk=reader.pk).update(is_active=False)
    assert mail.deliver() == 0


def test_everybody_sees_their_own_messages_only(cast):
    write(cast.hr)
    seen = {who: Message.objects.visible_to(getattr(cast, who), on=None).count() for who in ("hr", "director")}
    assert seen == {"hr": 1, "director": 0}


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_every_message_once():
    reader = person("Rhea Reader")
    for number in range(20):
        with transaction.atomic():
            Message.unscoped.create(
                key=f"many/{number}", to=reader, subject=f"Number {number}", text="x", written_at=timezone.now()
            )
    sent, ready = [], threading.Barrier(2)

    def work():
        try:
            ready.wait()
            sent.append(mail.deliver())
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sum(sent) == 20
    assert sorted(letter.subject for letter in sent_mail.outbox) == sorted(f"Number {number}" for number in range(20))
    assert not Message.unscoped.filter(tries__gt=1).exists()
