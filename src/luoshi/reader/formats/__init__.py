"""Document formats, one file each: what extensions it has, what content it takes, how it becomes a `Source`.

A format is a module of this folder with `EXTENSIONS`, `CONTENT` (kinds of `_content.kind_of`) and
`source_of(data)`. Adding one touches its own file and nothing else; files starting with _ are helpers.
"""

from functools import cache
from importlib import import_module
from pathlib import PurePath
from pkgutil import iter_modules
from types import ModuleType

from luoshi.reader.errors import UnreadableFile
from luoshi.reader.formats import _content, _refusals
from luoshi.reader.formats._beside import check_scan
from luoshi.reader.formats._decode import newlines
from luoshi.reader.formats._limits import MOST_CELLS, MOST_CHARACTERS, too_complex, too_much
from luoshi.reader.source import Source

__all__ = ["LARGEST", "check_size", "formats", "newlines", "source_beside", "source_of"]

LARGEST = 50 * 1024 * 1024
"""Bytes of the largest file that is read; plans are far below 1 MB, scans and slides are not."""


@cache
def formats() -> dict[str, ModuleType]:
    """Extension -> format module.

    >>> sorted(formats())
    ['.docx', '.htm', '.html', '.markdown', '.md', '.pdf', '.text', '.txt', '.xhtml', '.xlsx']
    """
    names = [found.name for found in iter_modules(__path__) if not found.name.startswith("_")]
    modules = [import_module(f"{__name__}.{name}") for name in sorted(names)]
    return {extension: module for module in modules for extension in module.EXTENSIONS}


def source_of(data: bytes, name: str) -> Source:
    """The text of a file called `name`. Raises UnreadableFile."""
    check_size(len(data))
    format_ = formats().get(PurePath(name).suffix.lower())
    content = _content.kind_of(data)
    if content in _refusals.BY_CONTENT:
        raise _refusals.by_content(content)
    if format_ is None:
        raise _refusals.unknown(name, content, sorted(formats()))
    if content not in format_.CONTENT:
        raise _refusals.mismatch(name, content)
    return _checked(_parsed(format_, data))


def source_beside(scan: bytes, scan_name: str, text: bytes, text_name: str) -> Source:
    """The recognised text (called `text_name`) of a scan, which is a PDF or a picture. Raises UnreadableFile."""
    check_size(len(scan))
    check_scan(scan, scan_name)
    return source_of(text, text_name)


def check_size(size: int) -> None:
    """Refuse a file of this many bytes if it is empty or too large, if possible before it is read."""
    if size == 0:
        raise UnreadableFile(
            "empty",
            "文件是空的（0 字节）。请检查是否下载或复制完整。",
            "The file is empty (0 bytes). Check that it was downloaded or copied completely.",
        )
    if size > LARGEST:
        megabytes, limit = -(-size // 1024**2), LARGEST // 1024**2
        raise UnreadableFile(
            "too_large",
            f"文件有 {megabytes} MB，超过 {limit} MB 的上限。请去掉图片和附件，只留文字后再上传。",
            f"The file is {megabytes} MB, above the limit of {limit} MB. Remove pictures and keep the text.",
        )


def _parsed(format_: ModuleType, data: bytes) -> Source:
    """What the format makes of the file; running out of stack or memory is the file's fault, not ours."""
    try:
        source: Source = format_.source_of(data)
    except (RecursionError, MemoryError) as error:
        raise too_complex() from error
    return source


def _checked(source: Source) -> Source:
    if not source.text.strip(" \n\t\v\ufeff\u200b\u3000"):
        raise UnreadableFile(
            "blank",
            "文件里没有文字。如果是扫描件，请先做文字识别（OCR），把识别出的文字一起上传。",
            "The file holds no text. If it is a scan, run text recognition (OCR) and give the text with it.",
        )
    cells = sum(len(table.rows) * len(table.rows[0]) for table in source.tables if table.rows)
    if len(source.text) > MOST_CHARACTERS or cells > MOST_CELLS:
        raise too_much()
    return source
