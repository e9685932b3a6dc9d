"""Workbooks among the files that came: as they are, or packed in an archive."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from luoshi.duties.rules.workbook import Kept, read_workbook
from luoshi.papers.sheets.reading import UNPACKING, NotASheet, grids_of

MOST_BYTES = 2 * 1024 * 1024
"""Of one workbook."""
MOST_UNPACKED = 12 * 1024 * 1024
MOST_FILES = 100
"""At once; Django takes no more files with one request either."""
MOST_MEMBERS = 2_000
_UTF8 = 0x800


@dataclass(frozen=True, slots=True)
class Came:
    """A file as it came: its rows, or why it could not be read (a code of `words.NOT_A_WORKBOOK`, and about what)."""

    name: str
    rows: tuple[Kept, ...] = ()
    code: str = ""
    what: str = ""


def came(name: str, data: bytes) -> Iterator[Came]:
    """The workbook, or each workbook of an archive."""
    if not _is_archive(data):
        yield _read(name, data)
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [part for part in archive.infolist()[:MOST_MEMBERS] if _is_ours(_name(part))]
        for part in parts[:MOST_FILES]:
            yield _read(PurePosixPath(_name(part)).name, *_opened(archive, part))
    if not parts:
        yield Came(name, code="no_books")


def _is_archive(data: bytes) -> bool:
    """Whether it is a .zip that is no workbook itself."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "[Content_Types].xml" not in archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return False


def _opened(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> tuple[bytes, str]:
    try:
        with archive.open(part) as opened:
            return opened.read(MOST_BYTES + 1), ""
    except UNPACKING:
        return b"", "unreadable"


def _is_ours(name: str) -> bool:
    path = PurePosixPath(name)
    return path.suffix.lower() == ".xlsx" and not path.name.startswith(("~$", ".")) and "__MACOSX" not in path.parts


def _name(part: zipfile.ZipInfo) -> str:
    """The member's name; Windows writes Chinese ones in GBK without saying so."""
    if part.flag_bits & _UTF8:
        return part.filename
    try:
        return part.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return part.filename


def _read(name: str, data: bytes, code: str = "") -> Came:
    if code:
        return Came(name, code=code)
    if len(data) > MOST_BYTES:
        return Came(name, code="large")
    try:
        return Came(name, tuple(read_workbook(grids_of(data, MOST_UNPACKED))))
    except NotASheet as wrong:
        return Came(name, code=wrong.code, what=wrong.what)
