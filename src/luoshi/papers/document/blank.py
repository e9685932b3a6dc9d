"""An empty document of our own: styles, fonts and settings of an official paper, nothing of anybody's template."""

from functools import cache

from luoshi.papers.document.styles import FANG, HEI, KAI, SONG, TITLE, W, styles_xml
from luoshi.papers.package import packed

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
# Fonts of Windows and WPS, and what stands in for them elsewhere.
_FONTS = {
    TITLE: ("FZXiaoBiaoSong-B05S", "auto"),
    FANG: ("FangSong", "modern"),
    KAI: ("KaiTi", "modern"),
    HEI: ("SimHei", "modern"),
    SONG: ("SimSun", "auto"),
}


@cache
def blank_document() -> bytes:
    """The .docx that every paper starts from."""
    return packed({name: xml.encode() for name, xml in _parts().items()})


def _parts() -> dict[str, str]:
    declared = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            f"{_OFFICE}/relationships/officeDocument=word/document.xml",
            f"{_PACKAGE}/relationships/metadata/core-properties=docProps/core.xml",
            f"{_OFFICE}/relationships/extended-properties=docProps/app.xml",
        ),
        "word/_rels/document.xml.rels": _relations(
            f"{_OFFICE}/relationships/styles=styles.xml",
            f"{_OFFICE}/relationships/settings=settings.xml",
            f"{_OFFICE}/relationships/fontTable=fontTable.xml",
        ),
        "docProps/app.xml": (
            f'<Properties xmlns="{_OFFICE}/extended-properties"><Application>luoshi</Application></Properties>'
        ),
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"/>',
        "word/document.xml": (
            f'<w:document xmlns:w="{W}" xmlns:r="{_OFFICE}/relationships"><w:body><w:sectPr/></w:body></w:document>'
        ),
        "word/styles.xml": styles_xml(),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": _font_table(),
    }
    return {name: declared + xml for name, xml in parts.items()}


def _content_types() -> str:
    kinds = {"document": "document.main", "styles": "styles", "settings": "settings", "fontTable": "fontTable"}
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_DOCUMENT}.{kind}+xml"/>' for part, kind in kinds.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}<Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/app.xml"'
        ' ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>'
    )


def _relations(*pairs: str) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, _, target) in enumerate((pair.partition("=") for pair in pairs), 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _settings() -> str:
    return (
        f'<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="640"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:useFELayout/>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def _font_table() -> str:
    listed = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{family}"/></w:font>'
        for name, (other, family) in _FONTS.items()
    )
    return f'<w:fonts xmlns:w="{W}">{listed}</w:fonts>'
