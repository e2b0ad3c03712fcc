"""The pages of signing in: open to whoever has to prove who they are, and about oneself only.

Posted without anything, each says what is missing (200); what happens with the right words is told in
tests/accounts/. Where the second step is asked for again, everybody is sent to prove who they are first.
"""

from tests.access.table import EVERYBODY, Row

ROWS = [
    Row("account_login", page=EVERYBODY, page_status=302, act=EVERYBODY, args=[], signed_out=(200, 200)),
    Row("account_logout", page=EVERYBODY, act=EVERYBODY, args=[], done_status=302, signed_out=(302, 302)),
    Row("account_inactive", page=EVERYBODY, args=[], signed_out=(200, 405)),
    Row("account_reauthenticate", page=EVERYBODY, act=EVERYBODY, args=[], done_status=200),
    Row("account_change_password", page=EVERYBODY, act=EVERYBODY, args=[], done_status=200),
    Row("account_reset_password", page=EVERYBODY, act=EVERYBODY, args=[], done_status=200, signed_out=(200, 200)),
    Row("account_reset_password_done", page=EVERYBODY, args=[], signed_out=(200, 405)),
    Row(
        "account_reset_password_from_key",
        page=EVERYBODY,
        act=EVERYBODY,
        args=["1", "wrong-key"],
        done_status=200,
        signed_out=(200, 200),
    ),
    Row("account_reset_password_from_key_done", page=EVERYBODY, args=[], signed_out=(200, 405)),
    Row("mfa_index", page=EVERYBODY, args=[]),
    Row("mfa_authenticate", page=EVERYBODY, page_status=302, act=EVERYBODY, args=[], signed_out=(302, 302)),
    Row("mfa_reauthenticate", page=EVERYBODY, page_status=302, act=EVERYBODY, args=[], signed_out=(302, 302)),
    Row("mfa_activate_totp", page=EVERYBODY, page_status=302, act=EVERYBODY, args=[], signed_out=(302, 302)),
    Row("mfa_generate_recovery_codes", page=EVERYBODY, page_status=302, act=EVERYBODY, args=[], signed_out=(302, 302)),
    # Nobody of the cast has a second step, so there is nothing to turn off and there are no codes.
    Row("mfa_deactivate_totp", page=EVERYBODY, page_status=404, act=EVERYBODY, done_status=404, args=[]),
    Row("mfa_view_recovery_codes", page=EVERYBODY, page_status=404, args=[]),
    Row("mfa_download_recovery_codes", page=EVERYBODY, page_status=404, act=EVERYBODY, done_status=404, args=[]),
]
