"""Document formats, one file each: what extensions it has, what content it takes, how it becomes a `Source`.

A format is a module of this folder with `EXTENSIONS`, `CONTENT` (a kind of `_content.kind_of`) and
`source_of(data)`. Adding one touches its own file and nothing else; files starting with _ are helpers.
"""

from functools import cache
from importlib import import_module
from pathlib import PurePath
from pkgutil import iter_modules
from types import ModuleType

from luoshi.reader.errors import UnreadableFile
from luoshi.reader.formats import _content
from luoshi.reader.formats._decode import newlines
from luoshi.reader.source import Source

__all__ = ["LARGEST", "check_size", "formats", "newlines", "source_of"]

LARGEST = 50 * 1024 * 1024
"""Bytes of the largest file that is read; plans are far below 1 MB, scans and slides are not."""


@cache
def formats() -> dict[str, ModuleType]:
    """Extension -> format module.

    >>> sorted(formats())
    ['.docx', '.markdown', '.md', '.text', '.txt']
    """
    names = [found.name for found in iter_modules(__path__) if not found.name.startswith("_")]
    modules = [import_module(f"{__name__}.{name}") for name in sorted(names)]
    return {extension: module for module in modules for extension in module.EXTENSIONS}


def source_of(data: bytes, name: str) -> Source:
    """The text of a file called `name`. Raises UnreadableFile."""
    check_size(len(data))
    format_ = formats().get(PurePath(name).suffix.lower())
    content = _content.kind_of(data)
    if content in _content.REFUSED:
        raise _content.refusal(content)
    if format_ is None:
        raise _unknown(name)
    if content != format_.CONTENT:
        raise _mismatch(name, content)
    source: Source = format_.source_of(data)
    if not source.text.strip(" \n\t\v\ufeff\u200b\u3000"):
        raise UnreadableFile(
            "blank",
            "文件里没有文字。如果是扫描件，请先做文字识别（OCR）再上传。",
            "The file holds no text. If it is a scan, run text recognition (OCR) on it first.",
        )
    return source


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


def _unknown(name: str) -> UnreadableFile:
    suffix, known = PurePath(name).suffix or "(无扩展名)", " ".join(sorted(formats()))
    return UnreadableFile(
        "unknown_format",
        f"不认识 {suffix} 这种文件。请另存为 Word 文档（.docx）或纯文本（.txt）后再上传；能读的有：{known}。",
        f"Files of type {suffix} are not known. Save it as .docx or .txt; what can be read: {known}.",
    )


def _mismatch(name: str, content: str) -> UnreadableFile:
    zh, en = _content.NAMES[content]
    suffix = PurePath(name).suffix
    return UnreadableFile(
        "wrong_extension",
        f"文件名以 {suffix} 结尾，内容却是{zh}。{_content.advice_zh(content)}",
        f"The name ends in {suffix}, but the content is {en}. {_content.advice_en(content)}",
    )
