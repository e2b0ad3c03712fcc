"""A form that takes a file says so to the browser, or the file never arrives."""

import inspect
import re
from importlib import import_module
from pathlib import Path

import pytest
from django import forms
from django.template.loader import render_to_string

from positions.removal_forms import TurnForm

ROOT = Path(__file__).resolve().parents[2]
APPS = ("accounts", "appraisals", "contracts", "positions", "records", "ses_admin")
FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)
OPENING = re.compile(r"<form\b.*?(?<!%)>", re.DOTALL)


def without_enctype(page: str) -> list[str]:
    """The openings of the forms of a rendered page that hold a file and would send its name only."""
    return [
        OPENING.match(form)[0]
        for form in FORM.findall(page)
        if re.search(r"<input\b[^>]*type=\"file\"", form) and "multipart/form-data" not in OPENING.match(form)[0]
    ]


def forms_with_a_file() -> list[type[forms.BaseForm]]:
    """Every form of the program with a file among its fields."""
    names = [path.relative_to(ROOT).with_suffix("") for app in APPS for path in (ROOT / app).rglob("*.py")]
    modules = [".".join(name.parts) for name in names if "form" in (ROOT / name).with_suffix(".py").read_text()]
    found = {
        each
        for module in modules
        if "migrations" not in module and not module.endswith(("wsgi", "settings"))
        for each in vars(import_module(module)).values()
        if inspect.isclass(each) and issubclass(each, forms.BaseForm) and each.__module__ == module
    }
    files = [each for each in found if any(isinstance(field, forms.FileField) for field in each.base_fields.values())]
    return sorted(files, key=lambda each: each.__qualname__)


def test_a_form_that_would_lose_its_file_is_found():
    lost = '<form method="post"><input type="file" name="upload"></form>'
    kept = '<form method="post" enctype="multipart/form-data"><input type="file" name="upload"></form>'
    assert without_enctype(lost + kept) == ['<form method="post">']


def test_there_are_forms_with_a_file():
    assert "AttestForm" in {each.__qualname__ for each in forms_with_a_file()}


@pytest.mark.parametrize(
    "form", [each for each in forms_with_a_file() if issubclass(each, TurnForm)], ids=lambda each: each.__qualname__
)
def test_an_act_with_a_file_sends_it(form):
    class Thing:
        pk = 1

    shown = render_to_string("positions/_act_form.html", {"form": form(thing=Thing(), user=None, on=None)})
    assert 'type="file"' in shown
    assert without_enctype(shown) == []
