"""A table of exceptions to Monday to Friday as people keep it: CSV, headed in either language.

day,works,name,source            日期,安排,名称,依据
2026-10-01,0,国庆节,…            2026/10/1,放假,国庆节,…
2026-10-10,1,国庆节,…            2026年10月10日,上班,国庆节,…
"""

import csv
import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date
from io import StringIO

from luoshi.values.periods import YEARS

HEADS = {"day": "日期", "works": "安排", "name": "名称", "source": "依据"}
COLUMNS = tuple(HEADS)
REQUIRED = ("day", "works", "name")
LONGEST = {"name": 40, "source": 80}
_WORKS = {"1": True, "上班": True, "true": True, "0": False, "放假": False, "false": False}
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")

Wrong = tuple[int, str, str]
"""Line of the file, what is wrong in Chinese, and in English."""


@dataclass(frozen=True, slots=True)
class Row:
    """One day: whether people work on it, for which holiday, and which document says so."""

    day: date
    works: bool
    name: str
    source: str


def parse(text: str) -> tuple[list[Row], list[Wrong]]:
    """Every row that can be used, and everything that is wrong."""
    reader = csv.DictReader(StringIO(text.removeprefix("\ufeff")), restval="")
    names = [_known(head) for head in reader.fieldnames or ()]
    if not {*REQUIRED} <= {*names}:
        columns, heads = ",".join(REQUIRED), "、".join(HEADS[name] for name in REQUIRED)
        return [], [
            (1, f"第一行要有这些列：{heads}（或 {columns}）", f"the first line must name the columns {columns}")
        ]
    reader.fieldnames = names
    rows: dict[date, Row] = {}
    wrong: list[Wrong] = []
    try:
        for cells in reader:
            found = _row({name: (cells.get(name) or "").strip() for name in HEADS}, rows)
            if isinstance(found, Row):
                rows[found.day] = found
            else:
                wrong.append((reader.line_num, *found))
    except csv.Error:
        wrong.append((reader.line_num, "这一行不是 CSV", "this line is no CSV"))
    return list(rows.values()), wrong


def _known(head: str) -> str:
    word = head.strip()
    return next((name for name, zh in HEADS.items() if word.lower() == name or word == zh), word)


def _row(cells: Mapping[str, str], seen: Container[date]) -> Row | tuple[str, str]:
    day, works = _day(cells["day"]), _WORKS.get(cells["works"].lower())
    if day is None:
        return f"“{cells['day']}”不是日期，请写成 2026-10-01", f"{cells['day']!r} is no date; write 2026-10-01"
    if day in seen:
        return f"{day}出现了两次", f"{day} stands twice"
    if works is None:
        said = cells["works"]
        return (
            f"安排“{said}”看不懂，请写 0（放假）或 1（上班）",
            f"works is {said!r}; write 0 (day off) or 1 (working day)",
        )
    if works and day.weekday() < 5:
        return f"{day}在周一至周五，本来就上班，不用列出", f"{day} is a working day anyway; leave it out"
    for name, longest in LONGEST.items():
        if len(cells[name]) > longest:
            return f"{HEADS[name]}超过 {longest} 字", f"{name} has more than {longest} characters"
    return Row(day, works, cells["name"], cells["source"])


def _day(text: str) -> date | None:
    found = _DAY.fullmatch(text)
    try:
        day = date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
    return day if day and day.year in YEARS else None
