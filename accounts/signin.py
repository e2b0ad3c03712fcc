"""Signing in, and proving again who one is at the moment of signing."""

from django.contrib.auth import authenticate
from django.http import HttpRequest


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
