"""What every template keeps to: no query, no figure of the law, and nothing that the content policy refuses."""

import re
import subprocess
import sys
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from django.conf import settings

import law.colorado
from law.dated import Dated

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted(ROOT.glob("templates/**/*.html")) + sorted(ROOT.glob("*/templates/**/*.html"))

COMMENT = re.compile(r"\{#.*?#\}|\{% comment.*?%\}.*?\{% endcomment %\}|<!--.*?-->", re.DOTALL)
TEMPLATE_CODE = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
TAG = re.compile(r"<[a-zA-Z/!][^>]*>", re.DOTALL)

# Numbers of the law that also mean plain things in a template: a share out of a hundred, one of two approvals, years
# and forms that are kept.
PLAIN_NUMBERS = {Decimal(number) for number in (1, 2, 3, 5, 10, 100)}


def read(path: Path) -> str:
    """The template without its comments."""
    return COMMENT.sub("", path.read_text(encoding="utf-8"))


def markup(path: Path) -> str:
    """The tags of a template as a browser might get them: what is computed stands as an empty string."""
    return TEMPLATE_CODE.sub("", read(path))


def figures_of_the_law() -> set[str]:
    """Every number of the law, as a template could write it: 10763 and 10,763."""
    figures = set()
    for module in iter_modules(law.colorado.__path__):
        for value in vars(import_module(f"law.colorado.{module.name}")).values():
            if isinstance(value, Dated):
                figures |= {entry.value for entry in value.entries if isinstance(entry.value, int | Decimal)}
    figures |= {Decimal("10763"), Decimal("8155")}
    numbers = {Decimal(figure) for figure in figures} - PLAIN_NUMBERS
    return {f"{number.normalize():f}" for number in numbers} | {f"{number:,.0f}" for number in numbers if number > 999}


each_template = pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))


def test_there_are_templates_to_look_at():
    assert ROOT / "templates" / "base.html" in TEMPLATES


@each_template
def test_nothing_is_styled_or_scripted_inside_a_page(path):
    text = markup(path)
    assert not re.search(r"<style\b", text), "a <style> element: put the rule into static/css"
    for tag in TAG.findall(text):
        assert not re.search(r"\sstyle\s*=", tag), f"a style attribute: {tag}"
        assert not re.search(r"\son[a-z]+\s*=", tag), f"a script attribute: {tag}"
        assert not re.search(r"\shx-on\b|[\"']\s*(?:javascript|js|data):", tag), (
            f"script or data in an attribute: {tag}"
        )
    for opening, body in re.findall(r"(<script\b[^>]*>)(.*?)</script>", text, re.DOTALL):
        is_data = 'type="application/json"' in opening
        assert is_data or not body.strip(), f"a script inside the page: {opening}"


@each_template
def test_no_template_asks_the_database(path):
    for code in TEMPLATE_CODE.findall(read(path)):
        asks = re.search(r"(?<!forloop)(?<!paginator)\.(all|exists|first|last|count)\b|_set\b", code)
        assert not asks, f"a query in a template: {code}. Let the view hand over the rows."


@each_template
def test_no_template_writes_a_figure_of_the_law(path):
    text = read(path)
    written = TAG.sub(" ", TEMPLATE_CODE.sub(" ", text)) + " ".join(TEMPLATE_CODE.findall(text))
    for figure in sorted(figures_of_the_law()):
        assert not re.search(rf"(?<![\w.,:#-]){re.escape(figure)}(?![\w%]|[.,]\d)", written), (
            f"{figure} is a figure of the law: let the view hand it over with its source"
        )


@each_template
def test_every_picture_says_what_it_shows(path):
    for tag in TAG.findall(markup(path)):
        if tag.startswith("<img"):
            assert re.search(r"\salt=", tag), f"a picture without words: {tag}"


@each_template
def test_a_drawing_is_named_or_hidden_from_readers(path):
    for opening, inside in re.findall(r"(<svg\b[^>]*>)(.*?)</svg>", markup(path), re.DOTALL):
        named = "aria-label" in opening or "aria-hidden" in opening or "<title" in inside
        assert named, f"a drawing without words: {opening}"


def test_the_figures_that_are_looked_for_come_from_the_law():
    assert {"125", "15", "10763", "10,763", "1.25"} <= figures_of_the_law()


def test_djlint_has_nothing_to_say():
    """The linter reads its profile in pyproject.toml."""
    folders = [str(folder) for folder in (ROOT / "templates", *ROOT.glob("*/templates")) if folder.is_dir()]
    run = subprocess.run(
        [sys.executable, "-m", "djlint", "--lint", "--quiet", *folders],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout
