"""Keeping files, and clearing away what was never kept."""

import contextlib
import os
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from luoshi.audit.actions import change
from luoshi.files.models import StoredFile
from luoshi.files.queries import Orphan, has_bytes, orphans, root
from luoshi.files.rules import Admitted, admitted, place, sha256
from luoshi.files.rules.places import DRAFT

YOUNGEST = timedelta(days=1)
"""Bytes without a row may belong to an upload that is still going on; only older ones are swept away."""


def store(*, data: bytes, name: str, by: str, at: datetime, purpose: str = "document") -> StoredFile:
    """Keep a file for a purpose, a key of `rules.kinds.PURPOSES`; the same content gives the file already kept.

    The bytes reach the disk before the row does: a crash may leave bytes without a row, never a row without bytes.
    Every call is recorded with what came. Raises FileRefused, a luoshi.reader.ReadingError, and then keeps nothing.
    """
    kept = admitted(data, name, purpose)
    for each in filter(None, (kept, kept.thumbnail)):
        if not has_bytes(sha256(each.data)):
            _write(each.data)
    with change(action="files.file.stored", subject="file", by=by, at=at) as made:
        file, new = _entered(kept, at)
        made.subject_id = str(file.pk)
        made.after = {
            "sha256": file.sha256,
            "uploaded_sha256": kept.uploaded_sha256,
            "size": file.size,
            "name": kept.name,
            "kind": kept.kind,
            "purpose": purpose,
            "new": new,
        }
    return file


def _entered(kept: Admitted, at: datetime) -> tuple[StoredFile, bool]:
    """The rows of a file and its thumbnail, and whether the file's is new. Writers come here one at a time."""
    digest = sha256(kept.data)
    if not (root() / place(digest)).exists():  # a sweep has taken the bytes meanwhile; now it waits for us
        _write(kept.data)
    known = StoredFile.objects.filter(sha256=digest).first()
    if known:
        return known, False
    made = StoredFile.objects.create(
        sha256=digest,
        uploaded_sha256=kept.uploaded_sha256,
        size=len(kept.data),
        name=kept.name,
        kind=kept.kind,
        width=kept.width,
        height=kept.height,
        thumbnail=_entered(kept.thumbnail, at)[0] if kept.thumbnail else None,
        stored_at=at,
    )
    return made, True


def _write(data: bytes) -> None:
    """Put the bytes at their place, whole or not at all, readable by the server's account alone."""
    path = root() / place(sha256(data))
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, draft = tempfile.mkstemp(prefix=DRAFT, dir=path.parent)
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
    for folder in (path.parent, path.parent.parent):
        _sync(folder)


def _sync(folder: Path) -> None:
    """A name, too, must outlive a power cut, as the row that follows does."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sweep(*, by: str, at: datetime) -> int:
    """Remove bytes that have had no row for a day, and say how many files that were. Nothing that has a row is touched.

    Storing checks for its bytes inside its change, and sweeping removes inside one: neither can undo the other.
    """
    old = [found for found in orphans() if found.ours and found.modified < (at - YOUNGEST).timestamp()]
    if not old:
        return 0
    with change(action="files.orphans.swept", subject="file", by=by, at=at) as made:
        gone = _still_without_row(old)
        for path in gone:
            path.unlink(missing_ok=True)
        made.after = {"files": [path.name for path in gone]}
    return len(gone)


def _still_without_row(found: list[Orphan]) -> list[Path]:
    return [each.path for each in found if not StoredFile.objects.filter(sha256=each.path.name).exists()]
