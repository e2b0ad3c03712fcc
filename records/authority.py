"""Who seals: the key and the certificates of this installation, made once or given by its operator.

Nobody outside vouches for the certificates made here, and their names say so. A person who wants a PDF reader
to call the seal trusted installs `authority.pem` there; without that the reader still proves that nothing
was changed.
"""

import contextlib
import hashlib
import os
import secrets
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings

ORGANIZATION = "Not a public authority"
AUTHORITY_NAME = "SES Admin authority of this installation"
SEAL_NAME = "SES Admin seal of this installation"

# Seals are looked at for as long as records are kept, and the day they are dated may lie in the past of the
# certificate: paper contracts are entered late, and a demonstration runs on a training day. The rules of the
# plan begin in May 2004; nothing is ever sealed for an earlier day.
VALID_FROM = datetime(2004, 5, 1, tzinfo=UTC)
VALID_FOR = timedelta(days=40 * 365)

KEY, CERTIFICATE, ROOT = "seal-key.pem", "seal.pem", "authority.pem"


class CannotSeal(RuntimeError):
    """There is no usable key or certificate, or the file cannot take a seal. The message says which."""


@dataclass(frozen=True)
class Authority:
    """Where the key of the seal, its certificate and the certificates above it lie (PEM files)."""

    key: Path
    certificate: Path
    chain: tuple[Path, ...]


def authority() -> Authority:
    """The authority of this installation: the operator's, if the settings name one, else its own."""
    folder = Path(settings.SEAL_DIR)
    supplied = settings.SEAL_KEY_FILE, settings.SEAL_CERT_FILE
    if not any(supplied):
        return ensure_authority(folder)
    if not all(supplied):
        raise CannotSeal("SEAL_KEY_FILE and SEAL_CERT_FILE go together: set both or neither.")
    chain = (Path(settings.SEAL_CHAIN_FILE),) if settings.SEAL_CHAIN_FILE else ()
    found = Authority(Path(settings.SEAL_KEY_FILE), Path(settings.SEAL_CERT_FILE), chain)
    for path in (found.key, found.certificate, *found.chain):
        if not path.is_file():
            raise CannotSeal(f"The seal's file {path.name} is not there.")
    _remember(folder, _certificates(found.chain[0] if chain else found.certificate)[-1])
    return found


def ensure_authority(folder: Path) -> Authority:
    """The authority kept in `folder`, made there if there is none yet.

    It is made beside its place and then moved there in one step, so that of several processes that start
    together exactly one wins and all use the same. The key above the seal signs the seal's certificate and is
    then forgotten: nobody can ever make a second seal under the same authority. Files are for the owner only.
    """
    own = Path(folder) / "own"
    if not own.is_dir():
        _make(own)
    return Authority(own / KEY, own / CERTIFICATE, (own / ROOT,))


def trusted_certificates(folder: Path) -> list[bytes]:
    """The certificates (DER) a seal may rest on: the own authority's and every supplied one ever used here.

    Former ones stay, so that what was sealed before the operator changed the certificate can be checked.
    """
    found = [*sorted((Path(folder) / "trusted").glob("*.pem")), Path(folder) / "own" / ROOT]
    return [
        each.public_bytes(serialization.Encoding.DER)
        for path in found
        if path.is_file()
        for each in _certificates(path)
    ]


def _certificates(path: Path) -> list[x509.Certificate]:
    try:
        return x509.load_pem_x509_certificates(path.read_bytes())
    except ValueError:
        raise CannotSeal(f"The seal's file {path.name} holds no certificate in PEM form.") from None


def _remember(folder: Path, root: x509.Certificate) -> None:
    pem = root.public_bytes(serialization.Encoding.PEM)
    kept = folder / "trusted" / f"{hashlib.sha256(pem).hexdigest()[:32]}.pem"
    if not kept.exists():
        kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        written = kept.with_name(f".{secrets.token_hex(8)}")
        _write(written, pem)
        written.replace(kept)


def _make(own: Path) -> None:
    root_key, seal_key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root_name, seal_name = _name(AUTHORITY_NAME), _name(SEAL_NAME)
    until = datetime.now(UTC) + VALID_FOR
    root = (
        _certificate(root_name, root_key.public_key(), issuer=root_name, above=root_key, until=until)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
        .sign(root_key, hashes.SHA256())
    )
    seal = (
        _certificate(seal_name, seal_key.public_key(), issuer=root_name, above=root_key, until=until)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(digital_signature=True, content_commitment=True), critical=True)
        .sign(root_key, hashes.SHA256())
    )
    own.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    making = own.with_name(f".making-{secrets.token_hex(8)}")
    making.mkdir(mode=0o700)
    try:
        pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
        _write(making / KEY, seal_key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain))
        _write(making / CERTIFICATE, seal.public_bytes(pem))
        _write(making / ROOT, root.public_bytes(pem))
        with contextlib.suppress(OSError):  # another process was first: its folder is there and not empty
            making.rename(own)
        if not own.is_dir():
            raise CannotSeal("The seal's key could not be put in its place.")
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, ORGANIZATION),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _certificate(
    subject: x509.Name,
    key: ec.EllipticCurvePublicKey,
    *,
    issuer: x509.Name,
    above: ec.EllipticCurvePrivateKey,
    until: datetime,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(VALID_FROM)
        .not_valid_after(until)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(above.public_key()), critical=False)
    )


def _usage(**allowed: bool) -> x509.KeyUsage:
    every = (
        "digital_signature content_commitment key_encipherment data_encipherment key_agreement key_cert_sign "
        "crl_sign encipher_only decipher_only"
    )
    return x509.KeyUsage(**{use: allowed.get(use, False) for use in every.split()})


def _write(path: Path, content: bytes) -> None:
    """Writes a new file for the owner only, down to the disk."""
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
