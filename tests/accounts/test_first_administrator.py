"""The first administrator of a new installation is entered once, from the command line."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Membership, User
from records.events import breaks
from records.models import Event
from records.today import today

pytestmark = pytest.mark.django_db


def test_the_first_administrator_is_entered_and_recorded():
    said = StringIO()
    call_command("first_administrator", "Ann.First@example.org", "Ann First", stdout=said)
    held = Membership.unscoped.get()
    assert (held.user.email, held.office, held.starts_on) == ("ann.first@example.org", "administrator", today())
    assert not held.user.has_usable_password()
    assert "password/reset" in said.getvalue()
    assert Event.unscoped.get().words == "Entered Ann First as the first administrator"
    assert breaks() == []


def test_nobody_becomes_administrator_this_way_where_there_is_one():
    call_command("first_administrator", "ann@example.org", "Ann First", stdout=StringIO())
    with pytest.raises(CommandError, match="administrator already"):
        call_command("first_administrator", "bob@example.org", "Bob Second")
    assert not User.objects.filter(email="bob@example.org").exists()
