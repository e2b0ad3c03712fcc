"""How many printed lines a text takes in a box, counted with the widths of the bundled font.

The boxes of SES Form 1 have a fixed height, so that special projects begin on page 3 and the chart stays on
page 5. What does not fit goes to an attached sheet, and for that the lines have to be counted before the
page is laid out. Counted are breaks at white space only and a width a little smaller than the real one, so a
count can be too high, never too low by more than the slack that every page has.
"""

import re
from dataclasses import dataclass
from functools import cache

from records.pdf import FONTS, PRINTING_FONTS

SAFETY = 0.97  # of the real width
PIECES = re.compile(r"\n|[^\S\n]+|\S+")


@dataclass(frozen=True)
class Box:
    """Room for text: its inner width and the size of its type in points, and how many lines it holds."""

    width: float
    size: float
    lines: int


def split(text: str, box: Box) -> tuple[str, str]:
    """The part of `text` that the box holds, and the rest, cut between words.

    With a rest, one line of the box stays free for the words that point to the attached sheet.
    """
    text = tidy(text)
    ends = _line_ends(text, box)
    if len(ends) <= box.lines:
        return text, ""
    cut = ends[box.lines - 2]
    return text[:cut].rstrip(), text[cut:].lstrip()


def count(text: str, box: Box) -> int:
    """How many lines `text` takes in the width of the box; at least one."""
    return len(_line_ends(tidy(text), box))


def shortened(text: str, box: Box) -> str:
    """`text` on one line of the box, ended with "…" where it had to be cut."""
    line = " ".join(text.split())
    if _width(line, box) <= box.width * SAFETY:
        return line
    while line and _width(line + "…", box) > box.width * SAFETY:
        line = line[:-1]
    return line.rstrip() + "…"


def tidy(text: str) -> str:
    """The text with one kind of line end, no blanks around it, and never more than one empty line."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    return re.sub(r"\n[^\S\n]*\n\s*\n", "\n\n", lines).strip()


def _line_ends(text: str, box: Box) -> list[int]:
    """Where each printed line ends, as a position in `text`. Long words are broken anywhere."""
    most = box.width * SAFETY
    ends: list[int] = []
    used = 0.0
    for piece in PIECES.finditer(text):
        if piece[0] == "\n":
            ends.append(piece.end())
            used = 0.0
            continue
        width = _width(piece[0], box)
        if not piece[0].isspace() and used and used + width > most:
            ends.append(piece.start())
            used = 0.0
        if piece[0].isspace() or width <= most:
            used += width
            continue
        for position, character in enumerate(piece[0], start=piece.start()):
            step = _width(character, box)
            if used and used + step > most:
                ends.append(position)
                used = 0.0
            used += step
    return [*ends, len(text)]


def _width(text: str, box: Box) -> float:
    return sum(_advance(character) for character in text) * box.size


@cache
def _advance(character: str) -> float:
    """The width of a character at size 1. One that no font has counts as the widest: it is never printed."""
    return next((widths[character] for widths in _widths() if character in widths), 1.0)


@cache
def _widths() -> tuple[dict[str, float], ...]:
    from fontTools.ttLib import TTFont

    found = []
    for name in PRINTING_FONTS:
        with TTFont(FONTS / name, lazy=True) as font:
            advances, units = font["hmtx"].metrics, font["head"].unitsPerEm
            found.append({chr(code): advances[glyph][0] / units for code, glyph in font.getBestCmap().items()})
    return tuple(found)
