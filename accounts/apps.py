from django.apps import AppConfig
from django.forms import Field


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "People and offices"

    def ready(self) -> None:
        Field.default_error_messages["required"] = "Fill this in."
