"""What a person may not see is not shown: every model says for whom it gives rows, or why it need not."""

from datetime import date

import pytest
from django import forms
from django.apps import apps
from django.db import models

from accounts.models import Department, Membership, User
from accounts.scoping import NobodySaid, ScopedForm, ScopedManager, ScopedModelForm, ScopedQuerySet
from tests.conventions.source import PACKAGES
from tests.factories import PositionFactory

ON = date(2004, 9, 1)
MODELS = [model for model in apps.get_models() if model.__module__.split(".")[0] in PACKAGES]
SCOPED = [model for model in MODELS if isinstance(getattr(model, "objects", None), ScopedManager)]

OPEN = {
    "User": "names are seen beside every act; the list of people is shown to the administrator only",
    "Department": "every department is known to everybody",
    "Chain": "the end of the event chain: a number and a hash",
    "Roster": "one row for each plan, locked while places are counted",
    "FteCount": "published, and shown on the page of the law",
    "PayCeiling": "published, and shown on the page of the law",
    "RegularLid": "published, and shown to everybody with its source",
    "PayGuidance": "published, and shown to everybody beside the ceilings",
    "Authorization": "given in writing, and counted for everybody who sees a department",
    "NightlyRun": "which nights the job has run, and counts; shown to the administrator only",
    "Reminder": "asked for by its flag, and by the job that mails it",
    "MailOptOut": "asked for by the person whose choice it is",
    "CalendarAddress": "asked for by the person whose address it is, or by the hash of its secret",
    "TransferApproval": "asked for by its transfer, which the page has found by visible_to",
    "NominationNote": "asked for by its nomination, which the page has found by visible_to",
    "Element": "asked for by its contract, which the page has found by visible_to",
    "Objective": "asked for by its contract, which the page has found by visible_to",
    "SalaryDecision": "asked for by its contract, which the page has found by visible_to",
    "Comment": "asked for by its contract, which the page has found by visible_to",
}


def test_every_model_is_scoped_or_says_why_it_need_not_be():
    unscoped = {model.__name__ for model in MODELS} - {model.__name__ for model in SCOPED}
    assert unscoped == set(OPEN)


@pytest.mark.parametrize("model", SCOPED, ids=lambda model: model.__name__)
@pytest.mark.parametrize(
    "ask",
    [
        lambda rows: rows.all(),
        lambda rows: rows.get(pk=1),
        lambda rows: rows.filter(pk=1),
        lambda rows: rows.exclude(pk=1),
        lambda rows: rows.first(),
        lambda rows: rows.count(),
        lambda rows: rows.exists(),
        lambda rows: rows.values("pk"),
        lambda rows: rows.create(),
        lambda rows: rows.get_or_create(pk=1),
        lambda rows: rows.update(pk=1),
        lambda rows: rows.in_bulk([1]),
        lambda rows: rows.using("default"),
        lambda rows: list(rows.iterator()),
        lambda rows: list(rows.raw("SELECT 1")),
        lambda rows: rows.aggregate(models.Count("pk")),
        lambda rows: rows.bulk_create([]),
        lambda rows: rows.select_related(),
        lambda rows: rows.none(),
    ],
)
def test_objects_refuses_everything_but_visible_to(db, model, ask):
    with pytest.raises(NobodySaid, match="can only be asked visible_to"):
        ask(model.objects)


@pytest.mark.parametrize("model", SCOPED, ids=lambda model: model.__name__)
def test_django_itself_works_with_the_unscoped_rows(model):
    assert model._default_manager.name == "unscoped"
    assert not isinstance(model._base_manager, ScopedManager)


@pytest.mark.parametrize("model", SCOPED, ids=lambda model: model.__name__)
def test_a_stranger_sees_nothing(cast, model):
    PositionFactory(department=cast.agriculture)
    assert not model.objects.visible_to(cast.stranger, on=ON).exists()


def test_a_query_set_that_does_not_say_who_sees_it_shows_nothing(cast):
    assert list(ScopedQuerySet(Membership).visible_to(cast.auditor, on=ON)) == []


class ChoosesAnOffice(ScopedForm):
    """A form that offers rows of a scoped model, and of an open one."""

    office = forms.ModelChoiceField(Membership.unscoped.all())
    offices = forms.ModelMultipleChoiceField(Membership.unscoped.all())
    department = forms.ModelChoiceField(Department.objects.all())


def test_a_form_offers_what_is_seen_and_takes_nothing_else(cast):
    own = Membership.unscoped.get(user=cast.hr)
    other = Membership.unscoped.get(user=cast.other_hr)
    form = ChoosesAnOffice(
        {"office": other.pk, "offices": [own.pk, other.pk], "department": cast.revenue.pk}, user=cast.hr, on=ON
    )
    assert own in form.fields["office"].queryset
    assert other not in form.fields["office"].queryset
    assert set(form.errors) == {"office", "offices"}
    assert ChoosesAnOffice(
        {"office": own.pk, "offices": [own.pk], "department": cast.revenue.pk}, user=cast.hr, on=ON
    ).is_valid()


def test_a_form_has_to_be_told_for_whom(cast):
    with pytest.raises(TypeError):
        ChoosesAnOffice({})
    assert issubclass(ScopedModelForm, ScopedForm)


def test_offices_are_seen_by_their_holder_their_department_and_the_administrator(cast):
    own = Membership.unscoped.get(user=cast.superior)
    seen = {
        who
        for who in ("superior", "hr", "director", "administrator", "auditor", "other_hr", "executive", "stranger")
        if own in Membership.objects.visible_to(getattr(cast, who), on=ON)
    }
    assert seen == {"superior", "hr", "director", "administrator", "auditor"}
    assert User._default_manager.name == "objects"
