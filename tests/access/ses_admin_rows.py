"""The desk, the law, health, my page and the administrator's pages, and the pages of signing in."""

from tests.access.table import EVERYBODY, Row

ROWS = [
    Row("desk", page=EVERYBODY, args=[]),
    Row("law", page=EVERYBODY, args=[]),
    Row("healthz", page=EVERYBODY, args=[], signed_out=(200, 405)),
    Row("accounts:me", page=EVERYBODY, args=[]),
    Row("accounts:offices", page={"administrator"}, args=[]),
]
