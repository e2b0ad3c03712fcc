"""Messages: written with the act they tell of, claimed once, sent once."""

import logging
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta

from celery import current_app
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone
from kombu.exceptions import OperationalError

from accounts.models import User
from records.models import Message

log = logging.getLogger(__name__)

CLAIM_LASTS = timedelta(minutes=10)
PAUSE_AFTER_TROUBLE = timedelta(minutes=5)
LONGEST_PAUSE = timedelta(days=1)


def send_message(*, to: User, subject: str, text: str, key: str, path: str = "") -> Message:
    """Write a message in the transaction of the act; a job sends it after the commit.

    `key` names what is told to whom: written twice, it is sent once. `path` is the page it leads to.
    """
    message, created = Message.unscoped.get_or_create(
        key=f"{key}/{to.pk}",
        defaults={
            "to": to,
            "subject": " ".join(subject.split()),
            "text": text,
            "path": path,
            "written_at": timezone.now(),
        },
    )
    if created:
        transaction.on_commit(_nudge, robust=True)
    return message


@dataclass(frozen=True)
class Letter:
    """One message of many that are written together: to whom, what, and the key that keeps it from being told twice."""

    to: User
    subject: str
    text: str
    key: str
    path: str = ""


def send_messages(letters: Iterable[Letter]) -> None:
    """As send_message, for many at once: one statement for every 500, whatever was written before is left as it is."""
    now = timezone.now()
    Message.unscoped.bulk_create(
        [
            Message(
                key=f"{each.key}/{each.to.pk}",
                to=each.to,
                subject=" ".join(each.subject.split()),
                text=each.text,
                path=each.path,
                written_at=now,
            )
            for each in letters
        ],
        batch_size=500,
        ignore_conflicts=True,
    )
    transaction.on_commit(_nudge, robust=True)


def already_told(key: str, people: Collection[User]) -> set[int]:
    """Who of these people has a message under this key; see send_message."""
    keys = {f"{key}/{person.pk}": person.pk for person in people}
    return {keys[each] for each in Message.unscoped.filter(key__in=keys).values_list("key", flat=True)}


def _nudge() -> None:
    """Ask the job runner to look now. If it cannot be reached, the sweep of the next minute finds the message."""
    try:
        current_app.send_task("records.tasks.deliver_messages", retry=False)
    except (OSError, OperationalError):
        log.warning("The job runner could not be reached; the message waits for the next sweep.", exc_info=True)


def deliver() -> int:
    """Send every waiting message, each claimed first so that no two workers send the same. How many were sent."""
    sent = 0
    while (message := _claim_next()) is not None:
        sent += _send(message)
    return sent


def _claim_next() -> Message | None:
    """Take the next waiting message, or None. The update names the old claim, so one worker wins."""
    now = timezone.now()
    while True:
        message = Message.unscoped.waiting(now=now).select_related("to").order_by("pk").first()
        if message is None:
            return None
        rows = Message.unscoped.filter(pk=message.pk, claimed_until=message.claimed_until, sent_at=None)
        if rows.update(claimed_until=now + CLAIM_LASTS, tries=F("tries") + 1) == 1:
            return message


def _send(message: Message) -> int:
    # The same message always has the same identifier: a mail server that sees it twice can tell.
    headers = {"Message-ID": f"<message-{message.pk}.{message.written_at:%Y%m%d%H%M%S}@ses-admin>"}
    body = f"{message.text}\n\n{message.url}\n" if message.url else f"{message.text}\n"
    mail = EmailMultiAlternatives(
        message.subject, body, settings.DEFAULT_FROM_EMAIL, [message.to.email], headers=headers
    )
    mail.attach_alternative(as_page(message), "text/html")
    try:
        mail.send()
    except Exception as trouble:  # whatever is wrong with one message or the way to it must not hold up the others
        log.warning("Message %s could not be sent: %s", message.pk, trouble)
        pause = min(PAUSE_AFTER_TROUBLE * (message.tries + 1), LONGEST_PAUSE)
        Message.unscoped.filter(pk=message.pk).update(
            last_trouble=(str(trouble) or type(trouble).__name__)[:300], claimed_until=timezone.now() + pause
        )
        return 0
    Message.unscoped.filter(pk=message.pk).update(sent_at=timezone.now(), last_trouble="")
    return 1


def as_page(message: Message) -> str:
    """The same words as a page for mail programs: escaped, and nothing in it is loaded from anywhere."""
    paragraphs = [each for each in message.text.split("\n\n") if each.strip()]
    context = {"message": message, "paragraphs": paragraphs, "installation_name": settings.INSTALLATION_NAME}
    return render_to_string("mail/message.html", context)
