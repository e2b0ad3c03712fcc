"""One measured figure, and the table of all of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One line of the table. `misses` says, a sentence part each, what does not hold; empty when all holds.

    `ratio` is measured ÷ reference. `small_sql` and `large_sql` are SQL statements with 125 and 8,155 positions.
    `bound` is what is to be reached; empty when the figure is only reported.
    """

    name: str
    what: str
    measured: str
    reference: str = ""
    ratio: float | None = None
    small_sql: int | None = None
    large_sql: int | None = None
    bound: str = ""
    misses: tuple[str, ...] = ()

    @property
    def holds(self) -> str:
        """Yes, no, or that nothing is asked."""
        if self.misses:
            return "NO"
        return "yes" if self.bound else "reported"


def broken(name: str, what: str, bound: str, trouble: str) -> Row:
    """A figure that could not be measured: that is a miss."""
    return Row(name, what, "", bound=bound, misses=(trouble,))


HEADINGS = ("name", "what", "measured", "reference", "ratio", "SQL 125", "SQL 8,155", "bound", "holds")


def table(rows: list[Row]) -> str:
    """All rows as a Markdown table that also reads well as plain text."""
    lines = [HEADINGS, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
    lines.insert(1, tuple("-" * width for width in widths))
    return "\n".join(
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in lines
    )


def _cells(row: Row) -> tuple[str, ...]:
    return (
        row.name,
        row.what,
        row.measured,
        row.reference,
        "" if row.ratio is None else f"{row.ratio:.2f} ×",
        "" if row.small_sql is None else str(row.small_sql),
        "" if row.large_sql is None else str(row.large_sql),
        row.bound,
        row.holds,
    )
