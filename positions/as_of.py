"""The day that a page of positions shows: today, or another one that stands in the address.

It is only what is looked at. What a person may see, and what they may do, is judged by today.
"""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode, urlsplit

from django.core.exceptions import ValidationError
from django.http import HttpRequest

from accounts.fields import DayField
from accounts.templatetags.words import day as in_words

NAME = "as_of"
"""How the day is called in the address."""
TURNED = ("page", NAME)
"""What is not kept when another day is chosen."""


@dataclass(frozen=True)
class AsOf:
    """The day shown on a page. `trouble` says what is wrong with the day that was typed; then today is shown.

    `kept` are the other choices in the address, `path` is the page and `home` the same page with today.
    """

    day: date
    today: date
    typed: str = ""
    trouble: str = ""
    kept: tuple[tuple[str, str], ...] = ()
    path: str = ""
    home: str = ""

    @property
    def is_other(self) -> bool:
        """Whether another day than today is shown."""
        return self.day != self.today

    @property
    def sentence(self) -> str:
        """What somebody has to know who takes this page for today's."""
        when = "as it is planned now" if self.day > self.today else "as it was"
        return f"This page shows {in_words(self.day)}, {when}, not today, {in_words(self.today)}."

    def link(self, url: str) -> str:
        """The address of another page of positions, showing the same day."""
        if not self.is_other or not url:
            return url
        joined = "&" if urlsplit(url).query else "?"
        return f"{url}{joined}{urlencode({NAME: self.day.isoformat()})}"


def asked(request: HttpRequest, *, earliest: date | None = None, path: str = "") -> AsOf:
    """The day in the address of this page; today where there is none, or none that can be read.

    A day before `earliest` shows that day. `path` is the page, where a form that came back has another address.
    """
    typed, trouble = request.GET.get(NAME, ""), ""
    try:
        day = DayField(required=False).clean(typed) or request.today
    except ValidationError as problem:
        day, trouble = request.today, problem.messages[0]
    if earliest is not None and day < earliest:
        day = earliest
    kept = tuple((name, value) for name, value in request.GET.items() if name not in TURNED)
    path = path or request.path
    home = f"{path}?{urlencode(kept)}" if kept else path
    return AsOf(day, request.today, typed if trouble else day.isoformat(), trouble, kept, path, home)
