"""The colours of the site can be read: each pair that meets on a page, worked out by the WCAG formula."""

import re
from pathlib import Path

import pytest
from django.conf import settings

CSS = (Path(settings.BASE_DIR) / "static" / "css" / "site.css").read_text(encoding="utf-8")
TOKENS = dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6});", CSS[: CSS.index("}", CSS.index(":root"))]))
TEXT, SHAPE = 4.5, 3.0  # level AA: words, and what only has to be seen


def brightness(colour: str) -> float:
    """Relative luminance of #rrggbb, 0 for black to 1 for white."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio, 1 to 21."""
    light, dark = sorted((brightness(one), brightness(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_gives_what_the_standard_says():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(
    ("words", "ground"),
    [
        ("ink", "white"),
        ("quiet", "white"),
        ("quiet", "pale"),
        ("accent", "white"),
        ("accent", "pale"),
        ("deep", "white"),
        ("deep", "blue-pale"),
        ("red", "white"),
        ("red", "red-pale"),
        ("gold", "white"),
        ("gold", "gold-pale"),
        ("ink", "gold-pale"),
        ("accent", "gold-pale"),
        ("green", "green-pale"),
    ],
)
def test_words_stand_out_from_their_ground(words, ground):
    colours = {**TOKENS, "white": "#ffffff"}
    assert contrast(colours[words], colours[ground]) >= TEXT


@pytest.mark.parametrize("name", ["red", "deep", "accent"])
def test_a_rule_that_means_something_can_be_seen(name):
    assert contrast(TOKENS[name], "#ffffff") >= SHAPE
