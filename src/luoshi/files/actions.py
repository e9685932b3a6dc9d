"""Keeping a file."""

import contextlib
import os
import tempfile
from datetime import datetime
from pathlib import Path

from django.conf import settings

from luoshi.audit.actions import change
from luoshi.files.models import StoredFile
from luoshi.files.rules import place, sha256


def store(*, data: bytes, name: str, by: str, at: datetime) -> StoredFile:
    """Keep the bytes once per content; the same content again gives the file already kept.

    The bytes reach the disk before the row does: a crash may leave bytes without a row, never a row without bytes.
    """
    digest = sha256(data)
    known = StoredFile.objects.filter(sha256=digest).first()
    if known:
        return known
    _write(Path(settings.MEDIA_ROOT) / place(digest), data)
    with change(action="files.file.stored", subject="file", by=by, at=at) as made:
        file = StoredFile.objects.create(sha256=digest, size=len(data), name=name[:200], stored_at=at)
        made.subject_id, made.after = str(file.pk), {"sha256": digest, "size": len(data), "name": name}
    return file


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, draft = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(draft).unlink()
        raise
