"""What an upload must be; storing files under random names, and serving them."""

import hashlib
import io
import os
import re
import secrets
import struct
import zipfile
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import content_disposition_header

from accounts.models import User
from records.models import DisposedFile, Document

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEXT = "text/plain; charset=utf-8"
ACCEPTED = {".pdf": PDF, ".docx": DOCX, ".txt": TEXT}
ACCEPTED_WORDS = "PDF, Word (.docx) or plain text"


def check_upload(upload: UploadedFile) -> str:
    """The content type of an uploaded file, judged by its content.

    Raises ValidationError, with a sentence for the person, when the file is empty, too large, of a
    kind that is not taken, or not what its name says.
    """
    most = settings.UPLOAD_MOST_BYTES
    if not upload.size:
        raise ValidationError("This file is empty. Choose the file again.")
    if upload.size > most:
        raise ValidationError(f"This file is larger than {most // 1024 // 1024} MB. Choose a smaller one.")
    suffix = Path(upload.name or "").suffix.lower()
    if suffix not in ACCEPTED:
        raise ValidationError(f"Only {ACCEPTED_WORDS} files are taken.")
    upload.seek(0)
    content = upload.read()
    upload.seek(0)
    if not _is_what_it_says(content, suffix):
        raise ValidationError(f"The content of this file is not what its name ({suffix}) says. Choose another file.")
    return ACCEPTED[suffix]


def check_pdf(upload: UploadedFile, *, otherwise: str) -> None:
    """Raises ValidationError as check_upload does, and with the sentence `otherwise` for whatever is no PDF."""
    if upload.size and Path(upload.name or "").suffix.lower() != ".pdf":
        raise ValidationError(otherwise)
    check_upload(upload)


def _is_what_it_says(content: bytes, suffix: str) -> bool:
    if suffix == ".pdf":
        return content.startswith(b"%PDF-") and b"%%EOF" in content[-2048:]
    if suffix == ".docx":
        # Read as an archive it may begin with anything, so that it could be two kinds of file at once.
        return content.startswith(b"PK\x03\x04") and _is_document_without_programs(content)
    try:
        words = content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return "\x00" not in words and not words.lstrip("\ufeff \t\r\n").startswith(("<", "%PDF", "#!", "PK"))


def _is_document_without_programs(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, struct.error):
        return False
    return "word/document.xml" in names and not any(name.lower().endswith("vbaproject.bin") for name in names)


def safe_name(name: str) -> str:
    """A file name without folders, control characters or anything a system could trip over."""
    bare = re.sub(r"[^\w .()-]", "_", name.replace("\\", "/").rsplit("/", 1)[-1]).strip(" .")
    stem, suffix = os.path.splitext(bare)
    return f"{stem[:100] or 'file'}{suffix[:10]}"


def store(content: bytes, *, name: str, content_type: str, purpose: str, by: User | None) -> Document:
    """Keep these bytes: written whole under a random name, then entered. `purpose` says what they are."""
    stored_name = secrets.token_hex(32)
    path = _path(stored_name)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    partial = path.with_suffix(".part")
    with partial.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    partial.chmod(0o600)
    partial.rename(path)
    return Document.unscoped.create(
        stored_name=stored_name,
        name=safe_name(name),
        content_type=content_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        purpose=purpose,
        stored_at=timezone.now(),
        stored_by=by,
    )


def store_upload(upload: UploadedFile, *, purpose: str, by: User) -> Document:
    """Keep an uploaded file. Raises ValidationError as check_upload does."""
    content_type = check_upload(upload)
    return store(upload.read(), name=upload.name or "file", content_type=content_type, purpose=purpose, by=by)


class Damaged(RuntimeError):
    """A kept file is missing or is not what was stored."""


class Disposed(Damaged):
    """The bytes of a file were disposed of when its time was over. What it was stays on record."""


def read(document: Document) -> bytes:
    """The bytes as stored. Raises Disposed when their time is over, Damaged when they are missing or were changed."""
    try:
        content = _path(document.stored_name).read_bytes()
    except FileNotFoundError:
        gone = DisposedFile.unscoped.filter(document=document).first()
        if gone is not None:
            when = date_format(gone.disposed_on, "F j, Y")
            raise Disposed(f"{document.name} was disposed of on {when}: {gone.rule}.") from None
        raise Damaged(f"The kept file {document.name} (document {document.pk}) is missing.") from None
    if hashlib.sha256(content).hexdigest() != document.sha256:
        raise Damaged(f"The kept file {document.name} (document {document.pk}) was changed.")
    return content


def dispose(document: Document, *, rule: str, by: User, on: date, at: datetime) -> DisposedFile:
    """Dispose of the bytes, once the transaction is through. The record of the file and of its hash stays.

    Whoever calls has asked the law whether its time is over.
    """
    gone = DisposedFile.unscoped.create(
        document=document, sha256=document.sha256, rule=rule, disposed_by=by, disposed_on=on, disposed_at=at
    )
    transaction.on_commit(lambda: _path(document.stored_name).unlink(missing_ok=True), robust=True)
    return gone


def finish_disposals() -> int:
    """Remove bytes that a killed process left although they were disposed of; how many there were."""
    left = [
        _path(name)
        for name in DisposedFile.unscoped.values_list("document__stored_name", flat=True)
        if _path(name).exists()
    ]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def serve(document: Document) -> HttpResponse:
    """The file as a download. Whoever calls has already asked whether this person may see it."""
    response = HttpResponse(read(document), content_type=document.content_type)
    response["Content-Disposition"] = content_disposition_header(True, document.name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _path(stored_name: str) -> Path:
    return Path(settings.FILES_DIR) / stored_name[:2] / stored_name
