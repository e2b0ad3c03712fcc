"""That every file a page asks for exists: in production a missing one is an error page, elsewhere it goes unseen."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
NAMED = re.compile(r"""\{%\s*static\s+["']([^"']+)["']""")
ASKED_FOR = sorted({name for page in TEMPLATES.rglob("*.html") for name in NAMED.findall(page.read_text())})


def test_pages_ask_for_static_files():
    assert ASKED_FOR


@pytest.mark.parametrize("name", ASKED_FOR)
def test_a_static_file_that_a_page_names_exists(name):
    assert finders.find(name.partition("#")[0])
