"""Backups: made while the site runs, brought to an empty machine, proved whole, and refused when they are not."""

import hashlib
import json
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from records.backups import RestoreRefused, archive
from tests.records.backup_scenes import FILL_ON, TOP, Installation, on_sqlite
from tests.servers import new_database


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.servers)])
def place(request, tmp_path_factory):
    """Makes empty installations on one kind of database."""
    with ExitStack() as stack:

        def empty() -> Installation:
            folder = tmp_path_factory.mktemp("installation")
            if request.param == "sqlite":
                return on_sqlite(folder)
            return Installation(stack.enter_context(new_database()), folder)

        yield empty


@pytest.fixture(scope="module")
def source(place):
    return place().fill()


@pytest.fixture(scope="module")
def backup(source, tmp_path_factory):
    """A backup of the installation."""
    folder = tmp_path_factory.mktemp("backups")
    source.done("backup", str(folder))
    (path,) = folder.iterdir()
    return path


def test_a_backup_is_one_secret_file_that_says_what_is_in_it(source, backup):
    assert backup.name.startswith("ses-admin-20")
    assert backup.stat().st_mode & 0o077 == 0
    manifest = archive.checked(backup)
    assert manifest.database in ("sqlite", "postgresql")
    assert "records.0001_initial" in manifest.migrations
    named = set(manifest.members) - set(archive.DATABASES.values())
    assert named == set(source.files())
    assert len([name for name in named if name.startswith("files/")]) == 5
    assert "seal/own/seal-key.pem" in named


def test_a_backup_goes_round_to_an_empty_machine(place, source, backup):
    target = place()
    said = target.done("restore", str(backup))
    assert "is whole" in said
    assert "5 kept files unchanged; 1 were disposed of under their rule" in said
    assert "Restored. Start the site." in said
    assert target.files() == source.files()
    for table in ("records_event", "records_document", "accounts_user", "django_migrations"):
        ask = f"SELECT * FROM {table} ORDER BY 1"  # noqa: S608 (names of our own)
        assert target.ask(ask) == source.ask(ask), table
    assert [name for name in target.folder.iterdir() if "RESTORE" in name.name or name.suffix == ".restoring"] == []
    target.done("verify_records")
    target.done("migrate", "--check")


def test_kept_rows_stay_kept_after_a_restore(place, source, backup):
    target = place()
    target.done("restore", str(backup))
    assert target.triggers() == source.triggers() != set()
    for act in ("UPDATE records_event SET words = 'Otherwise'", "DELETE FROM records_event"):
        with pytest.raises(Exception, match="of a kept row in records_event is refused"):
            target.ask(act)
    target.done("shell", "--verbosity", "0", "--command", FILL_ON)  # keys count on from where they stood
    target.done("verify_records")


def test_a_restore_goes_into_an_empty_installation_only(place, source, backup, tmp_path):
    before = source.files()
    assert "is not empty" in source.refused("restore", str(backup))
    other_folder = Installation(source.address, tmp_path)
    said = other_folder.refused("restore", str(backup))
    assert "The database is not empty." in said
    assert "before any migrate" in said
    with_a_file = place()
    (with_a_file.folder / "files" / "ab").mkdir(parents=True)
    (with_a_file.folder / "files" / "ab" / "kept").write_text("kept")
    assert "is not empty" in with_a_file.refused("restore", str(backup))
    assert source.files() == before
    assert not (with_a_file.folder / "RESTORE-NOT-FINISHED.txt").exists()


def test_a_restore_that_was_killed_says_so_keeps_the_site_shut_and_can_be_begun_again(place, backup, tmp_path):
    target = place()
    told = target.folder / "RESTORE-NOT-FINISHED.txt"
    command = [sys.executable, "manage.py", "restore", str(backup)]
    process = subprocess.Popen(command, cwd=TOP, env=target.environment(), stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 120
    while not told.exists():
        assert process.poll() is None and time.monotonic() < deadline
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    process.wait()

    assert "is not finished. What is here is not whole" in told.read_text()
    assert "is not finished" in target.refused("migrate")
    worker = ["-m", "celery", "-A", "ses_admin", "worker", "--pool", "solo"]
    for start in (["-c", "import ses_admin.wsgi"], worker):
        run = target.run(*start)
        assert run.returncode != 0
        assert "is not finished" in run.stderr
    other = tmp_path / "other.zip"
    write_otherwise(backup, other, made_at="2001-01-01T00:00:00+00:00")
    assert "Another restore was begun here" in target.refused("restore", str(other))

    target.done("restore", str(backup))
    assert not told.exists()
    target.done("verify_records")


def test_a_restore_that_breaks_between_two_files_goes_on_where_it_was(place, source, backup):
    target = place()
    name = max(name for name in source.files() if name.startswith("files/"))
    (target.folder / name).mkdir(parents=True)  # where a file has to go
    run = target.manage("restore", str(backup))
    assert run.returncode == 1
    assert (target.folder / "RESTORE-NOT-FINISHED.txt").exists()
    (target.folder / name).rmdir()
    target.done("restore", str(backup))
    assert target.files() == source.files()


def test_a_file_that_was_not_whole_before_is_named_and_the_rest_is_kept(place, source, tmp_path):
    damaged = Installation(source.address, tmp_path / "damaged")
    shutil.copytree(source.folder / "files", damaged.folder / "files")
    changed, gone, *_ = sorted(file for file in (damaged.folder / "files").rglob("*") if file.is_file())
    changed.write_bytes(b"something else")
    gone.unlink()
    said = damaged.refused("backup", str(tmp_path / "a.zip"))
    assert "not everything was whole before" in said
    assert said.count("was changed.") == said.count("is missing.") == 1
    target = place()
    said = target.refused("restore", str(tmp_path / "a.zip"))
    assert said.count("was changed.") == said.count("is missing.") == 1
    assert not (target.folder / "RESTORE-NOT-FINISHED.txt").exists()


def test_a_backup_is_written_over_nothing_and_needs_a_folder(source, backup, tmp_path):
    before = backup.read_bytes()
    assert "is there already" in source.refused("backup", str(backup))
    assert backup.read_bytes() == before
    assert "There is no folder" in source.refused("backup", str(tmp_path / "nowhere" / "a.zip"))
    assert list(tmp_path.iterdir()) == []


def test_an_empty_database_has_no_backup(place, tmp_path):
    assert "There is nothing to back up" in place().refused("backup", str(tmp_path))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.servers
def test_without_the_programs_of_postgresql_a_backup_is_refused_in_one_sentence(tmp_path):
    with new_database() as address:
        target = Installation(address, tmp_path / "data")
        target.ask("CREATE TABLE something (name text)")
        said = target.refused("backup", str(tmp_path), PG_BIN=str(tmp_path), PATH=str(tmp_path))
    assert said.strip().endswith(
        "pg_dump was not found: install PostgreSQL's client programs, of the server's version or a newer one, "
        "or let PG_BIN name their folder."
    )
    assert [file.name for file in tmp_path.iterdir()] == ["data"]


def test_what_somebody_is_just_writing_is_in_a_backup_whole_or_not_at_all(place, source, tmp_path):
    with closing(source.connection()) as writer:
        writer.cursor().execute("UPDATE accounts_user SET name = 'Half written'")
        source.done("backup", str(tmp_path / "a.zip"))
        writer.rollback()
    target = place()
    target.done("restore", str(tmp_path / "a.zip"))
    assert target.ask("SELECT name FROM accounts_user") == [("Amy Administrator",)]


def test_a_backup_of_another_kind_of_database_is_refused(tmp_path):
    path = tmp_path / "a.zip"
    write(path, {"database.dump": b"PGDMP"}, database="postgresql")
    said = on_sqlite(tmp_path / "data").refused("restore", str(path))
    assert "holds a PostgreSQL database, and DATABASE_URL names SQLite" in said


def test_a_backup_of_a_newer_program_is_refused(tmp_path):
    path = tmp_path / "a.zip"
    write(path, {"database.sqlite3": b"SQLite"}, migrations=["records.0001_initial", "records.9999_later"])
    target = on_sqlite(tmp_path / "data")
    said = target.refused("restore", str(path))
    assert "made by a newer program (0.1.0): records.9999_later is not known here" in said
    assert target.files() == {}
    assert not (target.folder / "db.sqlite3").exists()


# --- what stands in an archive: no database is needed to judge it ---


def write(path: Path, held: dict[str, bytes], *, besides: tuple = (), database: str = "sqlite", **told) -> None:
    """An archive with a manifest that fits, and what is added besides."""
    manifest = {
        "format": archive.FORMAT,
        "program": "0.1.0",
        "made_at": "2026-11-22T02:00:00+00:00",
        "database": database,
        "migrations": [],
        "members": {name: [hashlib.sha256(content).hexdigest(), len(content)] for name, content in held.items()},
    }
    with zipfile.ZipFile(path, "w") as bundle:
        for name, content in [*held.items(), *besides]:
            bundle.writestr(name, content)
        bundle.writestr("manifest.json", json.dumps(manifest | told))


def write_otherwise(path: Path, other: Path, **told) -> None:
    """The same archive with another manifest."""
    with zipfile.ZipFile(path) as bundle, zipfile.ZipFile(other, "w") as copy:
        for name in bundle.namelist():
            content = bundle.read(name)
            copy.writestr(name, json.dumps(json.loads(content) | told) if name == "manifest.json" else content)


DATABASE = {"database.sqlite3": b"the database"}
STORED = f"files/ab/ab{'0' * 62}"


def judged(path: Path) -> str:
    with pytest.raises(RestoreRefused) as refusal:
        archive.checked(path)
    return str(refusal.value)


def test_an_archive_that_is_whole_is_taken(tmp_path):
    write(tmp_path / "a.zip", DATABASE | {STORED: b"kept", "seal/trusted/0a1b.pem": b"certificate"})
    assert archive.checked(tmp_path / "a.zip").members[STORED].size == 4


@pytest.mark.parametrize(
    "name",
    [
        "../escaped",
        "files/../../escaped",
        "/etc/cron.d/escaped",
        "files/ab/../../../escaped",
        f"files/ab/cd{'0' * 62}",
        "files\\..\\escaped",
        "seal/own/../../escaped.pem",
        "seal/own/.pem",
        "db.sqlite3",
        "database.sqlite3\n",
        "C:/escaped",
        "cache/kept",
        "files/",
    ],
)
def test_no_other_name_stands_in_an_archive(tmp_path, name):
    write(tmp_path / "a.zip", DATABASE | {name: b"content"})
    assert "holds what no backup holds" in judged(tmp_path / "a.zip")
    write(tmp_path / "b.zip", DATABASE, besides=((name, b"content"),))
    assert "holds what no backup holds" in judged(tmp_path / "b.zip")


def test_what_the_manifest_does_not_name_or_names_alone_is_refused(tmp_path):
    write(tmp_path / "a.zip", DATABASE, besides=((STORED, b"added"),))
    assert "holds what its manifest does not name" in judged(tmp_path / "a.zip")
    members = {name: ["0" * 64, 1] for name in (*DATABASE, STORED)}
    write(tmp_path / "b.zip", DATABASE, members=members)
    assert f"{STORED} is missing" in judged(tmp_path / "b.zip")
    write(tmp_path / "c.zip", {STORED: b"kept"})
    assert "holds no database" in judged(tmp_path / "c.zip")
    with pytest.warns(UserWarning, match="Duplicate name"):
        write(tmp_path / "d.zip", DATABASE, besides=tuple(DATABASE.items()))
    assert "holds a name twice" in judged(tmp_path / "d.zip")


def test_a_changed_byte_is_noticed_wherever_it_is(tmp_path):
    path = tmp_path / "a.zip"
    write(path, {"database.sqlite3": b"the database" * 50, STORED: b"kept" * 50})
    whole = path.read_bytes()
    for place in (60, 700, len(whole) // 2):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert judged(path)
    path.write_bytes(whole[:-30])
    assert judged(path)
    path.write_bytes(whole)
    archive.checked(path)


def test_a_sum_that_does_not_fit_names_the_file(tmp_path):
    for number, told in enumerate((["0" * 64, 12], ["0" * 64, 9])):
        write(tmp_path / f"{number}.zip", DATABASE, members={"database.sqlite3": told})
        assert "database.sqlite3 is not what was stored" in judged(tmp_path / f"{number}.zip")


def test_what_is_no_backup_is_refused_in_words(tmp_path):
    assert "There is no file" in judged(tmp_path / "nothing.zip")
    (tmp_path / "text.zip").write_text("hello")
    assert "cannot be read as a backup" in judged(tmp_path / "text.zip")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as bundle:
        bundle.writestr("readme.txt", "hello")
    assert "is not a backup of SES Admin" in judged(tmp_path / "other.zip")
    for number, told in enumerate(({"format": 2}, {"members": 3}, {"members": {"a": 1}}, {"migrations": None})):
        write(tmp_path / f"{number}.zip", DATABASE, **told)
        assert "newer program" in judged(tmp_path / f"{number}.zip") or "manifest" in judged(tmp_path / f"{number}.zip")
