"""Reading stored files back, and looking for what is missing, altered or left over on the disk."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from django.conf import settings
from django.db.models import F, QuerySet

from luoshi.files.models import StoredFile
from luoshi.files.rules.pictures import is_small
from luoshi.files.rules.places import is_ours, place


class DamagedFile(Exception):
    """The bytes of a stored file are missing or no longer those that were stored."""


@dataclass(frozen=True, slots=True)
class Damage:
    """A stored file whose bytes are not whole; `zh` and `en` say how."""

    file: StoredFile
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Orphan:
    """A file on the disk without a row: left by a crash or an upload that was taken back, or (not `ours`) put there."""

    path: Path
    ours: bool
    modified: float


def root() -> Path:
    """The folder of all stored files."""
    return Path(settings.MEDIA_ROOT)


def path_of(file: StoredFile) -> Path:
    """Where its bytes lie."""
    return root() / place(file.sha256)


def is_whole(file: StoredFile) -> bool:
    """Whether the bytes are there and still have their SHA-256."""
    return _damage(file) is None


def has_bytes(digest: str) -> bool:
    """Whether bytes with this SHA-256 lie at their place, row or no row."""
    try:
        with (root() / place(digest)).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == digest
    except OSError:
        return False


def open_whole(file: StoredFile) -> BinaryIO:
    """The bytes, from their start, after all of them were hashed: what is served is what was stored.

    Raises DamagedFile.
    """
    try:
        stream = path_of(file).open("rb")
    except OSError as error:
        raise DamagedFile(file.sha256) from error
    if hashlib.file_digest(stream, "sha256").hexdigest() != file.sha256:
        stream.close()
        raise DamagedFile(file.sha256)
    stream.seek(0)
    return stream


def picture_of(file: StoredFile) -> StoredFile | None:
    """The small JPEG that stands for a picture on a page: its thumbnail, or itself; None for all other kinds."""
    if is_small(file.kind, file.width, file.height, file.size):
        return file
    return file.thumbnail


def share(part: int, parts: int) -> QuerySet[StoredFile]:
    """One of so many shares of all files, `part` from 0 on: together they are all files, each once."""
    return StoredFile.objects.alias(rest=F("pk") % parts).filter(rest=part % parts)


def damages(files: QuerySet[StoredFile] | None = None) -> Iterator[Damage]:
    """Every stored file (of `files`, or of all) that is not whole, in bounded memory; each byte is read once."""
    for file in (StoredFile.objects.all() if files is None else files).order_by("pk").iterator(chunk_size=2000):
        found = _damage(file)
        if found:
            yield found


def _damage(file: StoredFile) -> Damage | None:
    path = path_of(file)
    try:
        if path.stat().st_size != file.size:
            return Damage(file, "大小与入库时不符，被改动过", "its size is not the one stored: it was altered")
        open_whole(file).close()
    except FileNotFoundError:
        return Damage(file, "文件不在了", "it is missing")
    except OSError as error:
        return Damage(file, f"读不了（{error.strerror}）", f"it cannot be read ({error.strerror})")
    except DamagedFile:
        return Damage(file, "内容与入库时不符，被改动过", "its content is not the one stored: it was altered")
    return None


def orphans() -> Iterator[Orphan]:
    """Every file on the disk without a row, one folder at a time."""
    if not root().is_dir():
        return
    for entry in sorted(root().iterdir()):
        if entry.is_symlink() or not entry.is_dir():
            yield _orphan(entry)
            continue
        known = set(StoredFile.objects.filter(sha256__startswith=entry.name).values_list("sha256", flat=True))
        for path in sorted(entry.iterdir()):
            if PurePosixPath(entry.name, path.name) != place(path.name) or path.name not in known:
                yield _orphan(path)


def _orphan(path: Path) -> Orphan:
    inner = PurePosixPath(path.relative_to(root()).as_posix())
    plain = path.is_file() and not path.is_symlink()
    return Orphan(path, plain and is_ours(inner), path.lstat().st_mtime)
