"""Signing in, and proving again who one is at the moment of signing."""

from allauth.mfa.base.forms import ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth import authenticate
from django.http import HttpRequest

from accounts.models import User

PASSWORD = "Password given again at the moment of signing"  # noqa: S105 (words for the evidence)
PROVEN_BY = {
    Authenticator.Type.TOTP: "Password and authenticator app code at the moment of signing",
    Authenticator.Type.RECOVERY_CODES: "Password and recovery code given at the moment of signing",
}


class NotProven(Exception):
    """The person at the desk has not shown who they are. `field` is the box it is about."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field = field
        self.words = words


def claimed_name(request: HttpRequest | None, credentials: dict | None = None) -> str | None:
    """The mail address that a sign-in claims, by which failed tries are counted."""
    claimed = (credentials or {}).get("email") or (credentials or {}).get("username")
    if not claimed and request is not None:
        claimed = request.POST.get("login") or request.POST.get("username")
    return claimed.strip().lower() if claimed else None


def is_fresh_password(request: HttpRequest, password: str) -> bool:
    """Whether `password` is, now, the password of the person signed in. Failures count towards the lockout."""
    proven = authenticate(request, email=request.user.email, password=password)
    return proven is not None and proven.pk == request.user.pk


def has_second_factor(user: User) -> bool:
    """Whether this person signs in with an authenticator app besides the password."""
    return is_mfa_enabled(user, types=[Authenticator.Type.TOTP])


def prove(request: HttpRequest, *, password: str, code: str | None) -> str:
    """Ask, at the moment of an act, whether it is really the person signed in. How they proved it, in words.

    The code of the second factor is asked of those who have one, and only after the password was right, so that
    no code is spent in vain. Raises NotProven.
    """
    if not is_fresh_password(request, password):
        raise NotProven("password", "This is not your password. Nothing was signed.")
    if not has_second_factor(request.user):
        return PASSWORD
    factor = ReauthenticateForm({"code": code or ""}, user=request.user)
    if not factor.is_valid():
        raise NotProven(
            "code",
            "This code is not right, or it was used before. Nothing was signed. Wait for the next code; after "
            "several wrong ones, wait some minutes.",
        )
    factor.save()
    return PROVEN_BY[factor.authenticator.type]
