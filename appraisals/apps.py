from django.apps import AppConfig


class AppraisalsConfig(AppConfig):
    name = "appraisals"
    verbose_name = "How it went"

    def ready(self) -> None:
        """The salary of the next year sees the appraisal of the last, and so does the life of the position."""
        from appraisals import in_time_line, salary

        salary.answer()
        in_time_line.tell()
