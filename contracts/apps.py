from django.apps import AppConfig


class ContractsConfig(AppConfig):
    name = "contracts"
    verbose_name = "What was agreed for a year"

    def ready(self) -> None:
        from contracts import resting
        from positions import corrections

        corrections.RESTING.append(resting.signed)
