"""Fills the database of a browser test with the small cast of every story: python -m tests.browser.stage."""

import django

if __name__ == "__main__":
    django.setup()
    from tests.cast import assemble

    assemble()
