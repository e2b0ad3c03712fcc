"""manage.py form1: SES Form 1 of a contract as a PDF, or the blank form."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from contracts import printing
from contracts.models import Contract
from records import files, pdf
from records.today import today


class Command(BaseCommand):
    help = (
        "Write SES Form 1 of a contract: the executed copy as stored if there is one, else the proposed version as "
        "frozen, else the draft as it would print."
    )

    def add_arguments(self, parser):
        parser.add_argument("contract", nargs="?", type=int, help="the primary key of the contract")
        parser.add_argument("--blank", action="store_true", help="the blank form, to be filled in")
        parser.add_argument("--out", required=True, type=Path, metavar="FILE", help="where to write the PDF")

    def handle(self, *, contract, blank, out, **options):
        if blank == (contract is not None):
            raise CommandError("Name one contract by its primary key, or give --blank; one of the two.")
        content, words = self._blank() if blank else self._of(contract)
        try:
            out.write_bytes(content)
        except OSError as trouble:
            raise CommandError(f"{out} could not be written: {trouble.strerror}.") from trouble
        self.stdout.write(f"{out}: {words}, {len(content):,} bytes.")

    def _blank(self) -> tuple[bytes, str]:
        return printing.blank(on=today()), "the blank form"

    def _of(self, pk: int) -> tuple[bytes, str]:
        contract = Contract.unscoped.select_related("proposed_version__document").filter(pk=pk).first()
        if contract is None:
            raise CommandError(f"There is no contract {pk}.")
        try:
            return printing.latest(contract)
        except (files.Damaged, pdf.CannotPrint) as trouble:
            raise CommandError(str(trouble)) from trouble
