from django.apps import AppConfig


class AppraisalsConfig(AppConfig):
    name = "appraisals"
    verbose_name = "How it went"

    def ready(self) -> None:
        """The salary of the next year sees the appraisal of the last."""
        from appraisals import salary

        salary.answer()
