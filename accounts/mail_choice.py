"""Which reminders a person wants by mail."""

from collections.abc import Collection

from django.db import transaction

from accounts.models import MailOptOut, User


@transaction.atomic
def choose(user: User, *, wanted: Collection[str]) -> None:
    """From now on this person gets the kinds of MailOptOut.KINDS that are `wanted`, and none of the others."""
    MailOptOut.objects.filter(user=user).delete()
    MailOptOut.objects.bulk_create(
        MailOptOut(user=user, mail_kind=kind) for kind, _ in MailOptOut.KINDS if kind not in wanted
    )


def choices(user: User) -> list[tuple[str, str, bool]]:
    """Every kind of reminder that can be switched off, with whether this person wants it."""
    unwanted = set(MailOptOut.objects.filter(user=user).values_list("mail_kind", flat=True))
    return [(kind, words, kind not in unwanted) for kind, words in MailOptOut.KINDS]
