"""Fills the database of the season's browser test: the small cast, and 15 executives with contracts of 2004-05.

python -m tests.browser.stage_season
"""

import django

if __name__ == "__main__":
    django.setup()
    from tests.cast import assemble
    from tests.contracts.seasons import ceiling, department_of

    department_of(assemble(), 15)
    ceiling()
