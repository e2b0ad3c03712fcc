from django.apps import AppConfig


class AppraisalsConfig(AppConfig):
    name = "appraisals"
    verbose_name = "How it went"

    def ready(self) -> None:
        """The contracts see the last appraisal and a notice; the life of a position, what was agreed in it."""
        from appraisals import board, in_time_line, noticed, salary

        salary.answer()
        noticed.answer()
        board.answer()
        in_time_line.tell()
