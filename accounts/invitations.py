"""The mail by which a person chooses their first password, or a new one."""

import logging
from smtplib import SMTPException

from allauth.account.forms import ResetPasswordForm
from django.http import HttpRequest

from accounts.models import User

log = logging.getLogger(__name__)


def send_password_mail(request: HttpRequest, person: User) -> bool:
    """Send the mail with the link to choose a password. False when it could not be sent.

    It is sent at once and not kept with the other messages: whoever can read the link can become the person.
    """
    form = ResetPasswordForm({"email": person.email})
    if not person.is_active or not form.is_valid():
        return False
    try:
        form.save(request)
    except (OSError, SMTPException):
        log.warning("The mail to choose a password could not be sent to person %s.", person.pk, exc_info=True)
        return False
    return True
