"""What a person may see. On a scoped model `objects` can do one thing: `visible_to(user, on=day)`."""

from datetime import date
from typing import Any, Self

from django import forms
from django.db.models import Manager, QuerySet


class NobodySaid(RuntimeError):
    """A scoped model was asked for rows without saying for whom."""


class ScopedQuerySet(QuerySet):
    """Rows of a scoped model. Each model says in `visible_to` who may see which of them."""

    def visible_to(self, user: Any, *, on: date) -> Self:
        """The rows that `user` may see on the day `on`, by the offices held that day. By default: none."""
        return self.none()


class ScopedManager(Manager):
    """Refuses every query that does not say for whom. Declare it after `unscoped`, as `objects`."""

    def __init__(self, queryset_class: type[ScopedQuerySet]) -> None:
        super().__init__()
        self._rows = queryset_class

    def get_queryset(self) -> QuerySet:
        raise NobodySaid(
            f"{self.model.__name__}.objects can only be asked visible_to(user, on=day). "
            f"Acts, jobs and tests use {self.model.__name__}.unscoped."
        )

    def visible_to(self, user: Any, *, on: date) -> ScopedQuerySet:
        """The rows that `user` may see on the day `on`."""
        return self._rows(self.model, using=self._db).visible_to(user, on=on)


class ScopedForm(forms.Form):
    """A form whose choices are narrowed to rows that `user` may see on the day `on`.

    A field that offers rows of a scoped model shows, and accepts back, only what is visible.
    """

    def __init__(self, *args: Any, user: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.on = on
        for field in self.fields.values():
            rows = getattr(field, "queryset", None)
            if isinstance(rows, ScopedQuerySet):
                field.queryset = rows.visible_to(user, on=on)


class ScopedModelForm(ScopedForm, forms.ModelForm):
    """ScopedForm for a model: edits drafts and nothing else."""
