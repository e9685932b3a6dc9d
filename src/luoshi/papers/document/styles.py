"""The styles of an official paper (GB/T 9704-2012), as data and as word/styles.xml.

Sizes: 2号 22 pt, 3号 16 pt, 4号 14 pt, 小四 12 pt, 五号 10.5 pt, 小五 9 pt. Fonts are named, not embedded;
word/fontTable.xml names what to take instead.
"""

from dataclasses import dataclass
from typing import Literal

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SONG, FANG, KAI, HEI, TITLE = "宋体", "仿宋", "楷体", "黑体", "方正小标宋简体"
BODY_SIZE = 16.0
LINE = 28.0
"""Points from line to line: 22 lines on a page of 225 mm."""

TIGHT = -5
"""Twentieths of a point between characters of 3号: 28 of them then fill 156 mm, which a grid does in Word alone."""

RED = "FF0000"


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style. Sizes and distances in points, `first` in characters; `line` is exact."""

    name: str
    font: str = FANG
    size: float = BODY_SIZE
    align: Literal["both", "left", "center", "right"] = "both"
    first: int = 0
    line: float = LINE
    before: float = 0
    after: float = 0
    level: int = 0  # of the outline
    keep: bool = False  # with the next paragraph
    colour: str = ""
    tight: bool = True  # whether 28 characters fill a line; 3号 alone is a little too wide for that


STYLES = {
    "Normal": Style("Normal", first=0),
    "Body": Style("正文文字", first=2),
    "Title": Style("Title", TITLE, 22, "center", line=36, after=LINE, keep=True, tight=False),
    "Subtitle": Style("Subtitle", KAI, align="center", after=LINE, keep=True),
    "Heading1": Style("heading 1", HEI, first=2, level=1, keep=True),
    "Heading2": Style("heading 2", KAI, first=2, level=2, keep=True),
    "Heading3": Style("heading 3", FANG, first=2, level=3, keep=True),
    "Heading4": Style("heading 4", FANG, first=2, level=4, keep=True),
    "Mark": Style("发文机关标志", TITLE, 40, "center", line=56, before=80, after=2 * LINE, colour=RED, tight=False),
    "Number": Style("发文字号", align="center"),
    "Addressee": Style("主送机关", align="left"),
    "Attachments": Style("附件说明", align="left"),
    "Signed": Style("署名", align="right"),
    "Remark": Style("附注", align="left", first=2),
    "AnnexMark": Style("附件标记", HEI, align="left", keep=True, after=LINE),
    "TableTitle": Style("表题", HEI, 14, "center", line=24, before=8, keep=True, tight=False),
    "TableUnit": Style("表注右", FANG, 10.5, "right", line=18, keep=True, tight=False),
    "TableNote": Style("表注", FANG, 10.5, "left", line=16, tight=False),
    "Cell": Style("表文", FANG, 10.5, "left", line=15, tight=False),
    "Small": Style("小字", SONG, 9, "left", line=13, tight=False),
    "Imprint": Style("版记", FANG, 14, "left", line=22, tight=False),
    "Footer": Style("footer", SONG, 14, "right", line=18, tight=False),
}


# What Word expects every document to define for characters and tables.
_DEFAULTS = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
)


def fonts(font: str) -> str:
    """The w:rFonts of a font for every script; East Asian texts need it named apart."""
    return f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}" w:hint="eastAsia"/>'


def styles_xml() -> str:
    """word/styles.xml."""
    body = STYLES["Normal"]
    return (
        f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts(body.font)}{_size(body.size)}'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/>'
        f"</w:docDefaults>{''.join(_style(key, style) for key, style in STYLES.items())}"
        f"{_DEFAULTS}</w:styles>"
    )


def _style(key: str, style: Style) -> str:
    default = ' w:default="1"' if key == "Normal" else ' w:customStyle="1"' if not style.name.isascii() else ""
    based = "" if key == "Normal" else '<w:basedOn w:val="Normal"/>'
    more = f'<w:color w:val="{style.colour}"/>' if style.colour else ""
    more += f'<w:spacing w:val="{TIGHT}"/>' if style.tight else '<w:spacing w:val="0"/>'
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{key}"><w:name w:val="{style.name}"/>{based}<w:qFormat/>'
        f"<w:pPr>{_paragraph(style)}</w:pPr><w:rPr>{fonts(style.font)}{more}{_size(style.size)}</w:rPr></w:style>"
    )


def _paragraph(style: Style) -> str:
    spaces = {"before": style.before, "after": style.after, "line": style.line}
    spacing = " ".join(f'w:{name}="{twips(points)}"' for name, points in spaces.items())
    parts = {
        "<w:keepNext/><w:keepLines/>": style.keep,
        '<w:widowControl w:val="0"/>': True,
        '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>': True,
        f'<w:spacing {spacing} w:lineRule="exact"/>': True,
        f'<w:ind w:firstLineChars="{style.first * 100}" w:firstLine="{twips(style.first * style.size)}"/>': style.first,
        f'<w:jc w:val="{style.align}"/>': True,
        f'<w:outlineLvl w:val="{style.level - 1}"/>': style.level,
    }
    return "".join(xml for xml, wanted in parts.items() if wanted)


def _size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def twips(points: float) -> int:
    """Twentieths of a point, the unit of WordprocessingML."""
    return round(points * 20)
