"""Bytes to text: UTF-8, UTF-16 and GB18030, told apart by their marks or by what makes sense in Chinese."""

import re

_BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_GUESSES = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
_COMMON = "，。、的一和了在是有发展建设推进实施工作加强农业生态项目县市州区年个大以及人民政府 \n0123456789"


_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
_DAMAGED = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f\x7f-\x9f]")
_HAN = re.compile("[\u4e00-\u9fff]")
_LATIN = re.compile("[A-Za-z]")


def decoded(data: bytes) -> str:
    """The text with newlines as \\n; a few damaged bytes become U+FFFD. `encoding_of(data)` is not None."""
    return newlines(data.decode(encoding_of(data) or "utf-8", "replace"))


def marked(data: bytes) -> str | None:
    """The encoding that a byte order mark names."""
    return next((name for mark, name in _BOMS if data.startswith(mark)), None)


def start_of(data: bytes, size: int = 1 << 15) -> str:
    """The first characters as far as they are ASCII, for signs; others may come out wrong."""
    head = data[:size]
    name = marked(data)
    if name is None and len(head) > 1 and 0 in (head[0], head[1]):
        name = "utf-16-be" if head[0] == 0 else "utf-16-le"
    return head.decode(name or "latin-1", "replace")


def newlines(text: str) -> str:
    """Newlines as \\n, whatever the system that wrote them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def encoding_of(data: bytes) -> str | None:
    """The encoding that leaves fewest damaged and most common characters, or None when nothing makes sense.

    >>> encoding_of("总体要求。".encode("gb18030")), encoding_of(bytes(range(256)))
    ('gb18030', None)
    """
    name = marked(data)
    if name is not None:
        return name if _sense(data[: 1 << 16].decode(name, "replace")) > 0 else None
    if _is_utf8(data):
        return "utf-8"
    sample = data[: 1 << 16]
    best, name = max((_sense(sample.decode(name, "replace")), name) for name in _GUESSES)
    return name if best > 0 else None


def _is_utf8(data: bytes) -> bool:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return len(_CONTROL.findall(text)) * 200 <= len(text)


def _sense(text: str) -> float:
    """Share of characters that Chinese official text is made of, less the damaged and the impossible ones."""
    common = sum(map(text.count, _COMMON))
    other = len(_HAN.findall(text)) * 0.3 + len(_LATIN.findall(text)) * 0.5
    return (common + other - 5 * len(_DAMAGED.findall(text))) / max(len(text), 1) - 0.02
