"""What a file really is, told by its first bytes and, for containers, by the names inside."""

import io
import zipfile

from luoshi.reader.errors import UnreadableFile
from luoshi.reader.formats._decode import encoding_of

NAMES = {
    "text": ("文本", "plain text"),
    "docx": ("Word 文档（.docx）", "a Word document (.docx)"),
    "xlsx": ("Excel 工作簿", "an Excel workbook"),
    "pptx": ("演示文稿", "a presentation"),
    "ofd": ("OFD 版式文件", "an OFD document"),
    "zip": ("压缩包", "an archive"),
    "pdf": ("PDF 文件", "a PDF file"),
    "image": ("图片", "a picture"),
    "rtf": ("RTF 文档", "an RTF document"),
    "html": ("网页", "a web page"),
    "doc": ("旧版 Word 文档（.doc 或 .wps）", "an old Word document (.doc or .wps)"),
    "ole": ("旧版 Office 文件", "an old Office file"),
    "encrypted": ("加了密码的 Office 文档", "a password-protected Office document"),
    "damaged_zip": ("不完整的压缩文件", "an incomplete zip file"),
    "binary": ("二进制数据", "binary data"),
}
"""Kind -> what to call it in Chinese and in English."""

REFUSED = {
    "encrypted": (
        "文件设了打开密码。请在 Word 或 WPS 里去掉密码，另存后再上传。",
        "The file is protected with a password. Remove the password in Word or WPS and save it again.",
    ),
    "doc": (
        "这是旧版 Word 文档（.doc 或 .wps）。请在 Word 或 WPS 里另存为 .docx 后再上传。",
        "This is an old Word document (.doc or .wps). Save it as .docx in Word or WPS.",
    ),
    "damaged_zip": (
        "文件不完整或已损坏，打不开。请重新下载，或在 Word、WPS 里修复另存后再上传。",
        "The file is incomplete or damaged. Download it again, or repair it in Word or WPS.",
    ),
}
"""Kinds no format takes, whatever the name says -> sentences in Chinese and in English."""

_SIGNATURES = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM\x00", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"{\\rtf", "rtf"),
    (b"Rar!", "zip"),
    (b"7z\xbc\xaf", "zip"),
    (b"\x1f\x8b", "zip"),
)
_ZIP_SIGNS = (
    ("word/document.xml", "docx"),
    ("xl/workbook", "xlsx"),
    ("ppt/presentation", "pptx"),
    ("OFD.xml", "ofd"),
)
_OLE_SIGNS = (("EncryptedPackage", "encrypted"), ("WordDocument", "doc"))


def kind_of(data: bytes) -> str:
    """A key of NAMES.

    >>> kind_of(b"%PDF-1.7"), kind_of("一、总体要求".encode("gb18030")), kind_of(bytes(range(32)) * 9)
    ('pdf', 'text', 'binary')
    """
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole_kind(data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data)
    if data[:512].lstrip(b"\xef\xbb\xbf \r\n\t")[:9].lower().startswith((b"<!doctype", b"<html")):
        return "html"
    return "text" if encoding_of(data) else "binary"


def refusal(content: str) -> UnreadableFile:
    """The error for a kind of REFUSED."""
    return UnreadableFile(content, *REFUSED[content])


def advice_zh(content: str) -> str:
    """What to do about a file of this kind."""
    if content in {"docx", "text"}:
        return f"请把扩展名改成 {'.docx' if content == 'docx' else '.txt'} 后再上传。"
    return "请把它另存为或转换成 Word 文档（.docx）或纯文本（.txt）后再上传。"


def advice_en(content: str) -> str:
    """What to do about a file of this kind."""
    if content in {"docx", "text"}:
        return f"Rename it to end in {'.docx' if content == 'docx' else '.txt'}."
    return "Save or convert it as .docx or .txt."


def _zip_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError):
        return "damaged_zip"
    return next((kind for sign, kind in _ZIP_SIGNS if any(name.startswith(sign) for name in names)), "zip")


def _ole_kind(data: bytes) -> str:
    """Directory entries of an OLE container are named in UTF-16."""
    return next((kind for sign, kind in _OLE_SIGNS if sign.encode("utf-16-le") in data), "ole")
