"""Forms as the crispy template pack draws them: words, ids and the order in which things are read."""

import re

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Hidden, Layout, Row, Submit
from django import forms
from django.template import Context, Origin, Template

from accounts.fields import MoneyField


class Proposal(forms.Form):
    """One field of every kind that the pages use."""

    title = forms.CharField(help_text="As it will be printed.")
    rationale = forms.CharField(widget=forms.Textarea, max_length=2000, help_text="Why it belongs in the service.")
    starts_on = forms.DateField(label="First day")
    salary = MoneyField(label="Monthly salary")
    notes = forms.CharField(required=False)
    method = forms.ChoiceField(widget=forms.RadioSelect, choices=[("open", "Open competition"), ("move", "Transfer")])
    factors = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, choices=[("1", "Performance"), ("2", "Budget")], required=False
    )
    description = forms.FileField(label="Job description")
    sure = forms.BooleanField(label="I have read this")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


def drawn(form, source="{% load crispy_forms_tags %}{% crispy form %}"):
    here = Origin("test.html", template_name="test.html")
    return Template(source, origin=here).render(Context({"form": form, "csrf_token": "token"}))


def control(html, name):
    """The tag of the box called `name`."""
    return next(tag for tag in re.findall(r"<(?:input|textarea|select)[^>]*>", html) if f'name="{name}"' in tag)


@pytest.fixture
def empty():
    return drawn(Proposal())


@pytest.fixture
def refused():
    form = Proposal({"title": "Deputy director", "salary": "a lot"})
    form.is_valid()
    form.add_error(None, "Somebody else changed this meanwhile.")
    return drawn(form)


def ids(html):
    return re.findall(r'\sid="([^"]+)"', html)


@pytest.mark.parametrize("page", ["empty", "refused"])
def test_every_id_is_written_once_and_every_description_exists(page, request):
    html = request.getfixturevalue(page)
    known = ids(html)
    assert len(known) == len(set(known))
    for described in re.findall(r'aria-describedby="([^"]+)"', html):
        assert set(described.split()) <= set(known), described
    for leads_to in re.findall(r'href="#([^"]+)"|\sfor="([^"]+)"', html):
        assert set(filter(None, leads_to)) <= set(known), leads_to


def test_the_hint_stands_before_the_error_and_the_error_before_the_box(refused):
    places = [refused.index(f'id="id_rationale{end}"') for end in ("_helptext", "_error", "", "_limit")]
    assert places == sorted(places)
    described = 'aria-describedby="id_rationale_helptext id_rationale_error id_rationale_limit"'
    assert described in control(refused, "rationale")


def test_the_summary_of_errors_comes_first_takes_the_focus_and_leads_to_each_field(refused):
    summary = refused[refused.index("ses-error-summary") : refused.index("</ul>")]
    assert "autofocus" in summary and 'tabindex="-1"' in summary
    assert "Somebody else changed this meanwhile." in summary
    assert '<a href="#id_salary">Monthly salary</a>: Write an amount in dollars' in summary
    assert '<a href="#id_method_0">Method</a>' in summary
    assert "Title" not in summary
    assert refused.index("ses-error-summary") < refused.index('name="title"')


def test_what_was_typed_is_kept(refused):
    assert 'value="Deputy director"' in control(refused, "title")
    assert 'value="a lot"' in control(refused, "salary")


def test_optional_fields_say_so_and_the_top_says_what_that_means(empty):
    assert "Every field is required unless it says “optional”." in empty
    assert re.search(r"Notes\s*<span[^>]*>\(optional\)</span></label>", empty)
    assert not re.search(r"Title\s*<span[^>]*>\(optional\)", empty)


def test_a_short_form_of_required_fields_needs_no_such_sentence():
    class Short(forms.Form):
        login = forms.CharField()
        password = forms.CharField()

    assert "required." not in drawn(Short())


def test_radio_buttons_and_checkboxes_are_grouped_under_a_legend(empty):
    groups = re.findall(r"<fieldset.*?</fieldset>", empty, re.DOTALL)
    assert len(groups) == 2
    assert re.search(r"<legend[^>]*>\s*Method", groups[0])
    assert groups[0].count('class="usa-radio__input"') == 2
    assert re.search(r"<legend[^>]*>\s*Factors", groups[1])
    assert groups[1].count('class="usa-checkbox__input"') == 2


def test_a_group_that_is_refused_says_so_once(refused):
    method = next(group for group in re.findall(r"<fieldset.*?</fieldset>", refused, re.DOTALL) if "Method" in group)
    assert 'aria-describedby="id_method_error"' in method
    assert "aria-invalid" not in method


def test_a_day_is_one_box_of_the_browser_with_a_hint(empty):
    assert 'type="date"' in control(empty, "starts_on")
    assert 'aria-describedby="id_starts_on_day"' in control(empty, "starts_on")
    assert "such as 06/30/2027" in empty


def test_a_day_already_known_is_written_the_way_the_browser_reads_it():
    form = Proposal({"starts_on": "2027-06-30"})
    assert 'value="2027-06-30"' in control(drawn(form), "starts_on")


def test_money_stands_between_a_dollar_sign_and_its_unit(empty):
    around = empty[empty.index("ses-affixed") : empty.index("per month") + len("per month")]
    assert around.index(">$<") < around.index('name="salary"') < around.index("per month")
    assert 'inputmode="decimal"' in control(empty, "salary")


def test_a_long_text_says_how_long_it_may_be(empty):
    assert "You can write up to 2,000 characters." in empty
    assert 'data-maxlength="2000"' in empty
    assert "usa-character-count__field" in control(empty, "rationale")


def test_a_form_with_a_file_can_send_it(empty):
    assert 'enctype="multipart/form-data"' in empty
    assert 'type="file"' in control(empty, "description")


def test_the_browser_leaves_the_checking_to_the_server(empty):
    assert re.search(r"<form[^>]*\snovalidate", empty)
    assert 'name="csrfmiddlewaretoken"' in empty


def test_a_hidden_field_has_no_label(empty):
    assert 'type="hidden"' in control(empty, "version")
    assert 'for="id_version"' not in empty


def test_a_layout_is_drawn_with_legends_rows_and_buttons():
    form = Proposal()
    form.helper = FormHelper()
    form.helper.layout = Layout(Fieldset("The position", "title", Row("starts_on", "salary")))
    form.helper.add_input(Submit("propose", "Propose"))
    form.helper.add_input(Submit("save", "Save the draft", css_class="usa-button--outline"))
    form.helper.add_input(Hidden("version", "3"))
    html = drawn(form)
    assert re.search(r"<legend[^>]*>The position</legend>", html)
    assert 'class="ses-row' in html
    buttons = re.findall(r"<button[^>]*>[^<]*</button>", html)
    assert [re.sub(r"<[^>]*>", "", button) for button in buttons] == ["Propose", "Save the draft"]
    assert "btn" not in html
    assert "usa-button--outline" in buttons[1]
    assert re.search(r'<input type="hidden" name="version" value="3"', html)


def test_hostile_words_stay_words():
    class Named(forms.Form):
        pay = forms.CharField(label="<script>alert(1)</script>")

    form = Named({"pay": ""})
    form.is_valid()
    form.add_error("pay", "<img src=x onerror=alert(1)>")
    html = drawn(form)
    assert "<script>alert" not in html
    assert "<img" not in html


def test_a_formset_is_drawn_with_its_management_fields():
    lines = forms.formset_factory(Proposal, extra=2)(prefix="line")
    html = Template("{% load crispy_forms_filters %}{{ form|crispy }}").render(Context({"form": lines}))
    assert 'name="line-TOTAL_FORMS"' in html
    assert 'id="id_line-1-title"' in html


def test_a_page_of_the_sign_in_library_that_we_did_not_write_looks_like_ours():
    """Its pages are made of elements, which are templates of ours."""

    class Key(forms.Form):
        name = forms.CharField()

    source = """{% load allauth %}
    {% element h1 %}Keys{% endelement %}
    {% element form form=form method="post" action="/there/" %}
      {% slot body %}{% element fields form=form unlabeled=True %}{% endelement %}{% endslot %}
      {% slot actions %}{% element button type="submit" tags="danger,delete" %}Remove{% endelement %}{% endslot %}
    {% endelement %}"""
    html = drawn(Key(), source)
    assert "<h1>Keys</h1>" in html
    assert re.search(r'<form class="ses-form"[^>]*action="/there/"', html)
    assert re.search(r'<label class="usa-label" for="id_name">Name</label>', html)
    assert re.search(r'<button type="submit"[^>]*usa-button--secondary[^>]*>Remove</button>', html)
