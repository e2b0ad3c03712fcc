"""What the stories about pages read from an answer: its words, its messages, its buttons."""

import html
import re

from django.contrib.messages import get_messages


def words(response) -> str:
    """Everything on the page in one line, without tags."""
    body = re.sub(r"<(script|style)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def said(response) -> str:
    """The messages of an answer that leads to another page."""
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def buttons(response) -> list[str]:
    """What can be done now, by the words of its buttons, in their order."""
    steps = re.search(r'<ul class="ses-steps".*?</ul>', response.content.decode(), flags=re.DOTALL)
    if steps is None:
        return []
    found = re.findall(r"<(?:a|button)[^>]*usa-button[^>]*>(.*?)</(?:a|button)>", steps.group(), flags=re.DOTALL)
    return [words_of(each) for each in found]


def words_of(markup: str) -> str:
    """The words of a piece of markup."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def filled(response) -> dict[str, list[str]]:
    """What stands in the boxes of the page: every name with its values, as a browser would send them."""
    body = response.content.decode()
    found: dict[str, list[str]] = {}
    for name, text in re.findall(r'<textarea name="([^"]+)"[^>]*>\r?\n?(.*?)</textarea>', body, flags=re.DOTALL):
        found.setdefault(name, []).append(html.unescape(text))
    for tag in re.findall(r"<input\b[^>]*>", body):
        attributes = dict(re.findall(r'([a-z]+)="([^"]*)"', tag))
        if attributes.get("type") == "search":  # the frame's: it is in no form that is sent
            continue
        if attributes.get("type") in ("radio", "checkbox") and " checked" not in tag:
            continue
        if attributes.get("name", "csrfmiddlewaretoken") != "csrfmiddlewaretoken":
            if attributes.get("type") == "checkbox":
                attributes.setdefault("value", "on")
            found.setdefault(attributes["name"], []).append(html.unescape(attributes.get("value", "")))
    for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', body, flags=re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        found.setdefault(name, []).append(chosen.group(1) if chosen else "")
    return found
