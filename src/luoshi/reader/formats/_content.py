"""What a file really is, told by its first bytes and, for containers, by the names inside."""

import re

from luoshi.reader.errors import UnreadableFile
from luoshi.reader.formats._archive import opened
from luoshi.reader.formats._decode import encoding_of, start_of

NAMES = {
    "text": ("文本", "plain text"),
    "docx": ("Word 文档（.docx）", "a Word document (.docx)"),
    "xlsx": ("Excel 工作簿（.xlsx）", "an Excel workbook (.xlsx)"),
    "pdf": ("PDF 文件", "a PDF file"),
    "html": ("网页", "a web page"),
    "fragment": ("一段网页", "a piece of a web page"),
    "xlsb": ("二进制 Excel 工作簿（.xlsb）", "a binary Excel workbook (.xlsb)"),
    "macros_docx": ("带宏的 Word 文档", "a Word document with macros"),
    "macros_xlsx": ("带宏的 Excel 工作簿", "an Excel workbook with macros"),
    "pptx": ("演示文稿", "a presentation"),
    "ofd": ("OFD 版式文件", "an OFD document"),
    "odf": ("OpenDocument 文件", "an OpenDocument file"),
    "zip": ("压缩包", "an archive"),
    "image": ("图片", "a picture"),
    "rtf": ("RTF 文档", "an RTF document"),
    "mht": ("单个文件网页（.mht）", "a single-file web page (.mht)"),
    "doc": ("旧版 Word 文档（.doc 或 .wps）", "an old Word document (.doc or .wps)"),
    "xls": ("旧版 Excel 工作簿（.xls 或 .et）", "an old Excel workbook (.xls or .et)"),
    "ole": ("旧版 Office 文件", "an old Office file"),
    "encrypted": ("加了密码的 Office 文档", "a password-protected Office document"),
    "damaged": ("不完整的压缩文件", "an incomplete zip file"),
    "binary": ("二进制数据", "binary data"),
}
"""Kind -> what to call it in Chinese and in English."""

EXTENSION_OF = {"docx": ".docx", "xlsx": ".xlsx", "pdf": ".pdf", "html": ".html", "text": ".txt"}
"""Kind that can be read -> the extension it should have."""

_SIGNATURES = (
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
    (r"word/vbaProject\.bin", "macros_docx"),
    (r"xl/vbaProject\.bin", "macros_xlsx"),
    (r"xl/workbook\.bin", "xlsb"),
    (r"word/document\w*\.xml", "docx"),
    (r"xl/workbook", "xlsx"),
    (r"ppt/presentation", "pptx"),
    (r"OFD\.xml", "ofd"),
    (r"mimetype|META-INF/manifest\.xml", "odf"),
)
_OLE_SIGNS = (("EncryptedPackage", "encrypted"), ("WordDocument", "doc"), ("Workbook", "xls"), ("Book\0", "xls"))

_PAGE = re.compile(r"(?i)(?>\s+|<!--(?s:.){0,2000}?-->|<\?xml[^>]{0,200}>)*+<(?:!doctype\s+html|html|head|body)[\s>]")
_FRAGMENT = re.compile(r"(?i)\s*<[a-z!](?s:.){0,20000}</(?:p|div|td|tr|table|body|html|li)\s*>")
_MHT = re.compile(r"(?i)(?:[\w-]+:[^\n]{0,500}\r?\n(?:[ \t][^\n]{0,500}\r?\n)*){0,20}?MIME-Version:")
_PDF_WITHIN = 1024
"""White space before the signature that readers of PDF tolerate, in bytes."""


def kind_of(data: bytes) -> str:
    """A key of NAMES. Raises UnreadableFile for a container that unpacks out of proportion.

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
    if data[:_PDF_WITHIN].lstrip(b"\xef\xbb\xbf \r\n\t\x00").startswith(b"%PDF"):
        return "pdf"
    return _text_kind(data)


def _text_kind(data: bytes) -> str:
    start = start_of(data)
    if _PAGE.match(start):
        return "html"
    if _MHT.match(start):
        return "mht"
    if not encoding_of(data):
        return "binary"
    return "fragment" if _FRAGMENT.match(start) else "text"


def _zip_kind(data: bytes) -> str:
    try:
        with opened(data) as archive:
            names = [name.replace("\\", "/") for name in archive.namelist()]
    except UnreadableFile as error:
        if error.kind != "damaged":
            raise
        return "damaged"
    return next((kind for sign, kind in _ZIP_SIGNS if any(re.match(sign, name) for name in names)), "zip")


def _ole_kind(data: bytes) -> str:
    """Directory entries of an OLE container are named in UTF-16."""
    return next((kind for sign, kind in _OLE_SIGNS if sign.encode("utf-16-le") in data), "ole")
