"""What a file is, told by its bytes alone."""

import re

from luoshi.files.rules.containers import ole_kind, zip_kind

_SIGNATURES = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"{\\rtf", "rtf"),
    (b"Rar!\x1a\x07", "zip"),
    (b"7z\xbc\xaf\x27\x1c", "zip"),
    (b"\x1f\x8b", "zip"),
    (b"ID3", "video"),
    (b"\x1a\x45\xdf\xa3", "video"),
)
_INNER = (
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), "webp"),
    (re.compile(rb"RIFF.{4}(?:AVI |WAVE)", re.DOTALL), "video"),
    (re.compile(rb".{4}ftyp(?:hei|hev|mif1|msf1|avi[fs])", re.DOTALL), "heic"),
    (re.compile(rb".{4}ftyp", re.DOTALL), "video"),
    (re.compile(rb"BM.{4}\x00{4}.{4}[\x0c\x28\x34\x38\x40\x6c\x7c]\x00{3}", re.DOTALL), "bmp"),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_BEFORE = r"(?:<\?xml\b[^>]*>|<!doctype\s+svg[^>]*>|<!--.*?-->|\s)*+"
"""What may stand before; possessive, so that comments one after the other are read in one way only."""
_HTML = r"<(?:!doctype\s+html|html|head|body|script|iframe|style|meta|title)\b"
_MARKUP = (
    (re.compile(_BEFORE + r"<svg\b", re.IGNORECASE | re.DOTALL), "svg"),
    (re.compile(_BEFORE + _HTML, re.IGNORECASE | re.DOTALL), "html"),
    (re.compile(r"<(?:\?xml|!doctype)\b", re.IGNORECASE), "xml"),
)

_SAMPLE = 1 << 16
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_GUESSES = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
_USUAL = re.compile("[\t-\r -~\u2010-\u2027\u2460-\u249b\u25a0-\u25ff\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]")
_MOST_CONTROL, _LEAST_USUAL = 0.005, 0.85


def kind_of(data: bytes) -> str:
    """A key of `kinds.KINDS` or `kinds.REFUSED`.

    >>> kind_of(b"%PDF-1.7"), kind_of("一、总体要求".encode("gb18030")), kind_of(bytes(range(32)) * 9)
    ('pdf', 'txt', 'binary')
    """
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    if data.startswith(_OLE):
        return ole_kind(data)
    if data.startswith(_ZIP):
        return zip_kind(data)
    return next((kind for pattern, kind in _INNER if pattern.match(data)), None) or _text_kind(data)


def _text_kind(data: bytes) -> str:
    text = _text(data[:_SAMPLE])
    if text is None:
        return "binary"
    start = text.lstrip("\ufeff\x00 \t\r\n\f\v")[:2048]
    return next((kind for pattern, kind in _MARKUP if pattern.match(start)), "txt")


def _text(sample: bytes) -> str | None:
    """The sample as text if it is text: UTF-8 in any language, or another encoding with mostly Chinese in it."""
    marked = next((name for mark, name in _MARKS if sample.startswith(mark)), None)
    utf8 = sample.decode(marked or "utf-8", "ignore" if marked else "replace")
    if _clean(utf8) and (marked or "\ufffd" not in utf8[:-1]):
        return utf8
    guessed = (sample.decode(name, "replace") for name in _GUESSES)
    return next((text for text in guessed if _clean(text) and _usual(text)), None)


def _clean(text: str) -> bool:
    return len(_CONTROL.findall(text)) <= len(text) * _MOST_CONTROL


def _usual(text: str) -> bool:
    return len(_USUAL.findall(text)) >= len(text) * _LEAST_USUAL
