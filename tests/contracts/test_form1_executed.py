"""The executed copy: its evidence, what is inside it, how it is read aloud, and that it prints the same again."""

import hashlib
import os
import re
import subprocess
import sys

import pytest

from contracts import form1
from contracts.evidence import moment_in_denver
from records import pdf
from tests.contracts import form1_samples as samples
from tests.contracts.form1_samples import LONG
from tests.pdf.reading import attached, font_names, pages, structure

FULL = {"objective": LONG, "results": LONG}


@pytest.fixture(scope="module")
def executed_bytes() -> bytes:
    return samples.executed_copy()


def test_the_evidence_is_the_last_page_of_the_executed_copy(executed_bytes):
    text = pages(executed_bytes)
    assert len(text) == 6
    digest = hashlib.sha256(attached(executed_bytes)["version-2.pdf"]).hexdigest()
    last = text[-1]
    assert last.startswith("Evidence of signature")
    assert last.count(digest) == 4
    assert "Department director: Benjamin Castellanos Signed as Acting department director" in last
    assert "June 30, 2004, 11:30 p.m. in Denver (2004-07-01 05:30:00 UTC)" in last
    assert "Password, entered again at the moment of signing" in last
    assert "Technical Assistance, Senior Executive Service (May 2004)" in last
    assert "A copy went to DPA/DHR on June 30, 2004." in last


def test_the_evidence_stays_the_last_page_behind_an_attached_sheet():
    text = pages(samples.executed_copy(samples.terms(projects=[FULL] * 6)))
    assert text[-1].startswith("Evidence of signature")
    assert sum("Evidence of signature" in page for page in text) == 1


def test_the_frozen_version_and_its_data_are_inside_the_executed_copy(executed_bytes):
    inside = attached(executed_bytes)
    assert sorted(inside) == ["version-2.json", "version-2.pdf"]
    assert inside["version-2.pdf"] == form1.print_form(samples.frozen())
    assert b"Rosalind Whitehorse" in inside["version-2.json"]


def test_a_moment_is_told_in_denver_and_must_have_a_time_zone():
    assert moment_in_denver(samples.SIGNED[2].at) == "June 30, 2004, 11:30 p.m."
    with pytest.raises(ValueError, match="time zone"):
        moment_in_denver(samples.SIGNED[2].at.replace(tzinfo=None))


def test_headings_start_with_the_title_and_skip_no_level(executed_bytes):
    levels = [int(kind[2]) for kind in structure(executed_bytes) if re.fullmatch(r"/H\d", kind)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_only_bundled_fonts_are_used(executed_bytes):
    assert font_names(executed_bytes) == {"SES-Sans", "SES-Sans-Bold"}


PRINT_ELSEWHERE = """
import hashlib, django
django.setup()
from tests.contracts import form1_samples
print(hashlib.sha256(form1_samples.executed_copy()).hexdigest())
"""


def test_another_process_prints_the_same_executed_copy(executed_bytes):
    elsewhere = subprocess.run(
        [sys.executable, "-c", PRINT_ELSEWHERE],
        capture_output=True,
        text=True,
        check=True,
        cwd=pdf.STATIC.parent,
        env=os.environ | {"PYTHONHASHSEED": "7", "DJANGO_SETTINGS_MODULE": "tests.settings"},
    )
    assert elsewhere.stdout.strip() == hashlib.sha256(executed_bytes).hexdigest()
