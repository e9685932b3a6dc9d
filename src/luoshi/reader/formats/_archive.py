"""A zip container from outside, opened with care: bounded in number and size, no DOCTYPE in its XML."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from lxml import etree

from luoshi.reader.errors import UnreadableFile

MOST_MEMBERS = 5000
LARGEST_TOTAL = 400 * 1024 * 1024
LARGEST_PART = 64 * 1024 * 1024
HIGHEST_RATIO = 200
"""A part may grow to this many times its packed size; XML that people write stays below 40."""

_ENCRYPTED = 0x1
_DOCTYPES = tuple("<!DOCTYPE".encode(name) for name in ("utf-8", "utf-16-le", "utf-16-be"))

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"


class Archive:
    """The XML parts of a container."""

    def __init__(self, opened: zipfile.ZipFile) -> None:
        self._opened = opened
        self._members = {each.filename: each for each in opened.infolist()}
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
                "文件内部有 DOCTYPE 声明，正常的 Word 文档不会有。请在 Word 或 WPS 里另存后再上传。",
                "The file holds a DOCTYPE declaration, which Word never writes. Save it again in Word.",
            )
        data = data.replace(_STRICT, _TRANSITIONAL)
        try:
            return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
        except etree.XMLSyntaxError as error:
            raise damaged() from error

    def _read(self, member: zipfile.ZipInfo) -> bytes:
        """Unpack no more than the limits allow, whatever size the container declares."""
        limit = min(LARGEST_PART, max(member.compress_size * HIGHEST_RATIO, 1024**2))
        if member.file_size > limit:
            raise _bomb()
        try:
            with self._opened.open(member) as stream:
                data = stream.read(limit + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise damaged() from error
        if len(data) > limit:
            raise _bomb()
        return data


@contextmanager
def archive_of(data: bytes) -> Iterator[Archive]:
    """Open a container. Raises UnreadableFile."""
    try:
        opened = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as error:
        raise damaged() from error
    with opened:
        yield Archive(opened)


def damaged() -> UnreadableFile:
    """The error for a container or a part that breaks off or makes no sense."""
    return UnreadableFile(
        "damaged",
        "文件不完整或已损坏，打不开。请重新下载，或在 Word、WPS 里修复另存后再上传。",
        "The file is incomplete or damaged. Download it again, or repair it in Word or WPS.",
    )


def _bomb() -> UnreadableFile:
    return UnreadableFile(
        "bomb",
        "文件解压后异常大，已停止读取。请在 Word 或 WPS 里新建文档、只粘贴文字后再上传。",
        "The file unpacks to an abnormal size and was not read. Paste its text into a new document.",
    )
