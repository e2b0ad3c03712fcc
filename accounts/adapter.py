"""How allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up: people are entered by the administrator."""

    def is_open_for_signup(self, request) -> bool:
        return False
