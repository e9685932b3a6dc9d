"""Names of files as people read them, and never as a path."""

import re
import unicodedata
from pathlib import PurePosixPath
from urllib.parse import quote

UNNAMED = "未命名文件"
LONGEST = 240
"""UTF-8 bytes of a name: 80 Chinese characters, and a little below what file systems take."""

_LONGEST_EXTENSION = 16
_EXTENSION = r"\.(?=[0-9]*[A-Za-z])[A-Za-z0-9]+"
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_FILLERS = "\u115f\u1160\u2800\u3164\uffa0"
_FORBIDDEN = str.maketrans('<>:"|?*', "＜＞：＂｜？＊")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?=\s*(?:\.|$))", re.IGNORECASE)
_ATTRIBUTE_CHARACTERS = "!#$&+-.^_`|~"


def cleaned(name: str) -> str:
    """The last part of a name without what cannot be seen or what a file system takes amiss; never empty.

    >>> cleaned("..\\\\..\\\\州方案\\u202e（终稿）.docx"), cleaned("CON.txt"), cleaned("现场:北岸?.jpg"), cleaned("..")
    ('州方案（终稿）.docx', '_CON.txt', '现场：北岸？.jpg', '未命名文件')
    """
    last = re.split(r"[/\\]", name)[-1]
    seen = unicodedata.normalize("NFC", "".join(filter(_is_seen, last)))
    bare = " ".join("".join(filter(_is_seen, seen)).translate(_FORBIDDEN).split()).lstrip(". ")
    shown = _shortened(f"_{bare}" if _RESERVED.match(bare) else bare)
    return shown or UNNAMED


def _is_seen(char: str) -> bool:
    return char in "\t\n\r" or (unicodedata.category(char) not in _INVISIBLE and char not in _FILLERS)


def _shortened(name: str) -> str:
    """Cut in the middle, before the extension."""
    whole = name.rstrip(". ")
    suffix = extension(whole)
    stem = whole.removesuffix(suffix) if suffix else whole
    room = LONGEST - len(suffix.encode())
    return (stem.encode()[:room].decode(errors="ignore").rstrip(". ") + suffix).rstrip(". ")


def extension(name: str) -> str:
    """The extension as it stands in the name, with its dot; "" when there is none.

    >>> extension("方案.DOCX"), extension("方案"), extension("方案2.0")
    ('.DOCX', '', '')
    """
    suffix = PurePosixPath(name).suffix
    short = len(suffix.encode()) <= _LONGEST_EXTENSION
    return suffix if short and re.fullmatch(_EXTENSION, suffix) else ""


def with_extension(name: str, new: str) -> str:
    """The cleaned name with another extension, or with one if it had none.

    >>> with_extension("河道.bmp", ".png"), with_extension("河道", ".jpg")
    ('河道.png', '河道.jpg')
    """
    old = extension(name)
    return cleaned(f"{name.removesuffix(old) if old else name}{new}")


def disposition(name: str) -> str:
    """Content-Disposition of a download (RFC 6266): an ASCII name for old programs, the real one for all others.

    >>> disposition("方案.docx")
    "attachment; filename=file.docx; filename*=UTF-8''%E6%96%B9%E6%A1%88.docx"
    """
    shown = cleaned(name)
    return f"attachment; filename=file{extension(shown)}; filename*=UTF-8''{quote(shown, safe=_ATTRIBUTE_CHARACTERS)}"
