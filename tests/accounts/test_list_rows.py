"""The rows of a list: what heads them, what each cell is called on a phone, and that nothing typed is markup."""

from datetime import date

import django_tables2 as tables
from django.utils.html import format_html

from accounts.templatetags.uswds import list_rows

HOSTILE = "<script>alert(1)</script>"


class PeopleTable(tables.Table):
    """A list as the pages have them."""

    name = tables.Column("Name")
    places = tables.Column('Places "held"', attrs={"td": {"class": "ses-number", "title": HOSTILE}})
    standing = tables.Column("Standing")
    since = tables.Column("Since")

    def render_standing(self, value: str) -> str:
        """A tag around the word."""
        return format_html('<span class="ses-tag">{}</span>', value)


def rows(**changes) -> str:
    """The one row of such a list."""
    person = {"name": "Eve Executive", "places": 1200, "standing": "placed", "since": date(2004, 7, 1), **changes}
    return list_rows(PeopleTable([person]))


def test_the_first_cell_heads_its_row_and_each_names_its_column():
    html = rows()
    assert html.count("<tr") == 1
    assert '<th scope="row"' in html
    assert html.index('data-label="Name">Eve Executive</th>') < html.index('data-label="Since"')
    assert html.count("<td") == 3


def test_what_was_typed_is_never_markup():
    html = rows(name=HOSTILE, standing=HOSTILE)
    assert "<script" not in html
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 3
    assert 'data-label="Places &quot;held&quot;"' in html


def test_markup_of_the_program_stays_and_values_read_as_in_a_template():
    html = rows()
    assert '<span class="ses-tag">placed</span>' in html
    assert ">1200</td>" in html
    assert ">July 1, 2004</td>" in html
