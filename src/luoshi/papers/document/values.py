"""An official paper as data. Texts are given as they are printed, numbers of headings included."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from luoshi.papers.columns import Column, Group, Row, check_rows


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its number: 一、 is level 1 (黑体), （一） 2 (楷体), 1. 3 and （1） 4 (仿宋)."""

    text: str
    level: Literal[1, 2, 3, 4] = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the text, two characters indented; `lead` is a heading that runs into it."""

    text: str
    lead: Heading | None = None
    indent: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A table as wide as the text, its headings repeated on every page, no row split between pages.

    `title` is centred above, `unit_note` (单位：万元) on the right below it, `footnotes` follow as 注：1. 2. …
    `rules` full: every cell framed; three: 三线表. `size` in points: 12 is 小四, 10.5 五号, 9 小五.
    A column's `note` is not shown. Raises ValueError when rows and columns do not match.
    """

    columns: Sequence[Column]
    rows: Sequence[Row | Group]
    title: str = ""
    unit_note: str = ""
    footnotes: Sequence[str] = ()
    total: Row | None = None
    rules: Literal["full", "three"] = "full"
    size: float = 10.5

    def __post_init__(self) -> None:
        check_rows(self.columns, self.rows, self.title)
        if self.total is not None:
            check_rows(self.columns, [self.total], f"{self.title}·合计")


@dataclass(frozen=True, slots=True)
class Signature:
    """Who decided what and when, framed; what is empty leaves room to be filled in by hand.

    `label` names the block (审定), `opinion` is what was said, `person` who signed with unit or post, `at` when.
    """

    label: str
    opinion: str = ""
    person: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SmallPrint:
    """Lines in small type: label and value, such as a file's hash and the head of the audit chain."""

    lines: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


Block = Heading | Paragraph | Table | Signature | SmallPrint | PageBreak


@dataclass(frozen=True, slots=True)
class Annex:
    """An 附件, on pages of its own after the text; `landscape` for wide tables."""

    title: str
    blocks: Sequence[Block]
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Imprint:
    """版记, at the foot of the last page: 抄送 (without that word and full stop), who printed it, and when."""

    office: str
    on: date
    copies_to: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """An official paper. Only the title must be there; what is empty is not printed.

    `mark` is the red 发文机关标志 (…文件), `number` the 发文字号, `signer` the 签发人 of a paper to superiors,
    `addressee` the 主送机关, `issuer` and `on` the 署名 and 成文日期, `remark` the 附注. The 附件说明
    lists the annexes by itself, and the names in `attachments` after them. `author` is the file's; the issuer if empty.
    """

    title: str
    blocks: Sequence[Block] = ()
    mark: str = ""
    number: str = ""
    signer: str = ""
    subtitle: str = ""
    addressee: str = ""
    attachments: Sequence[str] = ()
    issuer: str = ""
    on: date | None = None
    remark: str = ""
    annexes: Sequence[Annex] = field(default=())
    imprint: Imprint | None = None
    author: str = ""
