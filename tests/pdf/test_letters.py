"""One letter of each kind before the outside validators: PDF/UA-1, PDF/A-3a, qpdf."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from accounts.models import Department, User
from positions import letters
from positions.models import Letter
from tests.pdf import tools

pytestmark = pytest.mark.pdf

DAY = date(2004, 9, 1)
LONG = "The division directs four hundred people through six managers. " * 60
CAUSE = "A statute of this year gives the department a division of its own."

FACTS = {
    "nomination decision": {
        "position": "Deputy Commissioner (AG-1)",
        "decision": "approved",
        "reason": LONG,
        "holds_from": DAY,
    },
    "authorization decision": {
        "department": "Agriculture",
        "decision": "granted",
        "number": 2,
        "starts_on": DAY,
        "ends_on": date(2005, 6, 30),
        "cause": CAUSE,
        "reason": "The cause is good.",
        "may_have": "5 positions: an allotment of 3 and 2 authorized",
    },
    "conversion": {
        "position": "Deputy Commissioner (AG-1)",
        "last_day": date(2005, 6, 30),
        "last_day_words": "June 30, 2005",
        "first_day_out": date(2005, 7, 1),
        "cause": "The department director no longer supports the position",
        "reason": "Reorganized.\n\nThe division was divided.",
        "incumbent": "Eve Executive",
    },
    "conversion of July 1": {
        "position": "Deputy Commissioner (AG-1)",
        "last_day": date(2005, 6, 30),
        "last_day_words": "June 30, 2005",
        "first_day_out": date(2005, 7, 1),
        "cause": "No signed contract by June 30",
        "reason": "There is no signed contract: the position leaves the SES on July 1.",
        "incumbent": "Eve Executive",
    },
    "notice": {
        "name": "Eve Executive",
        "position": "Deputy Commissioner (AG-1)",
        "grounds": LONG,
        "last_safe_day": date(2005, 4, 30),
        "separation_on": date(2005, 6, 30),
        "appeal_days": 10,
    },
    "notice taken back": {
        "name": "Eve Executive",
        "signed_on": date(2005, 4, 18),
        "reason": "The reports were found.\n\nThey were in time.",
    },
    "separation": {
        "name": "Eve Executive",
        "position": "Deputy Commissioner (AG-1)",
        "last_day": date(2005, 6, 30),
        "delivered_on": date(2005, 4, 29),
        "appeal_by": date(2005, 7, 10),
    },
    "conversion salary": {
        "position": "Deputy Commissioner (AG-1)",
        "name": "Eve Executive",
        "first_day_out": date(2005, 7, 1),
        "salary": Decimal("8500"),
        "lid": Decimal("8610"),
        "lid_source": "Pay plan of the year",
        "lid_year": "2005-06",
    },
    "layoff privilege": {
        "name": "Eve Executive",
        "day": date(2004, 9, 30),
        "class": "General Professional VI",
        "vacant_positions": ["Budget Director (AG-77)", "Policy Director (AG-78)"],
    },
}


def letter(kind: str) -> Letter:
    """One that is printed, not kept."""
    made = Letter(
        plan="colorado-ses",
        letter_kind=kind,
        department=Department(code="agriculture", name="Agriculture"),
        subject=letters.KINDS[kind].subject.format(**FACTS[kind]),
        addressees=[
            {"name": "Dana Director", "office": "Department director"},
            {"name": "", "office": "Department HR"},
        ],
        facts=FACTS[kind],
        sent_on=DAY,
        sent_at=datetime(2004, 9, 1, 16, 40, tzinfo=UTC),
        signed_by=User(name="Pat Director"),
        office="State Personnel Director",
    )
    return made


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """A file of each kind of letter."""
    folder = tmp_path_factory.mktemp("letters")
    files = []
    for kind in letters.KINDS:
        path = folder / f"{kind.replace(' ', '-')}.pdf"
        path.write_bytes(letters.printed(letter(kind)))
        files.append(path)
    return files


def test_every_kind_of_letter_is_tried():
    assert set(FACTS) == set(letters.KINDS)
    for kind, chosen in letters.KINDS.items():
        assert set(chosen.facts) <= set(FACTS[kind])


@pytest.mark.parametrize("flavour", ["ua1", "3a"])
def test_every_letter_can_be_read_aloud_and_kept(printed, flavour):
    verdict = tools.verapdf(flavour, printed)
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr
    assert verdict.stdout.count("PASS") == len(printed)


def test_qpdf_finds_no_fault_in_the_syntax(printed):
    for file in printed:
        said = tools.qpdf_check(file)
        assert said.returncode == 0, said.stdout + said.stderr


def test_the_same_letter_prints_the_same_bytes():
    assert letters.printed(letter("conversion")) == letters.printed(letter("conversion"))
