"""Documents (.docx) in the layout of official papers, GB/T 9704-2012.

    paper_bytes(Paper("关于…的通知", blocks=[Paragraph("…")], issuer="…办公室", on=date(2026, 6, 30)), at=at)

`Paper` says what stands in the paper; where it stands and how it looks is decided here (docs/adr/0009).
"""

from luoshi.papers.columns import Cell, Column, Group, Noted, Row, Value
from luoshi.papers.document.values import (
    Annex,
    Block,
    Heading,
    Imprint,
    PageBreak,
    Paper,
    Paragraph,
    Signature,
    SmallPrint,
    Table,
)
from luoshi.papers.document.writer import paper_bytes

__all__ = [
    "Annex",
    "Block",
    "Cell",
    "Column",
    "Group",
    "Heading",
    "Imprint",
    "Noted",
    "PageBreak",
    "Paper",
    "Paragraph",
    "Row",
    "Signature",
    "SmallPrint",
    "Table",
    "Value",
    "paper_bytes",
]
