"""What differs between two versions, line by line, in words."""

import pytest

import law
from contracts.comparing import compare, lines

PLAN = law.DEFAULT_PLAN
TERMS = {
    "employee": "Eve Executive",
    "monthly_salary": "9500.00",
    "starts_on": "2004-07-01",
    "ends_on": "2005-06-30",
    "ceiling": "10763.00",
    "areas": [{"code": "customers", "title": "CUSTOMERS", "lines": ["Listen", "Publish waiting times every month"]}],
    "projects": [{"objective": "Open two offices", "results": "By May 1"}],
    "understanding": "discussion",
}


def changed(**more) -> list[tuple[str, str, str, str]]:
    """Place, before, after and change of every line that differs."""
    found = compare(PLAN, TERMS, {**TERMS, **more})
    return [
        (each.place, "".join(p.text for p in each.before), "".join(p.text for p in each.after), each.change)
        for each in found.differences
    ]


def area(*texts: str) -> dict:
    return {"areas": [{"code": "customers", "title": "CUSTOMERS", "lines": list(texts)}]}


def test_the_same_terms_differ_in_nothing():
    found = compare(PLAN, TERMS, TERMS)
    assert found.differences == ()
    assert found.same == len(lines(PLAN, TERMS))


def test_another_salary_is_one_changed_line():
    assert changed(monthly_salary="9600.00") == [("Salary", "$9,500 per month", "$9,600 per month", "changed")]


def test_a_salary_that_was_not_there_is_added():
    assert changed(monthly_salary=None) == [("Salary", "$9,500 per month", "", "removed")]


def test_an_added_line_is_added():
    assert changed(**area("Listen", "Publish waiting times every month", "Answer")) == [
        ("Core requirements, customers", "", "Answer", "added")
    ]


def test_a_line_that_was_taken_out_is_removed():
    assert changed(**area("Listen")) == [
        ("Core requirements, customers", "Publish waiting times every month", "", "removed")
    ]


def test_a_line_that_was_reworded_shows_the_words_that_changed():
    found = compare(PLAN, TERMS, {**TERMS, **area("Listen", "Publish waiting times every week")})
    (line,) = found.differences
    assert [piece.text for piece in line.before if piece.change == "removed"] == ["month"]
    assert [piece.text for piece in line.after if piece.change == "added"] == ["week"]


def test_another_line_in_its_place_is_not_called_a_rewording():
    assert [each[3] for each in changed(**area("Listen", "Quite another thing altogether"))] == ["removed", "added"]


def test_a_project_put_first_leaves_the_others_as_they_are():
    first = {"objective": "Replace the paper intake", "results": "In use by June"}
    assert changed(projects=[first, *TERMS["projects"]]) == [
        ("Special project, objective", "", "Replace the paper intake", "added"),
        ("Special project, results", "", "In use by June", "added"),
    ]


@pytest.mark.parametrize("size", [20_000])
def test_very_long_texts_are_compared_in_good_time(size):
    text = " ".join(f"word{number}" for number in range(size))
    found = changed(projects=[{"objective": text, "results": "By May 1"}])
    assert found[0][3] in ("changed", "removed")
