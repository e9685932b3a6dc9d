"""Workbooks filled in as people do: in openpyxl, by title and head."""

import io
from collections.abc import Callable, Mapping
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

Cells = Mapping[str, object]


def downloaded(browser: Client, address: str = "/mine/workbook/?period=2026Q2") -> bytes:
    """The workbook at an address."""
    answer = browser.get(address)
    assert answer.status_code == 200
    return bytes(answer.content)


def heads(tab: Worksheet) -> tuple[int, dict[str, int]]:
    """The row of the heads, and the column of each, both from 1."""
    for line in tab.iter_rows(max_row=12):
        found = {str(cell.value).split("\n")[0]: cell.column for cell in line if cell.value}
        if "编号" in found:
            return line[0].row or 0, {name: int(column or 0) for name, column in found.items()}
    raise AssertionError(f"no heads in {tab.title}")


def filled(
    data: bytes,
    rows: Mapping[str, Cells],
    steps: Mapping[str, Cells] | None = None,
    *,
    also: Callable[[Any], None] | None = None,
) -> bytes:
    """The workbook with cells filled in: by the title of a duty, and by that of a milestone."""
    book = load_workbook(io.BytesIO(data))
    _fill(book["台账"], rows, "事项")
    if steps:
        _fill(book["节点"], steps, "节点")
    if also:
        also(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _fill(tab: Worksheet, rows: Mapping[str, Cells], by: str) -> None:
    first, columns = heads(tab)
    known = set()
    for number in range(first + 1, tab.max_row + 1):
        title = str(tab.cell(number, columns[by]).value or "").split("\n")[0]
        known.add(title)
        for head, value in rows.get(title, {}).items():
            tab.cell(number, columns[head]).value = value  # type: ignore[assignment]
    assert set(rows) <= known


def handed_in(browser: Client, *books: bytes, names: tuple[str, ...] = (), **said: str) -> str:
    """Hand in workbooks; the address of the page that shows what they would change."""
    files = [
        SimpleUploadedFile(name, data)
        for name, data in zip(names or [f"台账{n}.xlsx" for n, _ in enumerate(books, 1)], books, strict=True)
    ]
    answer = browser.post("/mine/handin/", {"books": files} | said)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def page(browser: Client, address: str) -> str:
    """The page's main part as text without tags' white space."""
    text = browser.get(address).content.decode()
    return " ".join(text[text.index("<main") :].split())


def confirmed(browser: Client, address: str) -> str:
    """Confirm; the page of what became of it."""
    assert browser.post(address, {"do": "take"}).status_code == 302
    return page(browser, address)
