"""Text that was sent after the session had ended: kept for whoever wrote it, and offered back after signing in.

A page on which people write at length carries a mark of who writes (`writer_mark`), signed by this program. When
such a page is sent by a browser that is no longer signed in, or with the token of a session that is over, the
text goes into the new session of that browser. Nothing is saved by that: the page shows it again to the same
person, who looks at it and saves. Somebody else who signs in there never sees it.
"""

from dataclasses import dataclass

from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.csrf import csrf_failure as refuse

from accounts.models import User

BOX = "writer"
"""The name of the hidden box that carries the mark."""

_SALT = "accounts.kept"
_SESSION = "kept_text"
_SECONDS = 24 * 60 * 60  # a page that was left open longer is not taken
_MOST = 600_000  # characters; a contract of forty long projects has fewer


@dataclass(frozen=True)
class Kept:
    """What was sent: every box, and the button that was pressed is not among them."""

    boxes: QueryDict


def writer_mark(user: User) -> str:
    """Who writes on this page: goes into a hidden box of it."""
    return signing.TimestampSigner(salt=_SALT).sign(str(user.pk))


def keep(request: HttpRequest) -> bool:
    """Keep what was just sent, if its page says who wrote it. Whether it was kept."""
    writer = _writer(request)
    if writer is None or request.method != "POST" or request.FILES:
        return False
    boxes = request.POST.copy()
    for name in ("csrfmiddlewaretoken", "then", "change", BOX):
        boxes.pop(name, None)
    sent = boxes.urlencode()
    if len(sent) > _MOST:
        return False
    request.session[_SESSION] = {"path": request.path, "writer": writer, "sent": sent}
    return True


def kept(request: HttpRequest) -> Kept | None:
    """What was kept for this person and this page."""
    found = request.session.get(_SESSION)
    if not found or (found["path"], found["writer"]) != (request.path, str(request.user.pk)):
        return None
    return Kept(QueryDict(found["sent"]))


def drop(request: HttpRequest) -> None:
    """It was saved, or thrown away: keep it no longer."""
    if kept(request) is not None:
        del request.session[_SESSION]


def _writer(request: HttpRequest) -> str | None:
    try:
        return signing.TimestampSigner(salt=_SALT).unsign(request.POST.get(BOX, ""), max_age=_SECONDS)
    except signing.BadSignature:
        return None


class KeptTextMiddleware:
    """Keeps what a browser sends that is no longer signed in. Stands before the one that asks to sign in."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        """Leads nowhere itself: the sign-in page comes next."""
        if request.method == "POST" and not request.user.is_authenticated:
            keep(request)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A page sent with the token of another session: text of ours is kept and shown again; the rest is refused."""
    if keep(request):
        return redirect(request.path)
    return refuse(request, reason=reason)
