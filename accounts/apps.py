from django.apps import AppConfig

from accounts import wording


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "People and offices"

    def ready(self) -> None:
        wording.put_in_place()
