"""Bringing in a file: check it, take its rows, or set it aside. Nothing is saved before it is taken."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts import exports
from accounts.acting import Ready, open_steps, ready
from accounts.models import Department, User
from positions.exchange.rows import OUTCOMES, Asking, Outcome
from positions.exchange.subjects import LINE, SUBJECTS, WHY, Subject, as_written
from positions.exchange.told import Taking
from positions.models import Import, Roster
from records import events, files, sheets
from records.acts import begin, move
from records.models import Document
from records.sheets import Unreadable

PURPOSE = "import"


@dataclass(frozen=True)
class Preview:
    """What taking a file would do now, row by row. `mark` changes whenever any of it does."""

    outcomes: list[Outcome]
    notes: list[str]
    counts: dict[str, int]
    mark: str
    headings: list[str]

    @property
    def bad(self) -> int:
        """How many rows cannot be taken."""
        return self.counts["cannot"]

    @property
    def new(self) -> int:
        """How many rows would save something."""
        return self.counts["add"] + self.counts["change"]


def may_bring_in(user: User, *, on: date) -> dict[str, list[Department]]:
    """What this person may bring in on the day `on`: each subject, with the departments if it is for theirs only.

    The list is empty where they bring it in for the whole state.
    """
    departments = {each.department_id: each.department for each in user.memberships_on(on) if each.department_id}
    found: dict[str, list[Department]] = {}
    for code in SUBJECTS:
        if open_steps(user, Import(subject=code, state=""), on=on):
            found[code] = []
            continue
        own = [each for each in departments.values() if open_steps(user, _new(code, each), on=on)]
        if own:
            found[code] = own
    return found


def _new(subject: str, department: Department | None) -> Import:
    return Import(subject=subject, department=department, state="")


@transaction.atomic
def upload(subject: str, file: UploadedFile, *, department: Department | None = None, by: User, on: date) -> Import:
    """Keep a file that is to be brought in, once it can be read. Nothing of it is taken.

    Raises StepRefused: not the office; Unreadable: no table, or not with these columns.
    """
    brought = _new(subject, department)
    brought.uploaded_by, brought.uploaded_on = by, on
    step = ready(brought, "upload", by=by, on=on)
    came = sheets.receive(file)
    SUBJECTS[subject].headings(came.sheet)
    about = {"name": file.name or "table", "content_type": came.content_type, "purpose": PURPOSE, "by": by}
    brought.document = files.store(came.content, **about)
    words = f"Checked {brought.document.name}, a file of {SUBJECTS[subject].unit}"
    begin(brought, step, by=by, on=on, words=words, facts={"sha256": brought.document.sha256})
    return brought


def preview(brought: Import, *, by: User, on: date) -> Preview:
    """What taking this file would do now: the kept bytes are read and judged afresh. Raises Unreadable, Damaged."""
    document = brought.document
    sheet = sheets.read(files.read(document), content_type=document.content_type)
    asking = Asking(by, on, brought.plan, brought.department)
    outcomes = SUBJECTS[brought.subject].judged(sheet, asking)
    counted = Counter(each.what for each in outcomes)
    mark = hashlib.sha256(document.sha256.encode())
    for each in outcomes:
        mark.update(f"\n{each.line.number} {each.what} {each.words}".encode("utf-8", "replace"))
    return Preview(outcomes, sheet.notes, {what: counted[what] for what in OUTCOMES}, mark.hexdigest(), sheet.headings)


@transaction.atomic
def take(brought: Import, *, mark: str, only_good: bool = False, by: User, on: date) -> Preview:
    """Save every row of the file, or with `only_good` those that can be taken; the rest is kept as a file to mend.

    Everybody who decides about places waits meanwhile, and the file is read and judged once more. Raises
    StepRefused: not the office, not what the page with this `mark` showed, a row that cannot be taken, nothing new.
    """
    Roster.lock(brought.plan)
    step = ready(brought, "take", by=by, on=on)
    now = _judged(brought, step, by=by, on=on)
    if now.mark != mark:
        raise step.refused("Something has changed since this page was shown. Look at the rows again, then take them.")
    if now.bad and not only_good:
        raise step.refused(f"{now.bad} of the rows cannot be taken. Mend them, or take the good rows only.")
    if not now.new:
        raise step.refused("Nothing in this file is new: every row that can be taken is so already.")
    subject = SUBJECTS[brought.subject]
    taking = Taking(brought, Asking(by, on, brought.plan, brought.department), step.title)
    saved = list(subject.save([each for each in now.outcomes if each.is_good], taking))
    rest = _rest(brought, now, by=by) if now.bad else None
    move(
        brought,
        step,
        by=by,
        on=on,
        words=f"Took {now.new} of {len(now.outcomes)} rows of {brought.document.name}: {subject.unit}",
        facts={"sha256": brought.document.sha256, "counts": now.counts},
        counts=now.counts,
        ended_on=on,
        rest=rest,
    )
    events.record_all(saved)
    return now


def _judged(brought: Import, step: Ready, *, by: User, on: date) -> Preview:
    try:
        return preview(brought, by=by, on=on)
    except Unreadable as trouble:
        raise step.refused(trouble.words) from None


@transaction.atomic
def set_aside(brought: Import, *, by: User, on: date) -> None:
    """Take nothing of this file. It stays on record. Raises StepRefused: not the office, or taken already."""
    step = ready(brought, "set aside", by=by, on=on)
    words = f"Set {brought.document.name} aside; nothing of it was taken"
    move(brought, step, by=by, on=on, words=words, ended_on=on)


def to_mend(now: Preview) -> tuple[list[str], Iterator[list[exports.Cell]]]:
    """The rows that cannot be taken, as they came, each with its line and what to mend: headings and rows."""
    own = [heading for heading in now.headings if heading.casefold() not in (LINE.casefold(), WHY.casefold())]
    rows = (
        [*(as_written(each.line.cells.get(heading)) for heading in own), str(each.line.number), each.words]
        for each in now.outcomes
        if not each.is_good
    )
    return [*own, LINE, WHY], rows


def _rest(brought: Import, now: Preview, *, by: User) -> Document:
    content = exports.as_csv(*to_mend(now))
    name = f"To mend from {brought.document.name.rsplit('.', 1)[0]}.csv"
    return files.store(content, name=name, content_type=sheets.CSV, purpose=PURPOSE, by=by)


def template(subject: Subject, kind: str) -> bytes:
    """An empty file with every column; as XLSX with a second sheet that explains them."""
    headings = [each.heading for each in subject.columns]
    if kind == "csv":
        return exports.as_csv(headings, [])
    told: list[list[exports.Cell]] = [
        [each.heading, each.needed_words, each.meaning, each.example] for each in subject.columns
    ]
    explained = ["Column", "Needed", "What to write", "Example"]
    return exports.as_xlsx([(subject.name, headings, []), ("Explanations", explained, told)])
