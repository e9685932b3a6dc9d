"""Reading an archive as what a stranger may have sent: names we know, plain files, hashes that fit, nothing else."""

import hashlib
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from luoshi.cli._backup.manifest import DATABASES, NAME, Manifest, Part, is_member, parsed
from luoshi.cli._backup.refusal import Refused
from luoshi.cli._backup.room import check_room

_CHUNK = 1024 * 1024
_MANIFEST_LIMIT = 512 * 1024**2


def checked(path: Path, into: Path | None = None) -> Manifest:
    """Read the whole archive once and compare it with its manifest; `into`: write its parts there, under their names.

    Stored files that were damaged when backed up are not written. Raises Refused.
    """
    found: dict[str, Part] = {}
    with _members(path) as members:
        for member, stream in members:
            if member.name == NAME:
                manifest = parsed(_manifest_bytes(member, stream))
                break
            found[member.name] = _read(member, stream, into)
        else:
            raise Refused(
                "没有清单，备份不完整（可能没有拷完）。请用另一份备份",
                "it has no manifest: it is cut off; use another backup",
            )
        if next(members, None) is not None:
            raise _strange("清单后面还有内容", "something follows its manifest")
    _compare(manifest, found)
    if into:
        for name in manifest.damaged:
            (into / name).unlink(missing_ok=True)
    return manifest


@contextmanager
def _members(path: Path) -> Iterator[Iterator[tuple[tarfile.TarInfo, IO[bytes]]]]:
    """The members one after the other; what tarfile finds wrong becomes a sentence."""
    try:
        with tarfile.open(path, "r|*") as archive:
            yield _walked(archive)
    except FileNotFoundError as missing:
        raise Refused(f"没有文件 {path}", f"there is no file {path}") from missing
    except (tarfile.TarError, EOFError, zlib.error) as broken:
        raise Refused(
            f"{path} 不是完整的备份文件（{broken}）。请用另一份备份",
            f"{path} is no whole backup ({broken}); use another",
        ) from broken


def _walked(archive: tarfile.TarFile) -> Iterator[tuple[tarfile.TarInfo, IO[bytes]]]:
    seen: set[str] = set()
    for member in archive:
        stream = archive.extractfile(member) if member.isreg() else None
        if stream is None or member.name in seen or not is_member(member.name):
            raise _strange(
                f"里面有不该有的 {member.name!r}", f"it has a member {member.name!r} that does not belong there"
            )
        seen.add(member.name)
        yield member, stream


def _strange(zh: str, en: str) -> Refused:
    return Refused(
        f"这不是落实制作的备份：{zh}。没有恢复任何内容", f"this is no backup of ours: {en}. Nothing was restored"
    )


def _manifest_bytes(member: tarfile.TarInfo, stream: IO[bytes]) -> bytes:
    if member.size > _MANIFEST_LIMIT:
        raise _strange("清单太大", "its manifest is too large")
    return stream.read()


def _read(member: tarfile.TarInfo, stream: IO[bytes], into: Path | None) -> Part:
    if into is None:
        return _hashed(stream, None)
    check_room(into, member.size)
    target = into / member.name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.touch(mode=0o600, exist_ok=False)
    with target.open("wb") as file:
        return _hashed(stream, file)


def _hashed(stream: IO[bytes], file: IO[bytes] | None) -> Part:
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(_CHUNK):
        digest.update(chunk)
        size += len(chunk)
        if file:
            file.write(chunk)
    return Part(digest.hexdigest(), size)


def _compare(manifest: Manifest, found: dict[str, Part]) -> None:
    """Raises Refused with the first part that is missing, altered or too many."""
    if DATABASES.get(manifest.vendor) not in found:
        raise _strange("里面没有数据库", "it holds no database")
    for name in sorted(manifest.parts.keys() | found.keys()):
        there, due = found.get(name), manifest.parts.get(name)
        if there != due:
            zh, en = ("缺少", "is missing") if there is None else ("与清单不符，被改动过", "was altered")
            raise Refused(f"备份中的 {name} {zh}。请用另一份备份", f"{name} in the backup {en}; use another backup")
    _compare_stored(manifest, found)


def _compare_stored(manifest: Manifest, found: dict[str, Part]) -> None:
    """The name of a stored file is its hash, whatever the manifest says."""
    damaged = set(manifest.damaged)
    for name, part in found.items():
        if name.startswith("files/") and name not in damaged and not name.endswith(part.sha256):
            raise Refused(
                f"备份中的 {name} 被改动过。请用另一份备份", f"{name} in the backup was altered; use another backup"
            )
