"""Kinds of files, told by their bytes: what to call one, how it may be named, how large it may be, who takes it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind that some purpose takes. The first extension is the usual one; `megabytes` is the most one may have."""

    zh: str
    en: str
    extensions: tuple[str, ...]
    megabytes: int


KINDS = {
    "pdf": Kind("PDF 文件", "a PDF file", (".pdf",), 50),
    "ofd": Kind("OFD 版式文件", "an OFD document", (".ofd",), 50),
    "docx": Kind("Word 文档（.docx）", "a Word document (.docx)", (".docx",), 50),
    "xlsx": Kind("Excel 工作簿（.xlsx）", "an Excel workbook (.xlsx)", (".xlsx",), 50),
    "pptx": Kind("演示文稿（.pptx）", "a presentation (.pptx)", (".pptx",), 50),
    "doc": Kind("旧版 Word 文档", "an old Word document", (".doc", ".wps"), 50),
    "xls": Kind("旧版 Excel 工作簿", "an old Excel workbook", (".xls", ".et"), 50),
    "ppt": Kind("旧版演示文稿", "an old presentation", (".ppt", ".dps"), 50),
    "txt": Kind("文本", "plain text", (".txt", ".text", ".md", ".markdown", ".csv"), 50),
    "html": Kind("网页", "a web page", (".html", ".htm", ".xhtml"), 50),
    "jpg": Kind("JPEG 图片", "a JPEG picture", (".jpg", ".jpeg", ".jpe", ".jfif"), 30),
    "png": Kind("PNG 图片", "a PNG picture", (".png",), 30),
    "gif": Kind("GIF 图片", "a GIF picture", (".gif",), 10),
    "webp": Kind("WebP 图片", "a WebP picture", (".webp",), 30),
    "bmp": Kind("BMP 图片", "a BMP picture", (".bmp", ".dib"), 50),
    "tiff": Kind("TIFF 图片", "a TIFF picture", (".tif", ".tiff"), 50),
}

_SAVE_AGAIN = ("请在 Word 或 WPS 里另存为 .docx、.xlsx 或 PDF 后再上传。", "Save it as .docx, .xlsx or PDF.")
_UNPACK = ("请解压后逐个上传。", "Unpack it and upload the files one by one.")
_PICTURE = ("请另存为 JPG 或 PNG 图片后再上传。", "Save it as a JPG or PNG picture.")

REFUSED = {
    "macro": (
        ("带宏的 Office 文件", "an Office file with macros"),
        ("请在 Word 或 WPS 里另存为不带宏的 .docx、.xlsx 后再上传。", "Save it without macros, as .docx or .xlsx."),
    ),
    "encrypted": (
        ("加了密码的 Office 文件", "a password-protected Office file"),
        ("请在 Word 或 WPS 里去掉密码，另存后再上传。", "Remove the password in Word or WPS and save it again."),
    ),
    "damaged": (
        ("不完整或已损坏的文件", "an incomplete or damaged file"),
        ("请重新下载，或在 Word、WPS 里修复另存后再上传。", "Download it again, or repair it in Word or WPS."),
    ),
    "xlsb": (("二进制 Excel 工作簿（.xlsb）", "a binary Excel workbook (.xlsb)"), _SAVE_AGAIN),
    "odf": (("OpenDocument 文档", "an OpenDocument file"), _SAVE_AGAIN),
    "rtf": (("RTF 文档", "an RTF document"), _SAVE_AGAIN),
    "ole": (("旧版 Office 文件", "an old Office file"), _SAVE_AGAIN),
    "zip": (("压缩包", "an archive"), _UNPACK),
    "heic": (
        ("HEIC 照片", "a HEIC photo"),
        (
            "请在手机“设置—相机—格式”里改为“兼容性最佳”后重拍，或另存为 JPG 后再上传。",
            "Set the phone's camera to Most Compatible, or save the photo as JPG.",
        ),
    ),
    "svg": (("SVG 图形", "an SVG drawing"), _PICTURE),
    "xml": (("XML 文件", "an XML file"), _SAVE_AGAIN),
    "video": (
        ("音频或视频", "audio or video"),
        ("请截取关键画面，存成 JPG 图片后再上传。", "Save the frames that matter as JPG pictures."),
    ),
    "binary": (("程序或不认识的数据", "a program or unknown data"), _SAVE_AGAIN),
}
"""Kinds no purpose takes -> (names, advice), each in Chinese and English."""


_PICTURES = ("jpg", "png", "tiff", "webp", "bmp")
_OFFICE = ("docx", "xlsx", "doc", "xls")

PURPOSES: dict[str, tuple[str, ...]] = {
    "document": ("pdf", "ofd", *_OFFICE, "txt", "html"),
    "scan": ("pdf", "ofd", *_PICTURES),
    "evidence": ("pdf", "ofd", *_OFFICE, "pptx", "ppt", "txt", *_PICTURES, "gif"),
}
"""What a file is kept for -> the kinds taken. A plan's original is a document, kept byte for byte; a leader's
instruction or a signed sheet is a scan; what proves progress is evidence. Pictures are kept stripped."""


def names_of(kind: str) -> tuple[str, str]:
    """What to call a kind, in Chinese and English."""
    known = KINDS.get(kind)
    return (known.zh, known.en) if known else REFUSED[kind][0]


def extensions_of(purpose: str) -> tuple[str, ...]:
    """The usual extensions of what a purpose takes, for the `accept` of a file field and for sentences.

    >>> extensions_of("scan")
    ('.pdf', '.ofd', '.jpg', '.png', '.tif', '.webp', '.bmp')
    """
    return tuple(KINDS[kind].extensions[0] for kind in PURPOSES[purpose])
