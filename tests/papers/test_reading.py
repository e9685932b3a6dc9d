"""Workbooks that come back, however they were made."""

import contextlib
import io
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from luoshi.papers.sheets.reading import NotASheet, grids_of, rows_under
from luoshi.papers.sheets.typed import Unreadable, day, figure, plain, text_of


def book(**members: Callable[[bytes], bytes]) -> bytes:
    """A small workbook, its members changed."""
    made = Workbook()
    assert made.active is not None
    made.active.append(["某某台账"])
    made.active.append(["任务（名称）", "数量"])
    made.active.append(["甲", 3])
    first, second = io.BytesIO(), io.BytesIO()
    made.save(first)
    with zipfile.ZipFile(first) as before, zipfile.ZipFile(second, "w") as after:
        for name in before.namelist():
            change = members.get(name.rpartition("/")[2].partition(".")[0], lambda data: data)
            after.writestr(name, change(before.read(name)))
    return second.getvalue()


def test_heads_are_found_below_titles_and_without_their_brackets() -> None:
    (row,) = rows_under(grids_of(book()), ("任务", "数量"), ("任务",))
    assert (row.number, row.text("任务"), row.text("数量"), row.places["数量"]) == (3, "甲", "3", "B3")


def test_what_lacks_is_named() -> None:
    with pytest.raises(NotASheet) as found:
        rows_under(grids_of(book()), ("任务", "数量", "单位"), ("任务", "单位"))
    assert (found.value.code, found.value.what) == ("heads", "单位")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda xml: xml.replace(b'r="B3"', b'r="XFD1048576"'), "long"),
        (lambda xml: xml.replace(b"<sheetData>", b"<!DOCTYPE a><sheetData>"), "unreadable"),
        (lambda xml: b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>' + xml, "unreadable"),
        (lambda xml: xml[:200], "unreadable"),
        (lambda xml: xml[:0], "unreadable"),
    ],
)
def test_a_hostile_sheet_is_refused(change: Callable[[bytes], bytes], code: str) -> None:
    with pytest.raises(NotASheet) as found:
        grids_of(book(sheet1=change))
    assert found.value.code == code


def test_formatted_cells_down_to_the_last_row_do_no_harm() -> None:
    empty = b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    (grid,) = grids_of(book(sheet1=lambda xml: xml.replace(b"</sheetData>", empty)))
    assert len(grid) == 3


def test_an_archive_that_lies_about_sizes_or_is_too_large_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    with pytest.raises(NotASheet) as found:
        grids_of(packed.getvalue())
    assert found.value.code == "long"
    lying = packed.getvalue().replace((60_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    with pytest.raises(NotASheet):
        grids_of(lying)


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_or_read(data: bytes) -> None:
    with pytest.raises(NotASheet):
        grids_of(data)


@given(st.decimals(-(10**9), 10**9, places=4))
def test_a_figure_is_read_back_as_it_was_written(value: object) -> None:
    assert figure(plain(value)) == value  # type: ignore[arg-type]
    wide = plain(value).translate({ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789.-"})  # type: ignore[arg-type]
    assert figure(wide) == value


@given(st.dates(date(1983, 1, 1), date(2060, 1, 1)), st.sampled_from(["-", "/", ".", "年月日"]))
def test_a_day_is_read_however_it_is_written(on: date, sign: str) -> None:
    first, second, last = (sign[0], sign[1], sign[2]) if len(sign) == 3 else (sign, sign, "")
    assert day(f" {on.year}{first}{on.month}{second}{on.day}{last}") == on
    assert day(float((on - date(1899, 12, 30)).days)) == on


@given(st.text(max_size=30) | st.floats() | st.integers() | st.none() | st.booleans())
def test_any_cell_is_read_or_refused(cell: object) -> None:
    text_of(cell)
    for reader in (figure, day):
        with contextlib.suppress(Unreadable):
            reader(cell)
