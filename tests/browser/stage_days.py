"""Fills a browser test with an SES that is full until June 30, 2005: python -m tests.browser.stage_days.

124 places are held for good, one is left on June 30; one case waits for its review and one for its decision.
"""

from datetime import date

import django

if __name__ == "__main__":
    django.setup()
    from positions import removals
    from tests.cast import assemble
    from tests.positions import scenes

    today = date(2005, 6, 1)
    cast = assemble()
    [elsewhere] = scenes.other_departments(1)
    scenes.fill(elsewhere, 124)
    [leaving] = scenes.fill(cast.revenue, 1, prefix="LEAVING")
    by = {"by": cast.personnel_director, "on": today}
    removal = removals.review(leaving, reason="The segment is gone.", **by)
    removals.order(removal, last_day=date(2005, 6, 30), reason="It no longer meets the criteria.", **by)
    scenes.forwarded(cast, "AG-JUNE", on=today, wanted_on=date(2005, 6, 15))
    scenes.submitted(cast, "AG-JULY", on=today, wanted_on=date(2005, 7, 15))
