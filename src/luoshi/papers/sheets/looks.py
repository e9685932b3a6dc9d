"""How cells look. Fonts are named, not embedded: those of Windows and WPS, which fall back to 宋体 where missing."""

from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook as Book

from luoshi.papers.sheets.layout import SIZE

BODY: dict[str, Any] = {
    "font_name": "宋体",
    "font_size": SIZE,
    "font_scheme": False,
    "font_family": 3,
    "font_charset": 134,
}
_RULED = {"border": 1, "valign": "vcenter", "text_wrap": True}
LOOKS: dict[str, dict[str, Any]] = {
    "title": {
        "font_name": "方正小标宋简体",
        "font_size": 20,
        "align": "center",
        "valign": "vcenter",
        "text_wrap": True,
    },
    "subtitle": {"font_name": "楷体", "font_size": 14, "align": "center", "valign": "vcenter", "text_wrap": True},
    "note_left": {"align": "left", "valign": "vcenter"},
    "note_right": {"align": "right", "valign": "vcenter"},
    "heading": _RULED | {"font_name": "黑体", "align": "center", "bg_color": "#F2F2F2"},
    "cell": _RULED,
    # A group's title runs over the empty cells to its right; merging them would stop people from sorting.
    "group": {"font_name": "黑体", "align": "left", "valign": "vcenter", "top": 1, "bottom": 1},
    "waiting": {"bg_color": "#FFF6D6"},
    "total": _RULED | {"font_name": "黑体"},
    "footnote": {"align": "left", "valign": "top", "text_wrap": True, "font_size": 10},
}


class Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}

    def of(self, look: str, **more: object) -> Format:
        """The format of a look in `LOOKS`, with further properties of xlsxwriter."""
        properties = LOOKS[look] | more
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(properties)
        return self._made[key]
