"""Invented people: a given name with the name of a plant, a bird or a stone. Nobody real is called so by intention."""

from collections.abc import Iterator
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from accounts.models import User

PASSWORD = "demonstration only 2026"  # noqa: S105 (shown on the sign-in page of the demonstration)
DOMAIN = "demonstration.example"

GIVEN = """
Alma Bertil Cleo Dario Edda Fabian Greta Hektor Ines Jorin Kaja Lorenz Mira Nestor Odile Piet Quirin Rosalba Silvan
Thea Ulrik Vesna Wendel Xenia Ysolde Zeno
""".split()  # noqa: SIM905 (a list of words reads better as words)
FAMILY = """
Aspenleaf Bluebell Cottonwood Dogwood Elderberry Foxglove Goldfinch Hawthorn Indigobush Juniper Kestrel Larkspur
Moonstone Nuthatch Oakmoss Ptarmigan Quartz Redwing Sagebrush Thistledown Umberfield Veronica Waxwing Yarrow Agate
Bittern Chickadee Dunlin
""".split()  # noqa: SIM905


def names() -> Iterator[str]:
    """Different invented names, always in the same order; after 728 of them with a number."""
    number = 0
    while True:
        for step in range(len(FAMILY)):
            for place, given in enumerate(GIVEN):
                family = FAMILY[(place * 3 + step) % len(FAMILY)]
                yield f"{given} {family}" + (f" {number + 1}" if number else "")
        number += 1


class Everybody:
    """Makes people one after the other. All share one password, hashed once: hashing is slow on purpose.

    With `salt` and `joined_at` (aware) given, the same people come out the same to the last field.
    """

    def __init__(self, *, salt: str | None = None, joined_at: datetime | None = None) -> None:
        self._names = names()
        self._password = make_password(PASSWORD, salt=salt)
        self._joined_at = joined_at or timezone.now()

    def unsaved(self) -> User:
        """The next person, not yet in the database."""
        name = next(self._names)
        email = f"{name.lower().replace(' ', '.')}@{DOMAIN}"
        return User(email=email, name=name, password=self._password, date_joined=self._joined_at)

    def next(self) -> User:
        """The next person."""
        user = self.unsaved()
        user.save(force_insert=True)
        return user

    def several(self, number: int) -> list[User]:
        """The next `number` people, in one statement."""
        return User.objects.bulk_create(self.unsaved() for _each in range(number))
