"""Files that are brought in, and what comes of them: what every story of an import begins with."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts import exports
from positions.exchange import acts
from positions.models import Import
from tests.positions.scenes import DAY

POSITIONS = ["Position number", "Title", "Department", "In the SES since", "Last day in the SES"]
FTE = ["Department", "Fiscal year", "Permanent FTE", "Source"]
PEOPLE = ["Name", "Mail address"]
HELD = ["Position number", "Mail address", "First day", "Last day", "Method of filling", "Merit and fitness basis"]


def csv_file(headings, *rows, name="rows.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, exports.as_csv(headings, [list(row) for row in rows]), content_type="text/csv")


def xlsx_file(headings, *rows, name="rows.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, exports.as_xlsx([("Rows", headings, [list(row) for row in rows])]))


def brought(subject, file, *, by, on: date = DAY, department=None) -> Import:
    return acts.upload(subject, file, department=department, by=by, on=on)


def seen(imported: Import, *, by, on: date = DAY) -> acts.Preview:
    return acts.preview(imported, by=by, on=on)


def taken(subject, file, *, by, on: date = DAY, department=None, only_good=False) -> acts.Preview:
    """Brought in, looked at, and taken."""
    imported = brought(subject, file, by=by, on=on, department=department)
    return acts.take(imported, mark=seen(imported, by=by, on=on).mark, only_good=only_good, by=by, on=on)


def outcomes(subject, headings, *rows, by, on: date = DAY, department=None) -> list[tuple[str, str]]:
    """What would become of each row: the outcome and its words."""
    imported = brought(subject, csv_file(headings, *rows), by=by, on=on, department=department)
    return [(each.what, each.words) for each in seen(imported, by=by, on=on).outcomes]
