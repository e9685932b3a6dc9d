"""Make the sample plan's .docx from plan.md and tables.py, and its second edition by the changes of revision.py.

    python tools/sample/build.py

Fonts and sizes follow GB/T 9704-2012: 小标宋 for titles, 黑体 and 楷体 for headings, 仿宋 for text.
"""

import datetime
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from revision import revised, revised_rows
from tables import INDICATORS, TASKS

HERE = Path(__file__).parent
TARGET = HERE.parents[1] / "src/luoshi/cli/demo"
WHEN = datetime.datetime(2024, 3, 15, 8, 0, tzinfo=datetime.UTC)
REVISED = datetime.datetime(2026, 2, 26, 8, 0, tzinfo=datetime.UTC)
CENTRE, LEFT, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT
# kind of line -> font, size in points, alignment, first-line indent in characters
STYLES = {
    "red": ("方正小标宋简体", 30, CENTRE, 0),
    "number": ("仿宋", 16, CENTRE, 0),
    "title": ("方正小标宋简体", 22, CENTRE, 0),
    "to": ("仿宋", 16, LEFT, 0),
    "sign": ("仿宋", 16, RIGHT, 0),
    "note": ("仿宋", 16, LEFT, 2),
    "annex": ("仿宋", 16, LEFT, 0),
    "#": ("黑体", 16, LEFT, 2),
    "##": ("楷体", 16, LEFT, 2),
    "": ("仿宋", 16, LEFT, 2),
}


def set_font(run: Run, font: str, size: float) -> None:
    """Set Western and East Asian font alike; Word keeps them apart."""
    run.font.name, run.font.size = font, Pt(size)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def write(paragraph: Paragraph, kind: str, text: str) -> None:
    """Fill a paragraph in the style of its kind; **…** is bold."""
    font, size, alignment, indent = STYLES[kind]
    paragraph.alignment = alignment
    paragraph.paragraph_format.first_line_indent = Pt(size * indent)
    paragraph.paragraph_format.line_spacing = Pt(28 if size < 30 else 45)
    for index, part in enumerate(text.split("**")):
        run = paragraph.add_run(part)
        set_font(run, font, size)
        run.bold = index % 2 == 1
        if kind == "red":
            run.font.color.rgb = RGBColor(0xC0, 0, 0)


def add_table(document: Document, rows: list[list[str]]) -> None:
    """A ruled table; equal neighbours in the first column become one merged cell."""
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for line, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(line.cells, row, strict=True):
            set_font(cell.paragraphs[0].add_run(text), "仿宋", 12)
    for first, last in equal_runs([row[0] for row in rows]):
        merge_column(table, first, last, rows[first][0])


def equal_runs(values: list[str]) -> Iterable[tuple[int, int]]:
    """First and last index of every run of two or more equal values.

    >>> list(equal_runs(["a", "b", "b", "c"]))
    [(1, 2)]
    """
    first = 0
    for index in range(1, len(values) + 1):
        if index == len(values) or values[index] != values[first]:
            if index - first > 1:
                yield first, index - 1
            first = index


def merge_column(table: Table, first: int, last: int, text: str) -> None:
    """Merge the first column's cells from row `first` to `last` into one that says `text`."""
    for row in range(first, last + 1):
        table.cell(row, 0).text = ""
    merged = table.cell(first, 0).merge(table.cell(last, 0))
    merged.text = text
    set_font(merged.paragraphs[0].runs[0], "仿宋", 12)


def split_kind(line: str) -> tuple[str, str]:
    """What a line of plan.md is, and its text.

    >>> split_kind("## （一）工作思路"), split_kind("@to 各县市人民政府："), split_kind("正文。")
    (('##', '（一）工作思路'), ('to', '各县市人民政府：'), ('', '正文。'))
    """
    mark, _, text = line.partition(" ")
    if mark.startswith(("@", "#")):
        return mark.lstrip("@"), text
    return "", line


def build(lines: Iterable[str], tables: dict[str, list[list[str]]], when: datetime.datetime) -> Document:
    """The whole document."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    special: dict[str, Callable[[str], object]] = {
        "break": lambda _: document.add_paragraph().add_run().add_break(WD_BREAK.PAGE),
        "table": lambda name: add_table(document, tables[name]),
    }
    for line in filter(None, map(str.rstrip, lines)):
        kind, text = split_kind(line)
        if kind in special:
            special[kind](text)
        else:
            write(document.add_paragraph(), kind, text)
    properties = document.core_properties
    properties.title, properties.author = "临夏州黄河上游绿色发展与区域协作实施方案（2024—2028年）", "luoshi"
    properties.created = properties.modified = when
    return document


if __name__ == "__main__":
    TARGET.mkdir(parents=True, exist_ok=True)
    text = (HERE / "plan.md").read_text(encoding="utf-8")
    tables = {"indicators": INDICATORS, "tasks": TASKS}
    later = {name: revised_rows(rows) for name, rows in tables.items()}
    build(text.splitlines(), tables, WHEN).save(str(TARGET / "sample_plan.docx"))
    build(revised(text).splitlines(), later, REVISED).save(str(TARGET / "sample_revision.docx"))
    sys.stdout.write(f"{TARGET}\n")
