"""Reads what was filled into the boxes of a PDF that somebody sent. Nothing in it is trusted.

A PDF can be made to take all memory or all day. So it is read in a process of its own, which gives itself little
memory and little time and says what it found as JSON; when it dies, only the reading has failed. Only form fields
are read: no script of the file runs, no picture is drawn, no address is opened.
"""

import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

TOP = Path(__file__).resolve().parent.parent
MOST_BYTES = 5 * 1024 * 1024  # a filled form has a fifth of a megabyte
MOST_PAGES = 60
MOST_FIELDS = 2000
MOST_CHARACTERS = 30_000  # of one box
DEEPEST = 12  # names within names
SECONDS = 20
MEMORY = 768 * 1024 * 1024

TROUBLES = {
    "large": "This file is larger than 5 MB. A filled-in form is much smaller; choose the form itself.",
    "locked": "This PDF is locked with a password. Save it without one and choose it again.",
    "pages": f"This PDF has more than {MOST_PAGES} pages. Choose the form itself.",
    "flat": "This PDF has no boxes that can be read: it was scanned, or printed to a new PDF. Fill in the blank form "
    "with a PDF reader and save it, or type the contents here.",
    "xfa": "This PDF keeps its boxes in a way that only one maker’s programs read. Fill in the blank form from here.",
    "broken": "This PDF cannot be read: it is damaged, or not made as PDFs are. Open it, save it anew, and choose it "
    "again.",
    "heavy": "This PDF takes too long or too much to read. Fill in the blank form from here and choose that.",
}


class CannotRead(ValueError):
    """The file has nothing that could be read. The message says why, in words for the person who sent it."""


@dataclass(frozen=True)
class FilledForm:
    """The boxes of a form by name: texts as typed, and the names of the boxes that are ticked."""

    texts: dict[str, str]
    ticked: tuple[str, ...]


def read(content: bytes) -> FilledForm:
    """What was filled into this PDF. Raises CannotRead."""
    if len(content) > MOST_BYTES:
        raise CannotRead(TROUBLES["large"])
    try:
        done = subprocess.run(  # noqa: S603 (this module, by this Python)
            [sys.executable, "-m", "records.filled_forms"],
            input=content,
            cwd=TOP,
            capture_output=True,
            timeout=SECONDS * 2,
            check=False,
            env={"PYTHONPATH": str(TOP)},
        )
    except subprocess.TimeoutExpired:
        raise CannotRead(TROUBLES["heavy"]) from None
    if done.returncode != 0:
        raise CannotRead(TROUBLES["heavy"])
    found = json.loads(done.stdout)
    if "trouble" in found:
        raise CannotRead(TROUBLES[found["trouble"]])
    return FilledForm(found["texts"], tuple(found["ticked"]))


def _limit_this_process() -> None:
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    with suppress(ValueError, OSError):  # not on every system
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _found(content: bytes) -> dict[str, Any]:
    """What the process that reads says."""
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        reader = PdfFileReader(BytesIO(content), strict=False)
        if reader.encrypted:
            return {"trouble": "locked"}
        if int(reader.root["/Pages"]["/Count"]) > MOST_PAGES:
            return {"trouble": "pages"}
        form = _of(reader.root, "/AcroForm") or {}
        fields = _of(form, "/Fields")
        if not fields:
            return {"trouble": "xfa" if "/XFA" in form else "flat"}
        texts: dict[str, str] = {}
        ticked: list[str] = []
        _walk(fields, "", texts, ticked, iter(range(MOST_FIELDS)))
    except MemoryError:
        return {"trouble": "heavy"}
    except (PdfError, LookupError, TypeError, ValueError, AttributeError, RecursionError, AssertionError, OSError):
        return {"trouble": "broken"}  # a made-up file can go wrong in any of these ways
    return {"texts": texts, "ticked": ticked}


def _of(thing: Any, key: str) -> Any:
    """What stands under `key`, followed to where it is kept; None when there is nothing."""
    try:
        return thing[key]
    except KeyError:
        return None


def _walk(
    fields: Any, above: str, texts: dict[str, str], ticked: list[str], left: Iterator[int], depth: int = 0
) -> None:
    """Every field under these. `left` runs out: a file can name its fields in a circle."""
    for each in fields:
        if next(left, None) is None or depth > DEEPEST:
            return
        field = each.get_object()
        own = str(_of(field, "/T") or "")
        name = f"{above}.{own}" if above and own else above or own
        kids = [kid for kid in _of(field, "/Kids") or () if "/T" in kid.get_object()]
        if kids:
            _walk(kids, name, texts, ticked, left, depth + 1)
            continue
        value = _of(field, "/V")
        if _of(field, "/FT") == "/Btn":
            if value is not None and str(value) not in ("/Off", ""):
                ticked.append(name)
        elif value is not None:
            texts[name] = _text(value)[:MOST_CHARACTERS]


# PDF's own encoding, where it differs from Latin-1.
OWN_ENCODING = str.maketrans(
    dict(zip(range(0x18, 0x20), "˘ˇˆ˙˝˛˚˜", strict=True))
    | dict(zip(range(0x80, 0x9F), "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž", strict=True))
    | {0xA0: "€"}
)


def _text(value: Any) -> str:
    if hasattr(value, "data"):  # a long text may be kept as a stream
        value = bytes(value.data)
    if isinstance(value, bytes):
        if value.startswith(b"\xfe\xff"):
            return value[2:].decode("utf-16-be", "replace")
        if value.startswith(b"\xef\xbb\xbf"):
            return value[3:].decode("utf-8", "replace")
        return value.decode("latin-1").translate(OWN_ENCODING)
    if isinstance(value, list):
        return ", ".join(_text(each) for each in value)
    return str(value)


if __name__ == "__main__":
    _limit_this_process()
    sys.stdout.write(json.dumps(_found(sys.stdin.buffer.read())))
