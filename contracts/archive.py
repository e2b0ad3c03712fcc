"""The ZIP of a year's executed forms for DPA/DHR, with an index: asked for, made by a job, removed after some days.

One form at a time is read and written, so that memory does not grow with the year.
"""

import logging
import secrets
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from kombu.exceptions import OperationalError

from accounts import exports
from accounts.acting import open_steps, ready
from accounts.models import User
from accounts.templatetags.words import day
from contracts import standing as standing_of
from contracts import terms
from contracts.models import AmendmentSignature, Archive, Contract, ExecutedAmendment, Signature
from records import files
from records.acts import begin
from records.mail import send_message
from records.models import Document

log = logging.getLogger(__name__)

CLAIM_LASTS = timedelta(minutes=10)
KEPT_FOR = timedelta(days=7)
HEADINGS = [
    "Person",
    "Position",
    "Department",
    "First day",
    "Last day",
    "Signed on",
    "Contract in force",
    "How",
    "What",
    "SHA-256",
    "File name",
]
AT_ONCE = 50  # contracts read from the database at a time


@transaction.atomic
def ask(*, plan: str, fiscal_year: int, by: User, on: date, at: datetime) -> Archive:
    """Ask for the ZIP of the forms of a contract year. Raises StepRefused when the same is being made already."""
    wanted = Archive(plan=plan, fiscal_year=fiscal_year, made_for=by, state="", asked_on=on, asked_at=at)
    step = ready(wanted, "ask", by=by, on=on)
    if Archive.unscoped.filter(made_for=by, plan=plan, fiscal_year=fiscal_year, finished_at=None).exists():
        raise step.refused("This ZIP is being made already.")
    wanted.total = of_year(plan, fiscal_year).count()
    begin(wanted, step, by=by, on=on, words=f"Asked for the forms of {year_words(wanted)} in one ZIP")
    transaction.on_commit(_nudge, robust=True)
    return wanted


def may_ask(user: User, *, on: date) -> bool:
    """Whether this person may ask for one."""
    return bool(open_steps(user, Archive(state=""), on=on))


def year_words(archive: Archive) -> str:
    """The contract year as people say it."""
    return terms.year_words(archive.plan, archive.fiscal_year)


def of_year(plan: str, fiscal_year: int):
    """The signed contracts whose term begins in this fiscal year, in the order of the index."""
    first, last = terms.year_days(plan, fiscal_year)
    rows = Contract.unscoped.filter(plan=plan, state="signed", starts_on__gte=first, starts_on__lte=last)
    return rows.order_by("department_name", "employee__name", "starts_on", "pk")


def make_waiting() -> int:
    """Make every ZIP that was asked for; how many. A failure is kept and tried again later."""
    made = 0
    while (archive := _claim_next()) is not None:
        try:
            _make(archive)
            made += 1
        except Exception as trouble:  # whatever it is, the next one is made, and the page says so
            log.exception("%s could not be made.", archive)
            told = f"{type(trouble).__name__}: {trouble}"[:300]
            Archive.unscoped.filter(pk=archive.pk, finished_at=None).update(last_trouble=told)
    return made


def remove_old(*, now: datetime) -> int:
    """Remove the files of ZIPs that were finished some days ago; how many."""
    old = Archive.unscoped.filter(finished_at__lt=now - KEPT_FOR, removed_at=None)
    removed = 0
    for archive in old:
        path(archive).unlink(missing_ok=True)
        removed += Archive.unscoped.filter(pk=archive.pk).update(removed_at=now)
    return removed


def path(archive: Archive) -> Path:
    """Where the ZIP lies."""
    return Path(settings.DATA_DIR) / "archives" / archive.stored_name


def file_name(archive: Archive) -> str:
    """What it is called when it is downloaded."""
    return f"SES forms {year_words(archive)}.zip"


def _claim_next() -> Archive | None:
    now = timezone.now()
    while True:
        waiting = Archive.unscoped.filter(Q(claimed_until=None) | Q(claimed_until__lt=now), finished_at=None)
        archive = waiting.select_related("made_for").order_by("pk").first()
        if archive is None:
            return None
        mine = Archive.unscoped.filter(pk=archive.pk, claimed_until=archive.claimed_until, finished_at=None)
        if mine.update(claimed_until=now + CLAIM_LASTS, tries=F("tries") + 1) == 1:
            return archive


def _make(archive: Archive) -> None:
    archive.stored_name = secrets.token_hex(32)
    target = path(archive)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    partial = target.with_suffix(".part")
    try:
        forms = _write(archive, partial)
        partial.chmod(0o600)
        size = partial.stat().st_size
        partial.rename(target)
    finally:
        partial.unlink(missing_ok=True)
    done = Archive.unscoped.filter(pk=archive.pk, finished_at=None).update(
        stored_name=archive.stored_name, forms=forms, size=size, finished_at=timezone.now(), last_trouble=""
    )
    if not done:  # another worker was faster
        target.unlink(missing_ok=True)
        return
    send_message(
        to=archive.made_for,
        subject=f"The SES forms of {year_words(archive)} are ready",
        text=f"The ZIP that you asked for holds {forms} form{'' if forms == 1 else 's'} and an index. It is removed "
        f"after {KEPT_FOR.days} days.",
        key=f"archive/{archive.pk}",
        path=archive.get_absolute_url(),
    )


def _write(archive: Archive, target: Path) -> int:
    """The ZIP, one form at a time, and the index behind them; how many forms."""
    rows: list[list[exports.Cell]] = []
    forms = 0
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as bundle:  # PDFs are packed already
        for number, contract in enumerate(_contracts(archive), start=1):
            for paper in _papers(contract):
                rows.append(_row(contract, paper, _put(bundle, contract, paper.what, paper.document)))
                forms += bool(rows[-1][-1])
            Archive.unscoped.filter(pk=archive.pk).update(done=number, claimed_until=timezone.now() + CLAIM_LASTS)
        bundle.writestr("index.csv", exports.as_csv(HEADINGS, rows), zipfile.ZIP_DEFLATED)
        bundle.writestr("index.xlsx", exports.as_xlsx([("Index", HEADINGS, rows)]), zipfile.ZIP_DEFLATED)
    return forms


def _contracts(archive: Archive) -> Iterator[Contract]:
    signed = Signature.unscoped.filter(version=OuterRef("proposed_version"))
    rows = of_year(archive.plan, archive.fiscal_year).with_leaving().annotate(**_hands(signed))
    return rows.select_related("employee", "position", "executed_copy__document").iterator(chunk_size=AT_ONCE)


def _hands(signed: QuerySet) -> dict[str, Exists]:
    """Whether any of these signatures was written by hand, and whether any was given here."""
    return {
        "on_paper": Exists(signed.filter(paper__isnull=False)),
        "given_here": Exists(signed.filter(paper__isnull=True)),
    }


def _how(form: Contract | ExecutedAmendment) -> str:
    if form.on_paper:
        return "partly on paper" if form.given_here else "on paper"
    return "electronically"


@dataclass(frozen=True)
class Paper:
    """A form of a contract: `document` is None where there is no file; `how` says how its lines were signed."""

    what: str
    document: Document | None
    signed_on: date | None
    how: str


def _papers(contract: Contract) -> Iterator[Paper]:
    """What there is of a contract: its executed form, then its amendments."""
    copy = getattr(contract, "executed_copy", None)
    yield Paper("contract", copy.document if copy else None, contract.signed_on, _how(contract))
    signed = AmendmentSignature.unscoped.filter(document=OuterRef("amendment__document"))
    amended = ExecutedAmendment.unscoped.filter(amendment__contract=contract, amendment__state="signed")
    amended = amended.annotate(**_hands(signed)).select_related("amendment", "document")
    for each in amended.order_by("amendment__number"):
        yield Paper(f"amendment {each.amendment.number}", each.document, each.amendment.signed_on, _how(each))


def _put(bundle: zipfile.ZipFile, contract: Contract, what: str, document: Document | None) -> str:
    """Put one form into the ZIP; the name it has there, or nothing when there is none."""
    if document is None:
        return ""
    try:
        content = files.read(document)
    except files.Disposed:
        return ""
    safe = files.safe_name(f"{contract.employee.name} - {contract.position.number} - {what}.pdf")
    name = f"{files.safe_name(contract.department_name)}/{contract.pk} {safe}"
    bundle.writestr(zipfile.ZipInfo(name, date_time=_date_time(contract.signed_on)), content)
    return name


def _date_time(signed_on: date | None) -> tuple[int, int, int, int, int, int]:
    known = signed_on or date(1980, 1, 1)
    return (known.year, known.month, known.day, 0, 0, 0)


def _row(contract: Contract, paper: Paper, name: str) -> list[exports.Cell]:
    how, document = paper.how, paper.document
    if contract.brought_over and paper.what == "contract":
        how = f"on paper before this program: {contract.brought_over}"
    elif document is None:
        how = f"{how}; the executed copy is not sealed yet"
    elif not name:
        how = f"{how}; the file was disposed of"
    return [
        contract.employee.name,
        f"{contract.position.number}, {contract.title}",
        contract.department_name,
        contract.starts_on,
        contract.ends_on,
        paper.signed_on,
        standing_of.in_force(contract),
        how,
        paper.what,
        document.sha256 if document else "",
        name,
    ]


def standing(archive: Archive) -> str:
    """Where it is, in words."""
    if archive.removed_at:
        return f"Removed {day(archive.removed_at)}"
    if archive.finished_at:
        return f"Ready: {archive.forms} form{'' if archive.forms == 1 else 's'}"
    return f"{archive.done} of {archive.total} contracts looked at"


def _nudge() -> None:
    try:
        current_app.send_task("contracts.tasks.make_archives", retry=False)
    except (OSError, OperationalError):
        return
