"""Fills a browser test with an SES that is full until June 30, 2005: python -m tests.browser.stage_days.

124 places are held for good, one is left on June 30; one case waits for its review and one for its decision.
"""

from datetime import date

import django

if __name__ == "__main__":
    django.setup()
    from tests.cast import assemble
    from tests.positions import scenes

    today = date(2005, 6, 1)
    cast = assemble()
    [elsewhere] = scenes.other_departments(1)
    scenes.fill(elsewhere, 124)
    scenes.fill(cast.revenue, 1, ends_on=date(2005, 6, 30), prefix="LEAVING")
    scenes.forwarded(cast, "AG-JUNE", on=today, wanted_on=date(2005, 6, 15))
    scenes.submitted(cast, "AG-JULY", on=today, wanted_on=date(2005, 7, 15))
