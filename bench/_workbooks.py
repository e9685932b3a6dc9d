"""Workbooks of units: out, filled in, and forty back at once, through the views that people use.

This sends reports: it comes last.
"""

import io
import time
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import Count
from django.test import Client
from django.urls import NoReverseMatch, reverse
from openpyxl import load_workbook

from luoshi.duties.models import Report, Term
from luoshi.orgs.models import Account

Row = tuple[str, str, str]
PERIOD = "2026Q2"
SENT_BACK = 40
KEY, TOTAL, TEXT, LOCKED = "编号", "累计完成", "进展情况", "—"


def rows() -> Iterator[Row]:
    """The largest workbook out, forty filled in and back."""
    browser = Client(HTTP_HOST="127.0.0.1")
    browser.force_login(Account.objects.get(username="jihua"))
    try:
        addresses = [reverse("duties:workbook_of", args=(PERIOD, unit)) for unit in busiest()]
    except NoReverseMatch:
        yield "workbooks out and back", "not there yet", "out <= 1 s, forty back <= 20 s"
        return
    start = time.perf_counter()
    answer = browser.get(addresses[0])
    out = time.perf_counter() - start
    books = [filled(browser.get(address).content) for address in addresses]
    yield f"workbook of a unit with {books[0][1]} duties, out", f"{out:.2f} s", "<= 1 s for 200"
    assert answer.status_code == 200
    yield from back(browser, books)


def busiest() -> list[int]:
    """Units that own most duties which report by the quarter."""
    owned = Term.objects.filter(rhythm="quarter", begins__year=2026).order_by().values("owner")
    return [row["owner"] for row in owned.annotate(count=Count("pk")).order_by("-count", "owner")[:SENT_BACK]]


def filled(data: bytes) -> tuple[bytes, int]:
    """The workbook with a figure and words in every open row, and how many rows it has."""
    book = load_workbook(io.BytesIO(data))
    sheet = book.worksheets[0]
    heads = next(row for row in sheet.iter_rows(max_row=12) if KEY in [cell.value for cell in row])
    column = {str(cell.value).partition("\n")[0]: cell.column for cell in heads}
    count = 0
    for number in range(heads[0].row + 1, sheet.max_row + 1):
        if sheet.cell(number, column[KEY]).value:
            count += 1
            total: Any = sheet.cell(number, column[TOTAL])
            if total.value != LOCKED:
                total.value = 10**6
            sheet.cell(number, column[TEXT]).value = "按期推进，资料齐全。"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue(), count


def back(browser: Client, books: list[tuple[bytes, int]]) -> Iterator[Row]:
    """All handed in at once, looked at, and taken."""
    before, start = Report.objects.count(), time.perf_counter()
    files = [io.BytesIO(data) for data, _count in books]
    for number, file in enumerate(files):
        file.name = f"{number}.xlsx"
    given = {"books": files, "said_by": "各单位联络员", "said_on": "2026-06-30"}
    answer = browser.post(reverse("duties:hand_in"), given)
    page, seen = answer["Location"], time.perf_counter() - start
    browser.get(page)
    open_ones = apps.get_model("duties", "HandInFile")._default_manager.filter(taken_at=None, code="")
    while open_ones.exists():
        browser.post(page, {"do": "take"})
    taken = time.perf_counter() - start
    sent = Report.objects.count() - before
    told = f"{taken:.1f} s, of which {seen:.1f} s until they can be seen; {sent} reports sent"
    yield f"{len(books)} workbooks with {sum(count for _, count in books)} rows, back", told, "<= 20 s"
