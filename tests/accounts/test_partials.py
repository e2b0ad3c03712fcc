"""The pieces that many pages share: findings, steps, states, history, facts, lists and their pages."""

import re
from datetime import UTC, date, datetime

import django_tables2 as tables
import pytest
from django import forms
from django.template.loader import render_to_string
from django_tables2 import RequestConfig

from law.dated import Source
from law.findings import Finding, Weight

SOURCE = Source("SES guide, page 3", "May 2004", "guide only")


def words_of(html):
    """What is read, in order, on one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


def test_findings_are_told_heaviest_first_with_their_rule_and_source():
    findings = [
        Finding("CO-EVA-6", "Finish the appraisal first.", Weight.ADVISES, SOURCE),
        Finding(
            "CO-PAY-2",
            "The salary is above the ceiling.",
            Weight.FORBIDS,
            SOURCE,
            reading="Our reading: the year it starts in.",
        ),
    ]
    html = render_to_string("_findings.html", {"findings": findings})
    said = words_of(html)
    assert said.index("Forbids The salary is above the ceiling.") < said.index("Advice Finish the appraisal")
    assert 'href="/law/#CO-PAY-2">CO-PAY-2</a>' in html
    assert "SES guide, page 3 (May 2004). Our reading: the year it starts in." in said


def test_no_findings_can_be_said_in_words_or_left_out():
    assert words_of(render_to_string("_findings.html", {"findings": []})) == ""
    said = words_of(render_to_string("_findings.html", {"findings": [], "nothing_found": "No rule is in the way."}))
    assert said == "No rule is in the way."


def test_a_step_that_changes_something_is_posted_and_one_that_opens_a_page_is_a_link(rf):
    steps = [
        {
            "button": "Propose",
            "url": "/propose/",
            "post": True,
            "main": True,
            "hint": "All can read it.",
            "fields": {"v": 3},
        },
        {"button": "Edit", "url": "/edit/"},
        {"button": "Withdraw", "url": "/withdraw/", "post": True, "ends": True},
    ]
    html = render_to_string("_steps.html", {"steps": steps}, request=rf.get("/"))
    assert re.findall(r'<form method="post" action="([^"]+)"', html) == ["/propose/", "/withdraw/"]
    assert '<input type="hidden" name="v" value="3">' in html
    assert html.count("csrfmiddlewaretoken") == 2
    assert re.search(r'<a href="/edit/"[^>]*>Edit</a>', html)
    assert 'aria-describedby="step-1"' in html and 'id="step-1"' in html
    assert "Propose: All can read it." in words_of(html)


def test_no_step_can_say_why():
    said = words_of(render_to_string("_steps.html", {"steps": [], "no_steps": "The employee signs next."}))
    assert said == "The employee signs next."


def test_a_state_is_said_in_words_beside_its_colour():
    html = render_to_string("_state.html", {"words": "Proposed", "tone": "waiting", "more": "Due June 30, 2027."})
    assert words_of(html) == "Proposed Due June 30, 2027."
    assert "ses-tag--waiting" in html


def test_history_tells_when_what_and_who():
    events = [
        {
            "at": datetime(2026, 6, 15, 16, 3, tzinfo=UTC),
            "words": "Proposed.",
            "who": "Dana Ortiz",
            "office": "Department HR",
        },
        {"on": date(2026, 5, 1), "words": "Drafted.", "note": "From last year's contract."},
    ]
    html = render_to_string("_history.html", {"events": events})
    assert "June 15, 2026 at 10:03 a.m. Proposed. Dana Ortiz, Department HR" in words_of(html)
    assert "May 1, 2026 Drafted. From last year&#x27;s contract." in words_of(html)
    assert words_of(render_to_string("_history.html", {"events": []})) == "Nothing has happened yet."


def test_a_fact_that_is_missing_says_none_but_nought_is_a_fact():
    rows = [("Certified class", None), ("Division", ""), ("Vacant", 0)]
    assert words_of(render_to_string("_summary.html", {"rows": rows})) == "Certified class none Division none Vacant 0"


def test_an_empty_list_says_why_and_what_to_do():
    html = render_to_string("_empty.html", {"words": "Nothing is owed.", "act_url": "/x/", "act_words": "See the year"})
    assert words_of(html) == "Nothing is owed. See the year"


class Positions(tables.Table):
    """A list as the pages define one."""

    title = tables.Column("Position")
    salary = tables.Column("Salary per month", attrs={"td": {"class": "ses-number"}})
    note = tables.Column("Note", orderable=False)
    caption = "Positions"
    unit = "positions"


def listed(rf, address="/positions/", count=60):
    rows = [
        {"title": f"Position {number:03}", "salary": number, "note": "<b>bold</b>"} for number in range(1, count + 1)
    ]
    table = Positions(rows, empty_text="No position is placed here yet.")
    request = rf.get(address)
    RequestConfig(request, paginate={"per_page": 25}).configure(table)
    return render_to_string("django_tables2/uswds.html", {"table": table}, request=request)


@pytest.fixture
def rf(rf):
    """Requests as the middleware hands them on: signed out, at the start of a page."""
    make = rf.get

    def get(*args, **more):
        request = make(*args, **more)
        request.resolver_match = None
        return request

    rf.get = get
    return rf


def test_a_list_has_a_caption_and_headings_for_columns_and_rows(rf):
    html = listed(rf)
    assert re.search(r"<caption[^>]*>Positions<", html)
    assert html.count('scope="col"') == 3
    assert html.count('<th scope="row"') == 25
    assert 'data-label="Salary per month"' in html
    assert "&lt;b&gt;bold&lt;/b&gt;" in html


def test_a_sorted_heading_says_so_and_turns_the_order_round(rf):
    html = listed(rf, "/positions/?sort=-title&page=2&state=filled")
    assert re.search(r'<th scope="col"[^>]*aria-sort="descending"', html)
    assert html.count("aria-sort") == 1
    assert "last to first" in html
    heading = re.search(r'<a href="([^"]+)">Position</a>', html).group(1)
    assert "sort=title" in heading and "state=filled" in heading and "page=" not in heading


def test_a_column_that_cannot_be_sorted_is_no_link(rf):
    assert not re.search(r"<a[^>]*>Note</a>", listed(rf))


def test_the_pages_of_a_list_keep_what_was_chosen(rf):
    html = listed(rf, "/positions/?page=2&state=filled")
    assert "26 to 50 of 60 positions" in words_of(html)
    following = re.search(r'<a href="([^"]+)" rel="next"', html).group(1)
    assert "page=3" in following and "state=filled" in following
    assert re.search(r'<a href="[^"]*page=2[^"]*" aria-current="page" aria-label="Page 2"', html)


def test_a_list_offers_twenty_five_fifty_or_a_hundred_rows(rf):
    html = listed(rf, "/positions/?page=2")
    sizes = re.findall(r'<a href="([^"]+)"[^>]*>(\d+) a page</a>', html)
    assert [size for _, size in sizes] == ["25", "50", "100"]
    assert not any(re.search(r"[?;]page=", address) for address, _ in sizes)
    assert re.search(r'aria-current="true">25 a page', html)


def test_a_short_list_needs_no_pages(rf):
    html = listed(rf, count=3)
    assert "1 to 3 of 3 positions" in words_of(html)
    assert "a page" not in html and "Next" not in html


def test_a_list_without_rows_is_a_sentence_and_no_table(rf):
    html = listed(rf, count=0)
    assert "No position is placed here yet." in html
    assert "<table" not in html


def test_filters_are_named_keep_the_order_and_can_be_cleared():
    class Filters(forms.Form):
        department = forms.ChoiceField(required=False, choices=[("", "All departments"), ("a", "Agriculture")])
        as_of = forms.DateField(required=False, label="As of")

    html = render_to_string(
        "_filters.html", {"form": Filters({"department": "a"}), "kept": {"sort": "-title"}, "clear_url": "/positions/"}
    )
    assert '<form method="get"' in html
    assert re.search(r'<label[^>]*for="id_department"[^>]*>Department</label>', html)
    assert "(optional)" not in html
    assert '<input type="hidden" name="sort" value="-title">' in html
    assert '<a href="/positions/">' in html
    assert re.search(r'<option value="a" selected>', html)
