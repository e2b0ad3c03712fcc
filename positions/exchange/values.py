"""What a person wrote in a cell, as the value that is meant; or a sentence that says what to write instead."""

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from accounts.fields import DayField
from records.sheets import Cell, Formula

NOTHING = {"", "none", "no end set", "not in the ses", "not recorded", "n/a", "-", "–"}
YES, NO = {"yes", "y", "true", "1", "x"}, {"no", "n", "false", "0"}
DAY_SHAPES = ("%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y", "%B %d, %Y", "%b %d, %Y", "%B %d %Y", "%d %B %Y", "%m-%d-%Y")
WITH_A_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]00:00(:00)?")
SERIAL = re.compile(r"\d{5}(\.0+)?")
ERRORS = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#####"}
EXCEL_DAY_0 = date(1899, 12, 30)


class Mistake(Exception):
    """A cell does not say what it has to. The words follow the name of its column."""


def words(cell: Cell) -> str:
    """The cell as one line of text; a whole figure without a decimal point. Raises Mistake for what is no text."""
    if isinstance(cell, Formula):
        raise Mistake(
            f"has a formula (cell {cell.place}) whose result is not kept in the file. Copy it and paste its value."
        )
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, Decimal):
        return f"{cell.to_integral_value():f}" if cell == cell.to_integral_value() else f"{cell:f}"
    if isinstance(cell, date):
        return cell.isoformat()
    said = " ".join(str(cell).split())
    if said.upper() in ERRORS:
        raise Mistake(f"shows {said}, the sign of a formula that failed. Write the value.")
    if "\x00" in said:
        raise Mistake("holds a mark that no text has. Type it again.")
    return said


def text(cell: Cell, *, most: int) -> str:
    """A text, not longer than `most`."""
    said = words(cell)
    if len(said) > most:
        raise Mistake(f"has {len(said)} characters; at most {most} can be kept. Shorten it.")
    return said


def mail(cell: Cell) -> str:
    """A mail address, in lower case; empty for none."""
    said = text(cell, most=254).lower()
    if said:
        try:
            validate_email(said)
        except ValidationError:
            raise Mistake(f"says “{said}”, which is no mail address. Write one such as name@example.org.") from None
    return said


def day(cell: Cell) -> date | None:
    """A day; None for an empty cell. In a workbook also Excel's own counting of days."""
    if isinstance(cell, date):
        return _likely(cell, cell.isoformat())
    if isinstance(cell, Decimal):
        return _likely(_counted(cell), words(cell))
    said = words(cell)
    if said.casefold() in NOTHING:
        return None
    if match := WITH_A_TIME.fullmatch(said):
        said = match[1]
    if SERIAL.fullmatch(said):
        meant = _counted(Decimal(said))
        raise Mistake(
            f"says {said}, which looks like Excel's own counting of days. Write the day out"
            + (f": {meant:%m/%d/%Y}, if that is meant." if meant else ", such as 06/30/2027.")
        )
    for shape in DAY_SHAPES:
        try:
            return _likely(datetime.strptime(said, shape).date(), said)
        except ValueError:
            continue
    raise Mistake(f"says “{_short(said)}”, which is no day. Write the month, day and year, such as 06/30/2027.")


def _counted(number: Decimal) -> date | None:
    if number != number.to_integral_value() or not 1 <= number <= 100_000:
        return None
    return date.fromordinal(EXCEL_DAY_0.toordinal() + int(number))


def _likely(meant: date | None, said: str) -> date:
    if meant is None or not DayField.EARLIEST <= meant <= DayField.LATEST:
        raise Mistake(f"says {_short(said)}, which cannot be the day that is meant. Check the year.")
    return meant


def figure(cell: Cell, *, places: int, most: Decimal) -> Decimal | None:
    """A figure of zero or more with so many decimal places; None for an empty cell. Figures kept as text are read."""
    if isinstance(cell, date):
        raise Mistake("holds a day where a figure is needed. Format the cell as a number and type the figure again.")
    said = words(cell).replace("$", "")
    if said.casefold() in NOTHING:
        return None
    if "," in said and not re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", said):
        raise Mistake(f"says “{_short(said)}”. Write the figure with a decimal point, such as 1,818.1.")
    if not re.fullmatch(r"-?[\d,]*\.?\d*", said, re.ASCII):
        raise Mistake(f"says “{_short(said)}”, which is no figure. Write one such as 1,818.1.")
    try:
        number = Decimal(said.replace(",", ""))
    except InvalidOperation:
        raise Mistake(f"says “{_short(said)}”, which is no figure. Write one such as 1,818.1.") from None
    if not number.is_finite():
        raise Mistake(f"says “{_short(said)}”, which is no figure. Write one such as 1,818.1.")
    if number < 0:
        raise Mistake(f"says {said}, and cannot be below zero.")
    if number > most:
        raise Mistake(f"says {said}, which is more than {most:,f}. Check the figure.")
    if number != round(number, places):
        raise Mistake(f"says {said}; at most {places} decimal place{'' if places == 1 else 's'} can be kept. Round it.")
    return round(number, places)


def yes_or_no(cell: Cell) -> bool | None:
    """Yes or no; None for an empty cell."""
    said = words(cell).casefold()
    if said in YES:
        return True
    if said in NO:
        return False
    if said in NOTHING:
        return None
    raise Mistake(f"says “{_short(said)}”. Write yes or no.")


def _short(said: str) -> str:
    return said if len(said) <= 40 else f"{said[:39]}…"
