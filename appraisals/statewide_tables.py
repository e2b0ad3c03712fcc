"""The tables of the statewide view, column by column. Each can be had as a file as it is shown."""

from typing import Any

import django_tables2 as tables

from appraisals.statewide import CHANGES, Picture

FIGURE = {"th": {"class": "ses-number"}, "td": {"class": "ses-number"}}


def _figure(name: str) -> tables.Column:
    return tables.Column(name, attrs=FIGURE)


class Shown(tables.Table):
    """A short table, whole and in its own order."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, orderable=False, **kwargs)


class AppraisedTable(Shown):
    """Who is appraised."""

    caption = "Appraisals of the contract year by department"

    department = tables.Column("Department")
    contracts = _figure("Contracts")
    final = _figure("Appraised")
    unsigned = _figure("Executive did not sign")
    under_way = _figure("Under way")
    none = _figure("Not begun")


class LeftTable(Shown):
    """Notices, separations, appeals."""

    caption = "Notices of unsatisfactory performance and separations by department"

    department = tables.Column("Department")
    in_time = _figure("In time")
    disputed = _figure("Disputed")
    late = _figure("Late")
    taken_back = _figure("Taken back")
    separated = _figure("Separated June 30")
    appealed = _figure("Appealed")


class SpreadTable(Shown):
    """Final overall ratings. Its columns are the levels of the plan."""

    caption = "Final overall ratings by department"

    department = tables.Column("Department")


class PayTable(Shown):
    """Ratings against the pay of the next contract."""

    caption = "Final overall ratings against the salary of the next contract"

    level = tables.Column("Overall rating", empty_values=())
    lower = _figure(CHANGES["lower"])
    same = _figure(CHANGES["same"])
    higher = _figure(CHANGES["higher"])
    none = _figure(CHANGES["none"])
    ratings = _figure("All")

    def __init__(self, *args: Any, names: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = names

    def render_level(self, value: int | None) -> str:
        """ "3 Commendable"."""
        return "All ratings" if value is None else f"{value} {self.names[value]}"


def _short(words: str) -> str:
    """The first of the words of a level, for a narrow column: the next table has all of them."""
    return words.split(",")[0].split(" or ")[0]


def of_picture(picture: Picture) -> dict[str, tables.Table]:
    """The four tables, by the name under which the page shows them."""
    levels = [(f"level_{level}", _figure(f"{level} {_short(words)}")) for level, words in picture.levels]
    return {
        "appraised": AppraisedTable(picture.appraised, prefix="appraised-"),
        "spread": SpreadTable(picture.spread, prefix="spread-", extra_columns=[*levels, ("final", _figure("All"))]),
        "pay": PayTable(picture.pay, prefix="pay-", names=dict(picture.levels)),
        "left": LeftTable(picture.left, prefix="left-"),
    }
