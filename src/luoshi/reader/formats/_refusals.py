"""Files that no format takes: what is wrong with them and what to do, by what they are and by what they are called."""

from pathlib import PurePath

from luoshi.reader.errors import UnreadableFile
from luoshi.reader.formats._content import EXTENSION_OF, NAMES

BY_CONTENT = {
    "encrypted": (
        "文件设了打开密码。请在 Office 或 WPS 里去掉密码，另存后再上传。",
        "The file is protected with a password. Remove the password in Office or WPS and save it again.",
    ),
    "doc": (
        "这是旧版 Word 文档（.doc 或 .wps）。请在 Word 或 WPS 里另存为 .docx 后再上传。",
        "This is an old Word document (.doc or .wps). Save it as .docx in Word or WPS.",
    ),
    "xls": (
        "这是旧版 Excel 工作簿（.xls 或 .et）。请在 Excel 或 WPS 表格里另存为 .xlsx 后再上传。",
        "This is an old Excel workbook (.xls or .et). Save it as .xlsx in Excel or WPS.",
    ),
    "xlsb": (
        "这是二进制 Excel 工作簿（.xlsb）。请在 Excel 或 WPS 表格里另存为 .xlsx 后再上传。",
        "This is a binary Excel workbook (.xlsb). Save it as .xlsx in Excel or WPS.",
    ),
    "macros_docx": (
        "文档带有宏，本系统不接收。请在 Word 或 WPS 里另存为不带宏的 .docx 后再上传。",
        "The document holds macros, which are not accepted. Save it as .docx without macros in Word or WPS.",
    ),
    "macros_xlsx": (
        "工作簿带有宏，本系统不接收。请在 Excel 或 WPS 表格里另存为不带宏的 .xlsx 后再上传。",
        "The workbook holds macros, which are not accepted. Save it as .xlsx without macros in Excel or WPS.",
    ),
    "ofd": (
        "这是 OFD 版式文件。请在 WPS 或 OFD 阅读器里导出为 .pdf 或 .docx 后再上传。",
        "This is an OFD document. Export it as .pdf or .docx in WPS or an OFD reader.",
    ),
    "rtf": (
        "这是 RTF 文档。请在 Word 或 WPS 里另存为 .docx 后再上传。",
        "This is an RTF document. Save it as .docx in Word or WPS.",
    ),
    "mht": (
        "这是单个文件网页（.mht）。请在浏览器里另存为 .html，或把内容粘贴到 Word 存为 .docx 后再上传。",
        "This is a single-file web page (.mht). Save it as .html in the browser, or paste it into Word as .docx.",
    ),
    "damaged": (
        "文件不完整或已损坏，打不开。请重新下载，或在 Office、WPS 里修复另存后再上传。",
        "The file is incomplete or damaged. Download it again, or repair it in Office or WPS.",
    ),
    "image": (
        "这是图片，文字读不出来。请先做文字识别（OCR），把识别出的文字（.txt 或 .docx）和它一起上传。",
        "This is a picture. Run text recognition (OCR) and give the recognised text (.txt or .docx) with it.",
    ),
}
"""Kinds no format takes, whatever the name says -> sentences in Chinese and in English."""

_BY_EXTENSION = {
    ".doc": "doc",
    ".wps": "doc",
    ".dot": "doc",
    ".wpt": "doc",
    ".xls": "xls",
    ".et": "xls",
    ".ett": "xls",
    ".xlsb": "xlsb",
    ".docm": "macros_docx",
    ".xlsm": "macros_xlsx",
    ".ofd": "ofd",
    ".rtf": "rtf",
    ".mht": "mht",
    ".mhtml": "mht",
}
"""Extensions of files that are refused -> the kind whose sentences say what to do."""


def by_content(content: str) -> UnreadableFile:
    """The error for a kind of BY_CONTENT."""
    return UnreadableFile("scan" if content == "image" else content, *BY_CONTENT[content])


def unknown(name: str, content: str, known: list[str]) -> UnreadableFile:
    """The error for an extension that no format has."""
    suffix = PurePath(name).suffix.lower()
    if content in EXTENSION_OF and content != "text":
        return mismatch(name, content)
    if suffix in _BY_EXTENSION:
        return by_content(_BY_EXTENSION[suffix])
    shown = PurePath(name).suffix[:20] or "(无扩展名)"
    return UnreadableFile(
        "unknown_format",
        f"不认识 {shown} 这种文件。请另存为 Word 文档（.docx）或纯文本（.txt）后再上传；能读的有：{' '.join(known)}。",
        f"Files of type {shown} are not known. Save it as .docx or .txt; what can be read: {' '.join(known)}.",
    )


def mismatch(name: str, content: str) -> UnreadableFile:
    """The error for a name that says something else than the content."""
    zh, en = NAMES[content]
    suffix = PurePath(name).suffix[:20]
    right = EXTENSION_OF.get(content)
    return UnreadableFile(
        "wrong_extension",
        f"文件名以 {suffix} 结尾，内容却是{zh}。"
        + (f"请把扩展名改成 {right} 后再上传。" if right else "请把它另存为或转换成 Word 文档（.docx）后再上传。"),
        f"The name ends in {suffix}, but the content is {en}. "
        + (f"Rename it to end in {right}." if right else "Save or convert it as .docx."),
    )
