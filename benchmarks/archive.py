"""125 signed forms into one ZIP with its index, against printing one form, and the memory that takes."""

import tracemalloc

from django.db import connection
from django.utils import timezone

from benchmarks.form1 import printed
from benchmarks.measuring.installation import SMALL, Installation
from benchmarks.measuring.rows import Row
from benchmarks.measuring.timing import compare, milliseconds
from contracts import archive, executed, terms
from contracts.models import Archive, Contract, ExecutedCopy
from records import seal
from records.today import today

CORES = 2
MOST_TIMES = 1.25
FORMS = SMALL
FLAT = 8  # forms: no more than the bytes of so many may be in memory at once


def measure(installation: Installation) -> list[Row]:
    """Two rows: the time, and the memory at its highest."""
    with installation.using(SMALL):
        year = _keep_forms()
        took, reference = compare(lambda: _make(year), lambda: printed(_first().pk), times=3, warm_up=1)
        tracemalloc.start()
        size = _make(year)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    allowed = MOST_TIMES * FORMS * reference / CORES
    one = size / FORMS
    return [
        Row(
            "ZIP of a year",
            f"{FORMS} signed forms and their index",
            f"{milliseconds(took)}, {size / 1e6:.1f} MB",
            f"{milliseconds(reference)} for one form printed",
            took / reference,
            bound=f"≤ {MOST_TIMES} × {FORMS} prints ÷ {CORES} cores",
            misses=(f"{took / allowed:.2f} times what is allowed",) if took > allowed else (),
        ),
        Row(
            "ZIP of a year",
            "memory beside what the process holds",
            f"{most / 1e6:.1f} MB at most",
            f"{one / 1e3:.0f} KB for one form",
            bound=f"≤ {FLAT} forms and the index",
            misses=(f"{most / one:.0f} forms in memory",) if most > FLAT * one + 3_000_000 else (),
        ),
    ]


def _first() -> Contract:
    return Contract.unscoped.in_force(today()).order_by("pk").first()


def _keep_forms() -> int:
    """Give the signed contracts of this year, which came over from paper, a sealed copy each."""
    first = _first()
    year = terms.fiscal_year(first.plan, first.starts_on)
    sealed = seal.seal(printed(first.pk), reason="Measured", at=timezone.now())
    for contract in archive.of_year(first.plan, year)[:FORMS]:
        copy, _made = ExecutedCopy.unscoped.get_or_create(contract=contract)
        executed._finish(copy, sealed + f"\n% {contract.pk}\n".encode())
    return year


def _make(year: int) -> int:
    person = Contract.unscoped.values_list("employee", flat=True).first()
    wanted = Archive(fiscal_year=year, made_for_id=person, asked_on=today(), asked_at=timezone.now(), state="")
    wanted.total = FORMS
    wanted.save()
    archive._make(wanted)
    size = archive.path(wanted).stat().st_size
    archive.path(wanted).unlink()
    connection.close()
    return size
