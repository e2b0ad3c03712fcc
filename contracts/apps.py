from django.apps import AppConfig


class ContractsConfig(AppConfig):
    name = "contracts"
    verbose_name = "What was agreed for a year"

    def ready(self) -> None:
        from contracts import resting
        from positions import corrections, paid_before

        corrections.RESTING.append(resting.signed)
        paid_before.PAID.append(resting.paid)
