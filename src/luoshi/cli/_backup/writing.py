"""Writing an archive: beside its place under another name, whole, then named."""

import contextlib
import hashlib
import io
import os
import tarfile
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import connection

from luoshi import __version__
from luoshi.cli._backup.databases import Copied, database
from luoshi.cli._backup.manifest import DATABASES, KEY, NAME, Manifest, Part, file_name
from luoshi.cli._backup.refusal import Refused
from luoshi.cli._backup.room import check_room

MODES = {".tar": "w", ".tar.gz": "w:gz", ".tgz": "w:gz"}


class _Hashing(io.RawIOBase):
    """A file that is hashed while it is read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self.digest = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self.digest.update(data)
        return data


def write(path: Path, *, with_key: bool, at: datetime) -> Manifest:
    """Back up database and stored files to `path`, while others write. Raises Refused, OSError."""
    mode = _mode(path)
    if path.exists():
        raise Refused(
            f"{path} 已存在，没有覆盖。请换一个文件名", f"{path} exists and was not overwritten: use another name"
        )
    source, folder = database(), path.resolve().parent
    check_room(folder, 2 * source.size())
    with tempfile.TemporaryDirectory(prefix=".luoshi-backup-", dir=folder) as place:
        copy, draft = Path(place) / "database", Path(place) / "archive"
        copied = source.copy(copy)
        check_room(folder, copy.stat().st_size + sum(size for _, size in copied.files))
        draft.touch(mode=0o600)  # whoever reads an archive reads everything
        with draft.open("wb") as file:
            manifest = _archived(file, mode, copied, copy, with_key=with_key, at=at)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(path)
    _sync(folder)
    return manifest


def _mode(path: Path) -> str:
    for ending, mode in MODES.items():
        if path.name.endswith(ending):
            return mode
    raise Refused(
        f"文件名 {path.name} 要以 .tar、.tar.gz 或 .tgz 结尾", f"the name {path.name} must end in .tar, .tar.gz or .tgz"
    )


def _archived(file: BinaryIO, mode: str, copied: Copied, copy: Path, *, with_key: bool, at: datetime) -> Manifest:
    made = Manifest(
        version=__version__,
        at=at.isoformat(timespec="seconds"),
        vendor=connection.vendor,
        head=copied.head,
        migrations=copied.migrations,
    )
    with tarfile.open(fileobj=file, mode=mode) as archive:  # type: ignore[call-overload]  # the modes of MODES
        with copy.open("rb") as stream:
            made.parts[DATABASES[made.vendor]] = _add(archive, DATABASES[made.vendor], stream, copy.stat().st_size, at)
        for digest, size in copied.files:
            _add_stored(archive, made, digest, size, at)
        if with_key:
            key = settings.SECRET_KEY.encode()
            made.parts[KEY] = _add(archive, KEY, io.BytesIO(key), len(key), at)
        text = made.text()
        _add(archive, NAME, io.BytesIO(text), len(text), at)
    return made


def _add_stored(archive: tarfile.TarFile, made: Manifest, digest: str, size: int, at: datetime) -> None:
    """Add a stored file; one that is missing or altered is named in the manifest and does not stop the rest."""
    name = file_name(digest)
    with _opened(Path(settings.MEDIA_ROOT) / digest[:2] / digest) as stream:
        if stream is None or os.fstat(stream.fileno()).st_size != size:
            made.damaged.append(name)
            return
        made.parts[name] = _add(archive, name, stream, size, at)
    if made.parts[name].sha256 != digest:
        made.damaged.append(name)


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[BinaryIO | None]:
    try:
        stream = path.open("rb")
    except OSError:
        yield None
        return
    with stream:
        yield stream


def _add(archive: tarfile.TarFile, name: str, stream: BinaryIO, size: int, at: datetime) -> Part:
    member, hashing = tarfile.TarInfo(name), _Hashing(stream)
    member.size, member.mtime, member.mode = size, int(at.timestamp()), 0o600
    archive.addfile(member, hashing)
    archive.members = []  # type: ignore[attr-defined]  # tarfile would keep every member in memory
    return Part(hashing.digest.hexdigest(), size)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
