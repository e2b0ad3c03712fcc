"""A form without its token is refused: a part that is included alone gets the token from whoever includes it."""

import re
from pathlib import Path

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
INCLUDE = re.compile(r'{%\s*include\s+"([^"]+)"([^%]*)%}')


def without_token(source: str, *, has_form) -> list[str]:
    """The parts that `source` includes with `only`, that have a form, and that are not handed the token."""
    return [
        name
        for name, words in INCLUDE.findall(source)
        if words.split()[-1:] == ["only"] and "csrf_token=csrf_token" not in words and has_form(name)
    ]


def test_every_included_form_is_handed_its_token():
    sources = {str(path.relative_to(TEMPLATES)): path.read_text() for path in TEMPLATES.rglob("*.html")}

    def has_form(name: str) -> bool:
        return "{% csrf_token %}" in sources.get(name, "")

    lost = {name: found for name, source in sources.items() if (found := without_token(source, has_form=has_form))}
    assert lost == {}
    assert has_form("_steps.html")


def test_a_form_included_without_its_token_is_found():
    source = '{% include "_steps.html" with steps=steps only %}'
    assert without_token(source, has_form=lambda name: True) == ["_steps.html"]
    handed = '{% include "_steps.html" with steps=steps csrf_token=csrf_token only %}'
    assert without_token(handed, has_form=lambda name: True) == []
