"""Fills the browser test of a year: the small cast, an executive with a signed contract of 2004-05, and the training
clock on its first day.

python -m tests.browser.stage_year
"""

import django

if __name__ == "__main__":
    django.setup()
    from decimal import Decimal

    from positions import lids
    from records.today import training_file
    from tests.cast import assemble
    from tests.factories import YEAR_STARTS, PayCeilingFactory, SignedContractFactory

    cast = assemble()
    SignedContractFactory(cast=cast)
    PayCeilingFactory()
    by = {"by": cast.reviewer, "on": YEAR_STARTS}
    lids.record_lid(fiscal_year=2005, amount=Decimal("8610"), source="Invented for a test", **by)
    training_file().write_text(YEAR_STARTS.isoformat(), encoding="ascii")
