"""The seal: what it proves, and what it says about files that are changed, strange or not sealed."""

import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from records import authority, pdf, seal

AT = datetime(2004, 7, 1, 5, 30, tzinfo=UTC)  # 11:30 p.m. on June 30 in Denver
PAGE = '<html lang="en-US"><head><title>A contract</title></head><body><h1>A contract</h1><p>{}</p></body></html>'


@pytest.fixture(autouse=True)
def seal_folder(settings, tmp_path):
    """An installation of its own, with an authority of its own."""
    settings.SEAL_DIR = tmp_path / "seal"
    settings.SEAL_KEY_FILE = settings.SEAL_CERT_FILE = settings.SEAL_CHAIN_FILE = ""
    return settings.SEAL_DIR


@pytest.fixture(scope="module")
def printed() -> bytes:
    return pdf.render(PAGE.format("Agreed."))


@pytest.fixture
def sealed(printed) -> bytes:
    return seal.seal(printed, reason="Executed copy", at=AT)


# --- a good seal -----------------------------------------------------------------------------


def test_a_sealed_file_is_reported_as_ours_and_unchanged(sealed):
    report = seal.check(sealed)
    assert report.sealed and report.intact and report.trusted and report.covers_whole_file and report.holds
    assert report.at == AT
    assert report.signer == "SES Admin seal of this installation"
    assert report.words == (
        "This PDF is ours and unchanged since it was sealed on June 30, 2004, 11:30 p.m. "
        "by “SES Admin seal of this installation”."
    )


def test_the_sealed_file_begins_with_the_very_bytes_that_were_printed(printed, sealed):
    assert sealed.startswith(printed)


def test_the_seal_is_not_on_the_page_and_can_be_named_by_a_screen_reader(sealed):
    with pikepdf.open(BytesIO(sealed)) as document:
        field = document.Root.AcroForm.Fields[0]
        assert str(field.TU) == "Electronic seal of SES Admin"
        assert not field.F & 2  # not marked hidden: PDF/A refuses that
        left, bottom, right, top = (float(each) for each in field.Rect)
        assert right <= 0 or top <= 0 or left >= 612 or bottom >= 792


def test_the_seal_says_why_it_was_set_and_allows_no_change(sealed):
    with pikepdf.open(BytesIO(sealed)) as document:
        signature = document.Root.AcroForm.Fields[0].V
        assert str(signature.Reason) == "Executed copy"
        assert signature.Reference[0].TransformParams.P == 1


def test_the_name_of_the_seal_claims_no_public_authority(sealed, seal_folder):
    certificate = x509.load_pem_x509_certificate((seal_folder / "own" / authority.CERTIFICATE).read_bytes())
    assert certificate.subject.rfc4514_string() == "CN=SES Admin seal of this installation,O=Not a public authority"


# --- a seal that does not hold ---------------------------------------------------------------


@pytest.mark.parametrize("place", [0.1, 0.3, 0.5, 0.6])
def test_one_changed_byte_is_found(sealed, printed, place):
    changed = bytearray(sealed)
    changed[int(len(printed) * place)] ^= 1
    report = seal.check(bytes(changed))
    assert not report.holds
    assert not report.intact


def test_something_added_behind_the_seal_is_found(sealed):
    report = seal.check(sealed + b"\n% a line more\n")
    assert report.intact and not report.covers_whole_file and not report.holds
    assert report.words.startswith("Something was added to this PDF")


def test_a_later_revision_that_changes_a_page_is_found(sealed):
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(BytesIO(sealed))
    writer.root["/Lang"] = generic.TextStringObject("fr")
    writer.update_root()
    written = BytesIO()
    writer.write(written)
    report = seal.check(written.getvalue())
    assert not report.covers_whole_file and not report.holds


def test_a_file_saved_again_by_another_program_no_longer_holds(sealed):
    again = BytesIO()
    with pikepdf.open(BytesIO(sealed)) as document:
        document.save(again)
    assert not seal.check(again.getvalue()).holds


def test_the_seal_of_another_installation_is_not_ours_although_it_has_the_same_name(settings, tmp_path, sealed):
    settings.SEAL_DIR = tmp_path / "another"
    seal.ensure_authority(settings.SEAL_DIR)
    report = seal.check(sealed)
    assert report.intact and report.covers_whole_file and not report.trusted and not report.holds
    assert "that is not our seal" in report.words


def test_an_installation_that_never_sealed_anything_can_still_check(settings, tmp_path, sealed):
    settings.SEAL_DIR = tmp_path / "empty"
    assert not seal.check(sealed).trusted
    assert not settings.SEAL_DIR.exists()


# --- files without a seal --------------------------------------------------------------------


def test_a_pdf_without_a_seal_is_told_so(printed):
    report = seal.check(printed)
    assert not report.sealed and not report.holds
    assert report.words == "This PDF has no seal, so it cannot be shown that it is unchanged."


@pytest.mark.parametrize("junk", [b"", b"hello", b"PK\x03\x04", b"<html>", b"%PDF"])
def test_bytes_that_are_not_a_pdf_are_told_so(junk):
    assert seal.check(junk).words == "This is not a PDF file."


@pytest.mark.parametrize("broken", [b"%PDF-1.7", b"%PDF-1.7\n" + b"x" * 2000, b"%PDF-1.7\nstartxref\n9\n%%EOF"])
def test_a_broken_pdf_is_told_so(broken):
    assert seal.check(broken).words == "This PDF cannot be read. It is damaged, or it has been changed."


def test_no_beginning_of_a_sealed_file_holds_or_raises(sealed):
    for length in range(0, len(sealed), 997):
        assert not seal.check(sealed[:length]).holds


def test_too_large_a_file_is_not_looked_at(monkeypatch, sealed):
    monkeypatch.setattr(seal, "MOST_BYTES", 1000)
    assert "too large" in seal.check(sealed).words


def test_a_sealed_file_is_not_sealed_again(sealed):
    with pytest.raises(seal.CannotSeal, match="sealed already"):
        seal.seal(sealed, reason="Again", at=AT)


@pytest.mark.parametrize("junk", [b"", b"hello", b"%PDF-1.7\n"])
def test_what_is_not_a_pdf_cannot_be_sealed(junk):
    with pytest.raises(seal.CannotSeal):
        seal.seal(junk, reason="x", at=AT)


def test_the_moment_of_a_seal_needs_a_time_zone(printed):
    with pytest.raises(ValueError, match="time zone"):
        seal.seal(printed, reason="x", at=datetime(2004, 7, 1))  # noqa: DTZ001


# --- the keys --------------------------------------------------------------------------------


def test_keys_are_for_the_owner_only_and_the_key_above_the_seal_is_not_kept(seal_folder):
    seal.ensure_authority(seal_folder)
    files = sorted(path for path in seal_folder.rglob("*") if path.is_file())
    assert [path.name for path in files] == ["authority.pem", "seal-key.pem", "seal.pem"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert {stat.S_IMODE(path.stat().st_mode) for path in (seal_folder, seal_folder / "own")} == {0o700}


def test_the_authority_is_made_once(seal_folder):
    first = seal.ensure_authority(seal_folder).key.read_bytes()
    assert seal.ensure_authority(seal_folder).key.read_bytes() == first


MAKE = """
import sys
from pathlib import Path
from records.authority import ensure_authority
own = ensure_authority(Path(sys.argv[1]))
print(own.key.read_bytes().hex() + own.certificate.read_bytes().hex())
"""


def test_processes_that_start_together_agree_on_one_authority(seal_folder):
    def make(_):
        return subprocess.run(
            [sys.executable, "-c", MAKE, str(seal_folder)],
            capture_output=True,
            text=True,
            check=True,
            cwd=pdf.STATIC.parent,
        ).stdout

    with ThreadPoolExecutor(6) as pool:
        assert len(set(pool.map(make, range(6)))) == 1
    assert [path.name for path in seal_folder.iterdir()] == ["own"]


def supplied(folder: Path, *, days: int = 3650) -> tuple[Path, Path]:
    """A key and a self-signed certificate as an operator might bring them: RSA, another name."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "State of Colorado, DPA")])
    starts = datetime(2004, 1, 1, tzinfo=UTC)
    other_uses = ("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign")
    usage = dict.fromkeys((*other_uses, "encipher_only", "decipher_only"), False)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(starts)
        .not_valid_after(starts + timedelta(days=days))
        .add_extension(x509.KeyUsage(digital_signature=True, content_commitment=True, **usage), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    folder.mkdir()
    (folder / "key.pem").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(pem))
    return folder / "key.pem", folder / "certificate.pem"


def test_a_certificate_of_the_operator_is_used_and_stays_known_after_it_is_replaced(
    settings, tmp_path, printed, seal_folder
):
    settings.SEAL_KEY_FILE, settings.SEAL_CERT_FILE = supplied(tmp_path / "operator")
    by_operator = seal.seal(printed, reason="x", at=AT)
    assert seal.check(by_operator).holds
    assert seal.check(by_operator).signer == "State of Colorado, DPA"
    assert not (seal_folder / "own").exists()
    settings.SEAL_KEY_FILE = settings.SEAL_CERT_FILE = ""
    assert seal.check(by_operator).holds
    assert seal.check(seal.seal(printed, reason="x", at=AT)).holds


def test_a_chain_supplied_by_the_operator_is_embedded_and_trusted(settings, tmp_path, printed):
    theirs = seal.ensure_authority(tmp_path / "theirs")
    settings.SEAL_KEY_FILE, settings.SEAL_CERT_FILE = theirs.key, theirs.certificate
    settings.SEAL_CHAIN_FILE = theirs.chain[0]
    assert seal.check(seal.seal(printed, reason="x", at=AT)).holds


def test_a_certificate_that_had_run_out_on_the_day_of_the_seal_is_refused(settings, tmp_path, printed):
    settings.SEAL_KEY_FILE, settings.SEAL_CERT_FILE = supplied(tmp_path / "operator", days=30)
    with pytest.raises(seal.CannotSeal, match="does not hold"):
        seal.seal(printed, reason="x", at=AT)


def test_a_key_that_does_not_fit_its_certificate_is_refused(settings, tmp_path, printed):
    settings.SEAL_KEY_FILE = seal.ensure_authority(tmp_path / "one").key
    settings.SEAL_CERT_FILE = seal.ensure_authority(tmp_path / "two").certificate
    with pytest.raises(seal.CannotSeal, match="does not hold"):
        seal.seal(printed, reason="x", at=AT)


def test_a_key_without_a_certificate_is_refused(settings, tmp_path, printed):
    settings.SEAL_KEY_FILE = seal.ensure_authority(tmp_path / "one").key
    with pytest.raises(seal.CannotSeal, match="set both or neither"):
        seal.seal(printed, reason="x", at=AT)


def test_a_missing_or_unreadable_key_is_refused_with_its_name(settings, tmp_path, printed):
    settings.SEAL_CERT_FILE = seal.ensure_authority(tmp_path / "one").certificate
    settings.SEAL_KEY_FILE = tmp_path / "gone.pem"
    with pytest.raises(seal.CannotSeal, match="gone.pem is not there"):
        seal.seal(printed, reason="x", at=AT)
    settings.SEAL_KEY_FILE.write_text("not a key")
    with pytest.raises(seal.CannotSeal, match="cannot be read"):
        seal.seal(printed, reason="x", at=AT)
