"""Backups: one archive with the database and every kept file, and the way back to an empty machine.

`making` writes an archive while the site runs, `archive` says what may stand in one and checks every sum, `databases`
copies the database out and in, `restoring` brings an archive to an empty installation, and `unfinished` keeps a
half-restored one from being taken for whole.

An archive is as secret as the installation: it holds everything about everybody, the hashes of passwords, the secrets
of second factors and the key of the seal. Not in it are the settings (.env, SECRET_KEY), a seal that the operator gave
with SEAL_KEY_FILE, ZIPs made for downloading, waiting jobs and the cache: those are set, made or forgotten anew.
"""


class BackupRefused(RuntimeError):
    """No archive was written. The message says why, and what to do."""


class RestoreRefused(RuntimeError):
    """Nothing was restored, or not all of it. The message says why, and what to do."""
