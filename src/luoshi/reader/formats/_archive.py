"""A zip container from outside, opened with care: bounded in number and size, no DOCTYPE in its XML."""

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from lxml import etree

from luoshi.reader.errors import UnreadableFile
from luoshi.reader.formats._limits import MOST_NODES, too_complex, too_much

MOST_MEMBERS = 5000
LARGEST_TOTAL = 400 * 1024 * 1024
LARGEST_PART = 64 * 1024 * 1024
HIGHEST_RATIO = 200
"""A part may grow to this many times its packed size; XML that people write stays below 40."""

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    ValueError,
    RuntimeError,
)
"""What the zip module raises for a container that makes no sense."""

_ENCRYPTED = 0x1
_PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENTRY = b"PK\x01\x02"
_DOCTYPES = tuple("<!DOCTYPE".encode(name) for name in ("utf-8", "utf-16-le", "utf-16-be"))
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
)
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"


class Archive:
    """The XML parts of a container."""

    def __init__(self, opened: zipfile.ZipFile) -> None:
        self._opened = opened
        self._members = {each.filename.replace("\\", "/"): each for each in opened.infolist()}
        self._read_bytes = self._nodes = 0
        self._check()

    def _check(self) -> None:
        members = self._members.values()
        if any(each.flag_bits & _ENCRYPTED for each in members):
            raise UnreadableFile(
                "encrypted",
                "文件设了密码。请去掉密码，另存后再上传。",
                "The file is protected with a password. Remove the password and save it again.",
            )
        if len(self._opened.infolist()) > MOST_MEMBERS or sum(each.file_size for each in members) > LARGEST_TOTAL:
            raise _bomb()

    def names(self, prefix: str) -> list[str]:
        """Members whose name begins so, in order."""
        return sorted(name for name in self._members if name.startswith(prefix))

    def part(self, name: str) -> etree._Element | None:
        """Root element of an XML part, None when there is no such part. Raises UnreadableFile."""
        member = self._members.get(name)
        if member is None:
            return None
        data = self._read(member)
        if any(sign in data for sign in _DOCTYPES):
            raise UnreadableFile(
                "doctype",
                "文件内部有 DOCTYPE 声明，正常的办公文档不会有。请在 Office 或 WPS 里另存后再上传。",
                "The file holds a DOCTYPE declaration, which Office never writes. Save it again in Office or WPS.",
            )
        self._count(data)
        for strict, transitional in _STRICT:
            data = data.replace(strict, transitional)
        return _parsed(data)

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """Relation id -> kind (last word of its type) and part, of a part or of the container (""). Links outside
        the file are left out: nothing is ever fetched.
        """
        folder, _, last = name.rpartition("/")
        root = self.part(posixpath.join(folder, "_rels", f"{last}.rels"))
        found = {}
        for each in () if root is None else root.iter(f"{_RELATIONS}Relationship"):
            if each.get("TargetMode", "").lower() != "external":
                target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", "").replace("\\", "/")))
                found[each.get("Id", "")] = (each.get("Type", "").rpartition("/")[2], target.lstrip("/"))
        return found

    def main(self, usual: str) -> str:
        """The name of the main part, which is not always the usual one."""
        targets = (target for kind, target in self.related("").values() if kind == "officeDocument")
        return next((target for target in targets if target in self._members), usual)

    def _count(self, data: bytes) -> None:
        self._nodes += data.count(b"<") + data.count(b"=")
        if self._nodes > MOST_NODES:
            raise too_much()

    def _read(self, member: zipfile.ZipInfo) -> bytes:
        """Unpack no more than the limits allow, whatever size the container declares."""
        limit = min(LARGEST_PART - self._read_bytes, max(member.compress_size * HIGHEST_RATIO, 1024**2))
        if member.file_size > limit:
            raise _bomb()
        if member.compress_type not in _PACKED:
            raise damaged()
        try:
            with self._opened.open(member) as stream:
                data = stream.read(limit + 1)
        except BROKEN as error:
            raise damaged() from error
        if len(data) > limit:
            raise _bomb()
        self._read_bytes += len(data)
        return data


def _parsed(data: bytes) -> etree._Element:
    # Office writes UTF-8 or UTF-16; believing another declaration would let a DOCTYPE pass unseen.
    encoding = "utf-16" if b"\x00" in data[:4] or data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8"
    parser = etree.XMLParser(
        encoding=encoding,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        limited = error.code == etree.ErrorTypes.ERR_RESOURCE_LIMIT or "huge" in str(error).lower()
        raise (too_complex() if limited else damaged()) from error
    except (ValueError, LookupError) as error:
        raise damaged() from error


def opened(data: bytes) -> zipfile.ZipFile:
    """The container, not yet believed. Raises UnreadableFile."""
    if data.count(_ENTRY) > MOST_MEMBERS * 2:
        raise _bomb()
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except BROKEN as error:
        raise damaged() from error


@contextmanager
def archive_of(data: bytes) -> Iterator[Archive]:
    """Open a container. Raises UnreadableFile."""
    with opened(data) as found:
        yield Archive(found)


def damaged() -> UnreadableFile:
    """The error for a container or a part that breaks off or makes no sense."""
    return UnreadableFile(
        "damaged",
        "文件不完整或已损坏，打不开。请重新下载，或在 Office、WPS 里修复另存后再上传。",
        "The file is incomplete or damaged. Download it again, or repair it in Office or WPS.",
    )


def _bomb() -> UnreadableFile:
    return UnreadableFile(
        "bomb",
        "文件解压后异常大，已停止读取。请新建文档、只粘贴文字和表格后再上传。",
        "The file unpacks to an abnormal size and was not read. Paste its text into a new document.",
    )
