"""The workbook as files: saved again by another program, packed, broken, altered."""

import contextlib
import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from luoshi.delivery.models import Task
from luoshi.duties.models import Milestone, Report
from luoshi.duties.rules.row_keys import NotAKey, RowKey, read_key
from luoshi.duties.rules.sent_files import came
from luoshi.duties.rules.workbook import amount, is_unchanged, told_text
from luoshi.orgs.models import Account
from luoshi.papers.sheets.typed import Unreadable
from luoshi.plans.models import Revision
from tests.duties.desk import stand_at
from tests.duties.filling import confirmed, downloaded, filled, handed_in, page
from tests.duties.making import canal, reservoir
from tests.papers.office import Convert

SignIn = Callable[[str], Client]
People = Callable[[str], Account]
KEY_DAY = date(2026, 6, 20)
KEY = RowKey("2026Q2", 7, 12, "0123456789", 3)


@pytest.fixture
def tasks(plan: Revision, account: People, working_days: None, monkeypatch: pytest.MonkeyPatch) -> tuple[Task, Task]:
    stand_at(monkeypatch)
    office = account("计划管理员")
    return canal(plan, office), reservoir(plan, office)


@pytest.mark.django_db
def test_libreoffice_saves_it_and_every_row_comes_back(
    tasks: tuple[Task, Task], sign_in: SignIn, convert: Convert, tmp_path: Path
) -> None:
    browser = sign_in("牵头单位")
    rows = {"改造渠系 120 公里": {"累计完成": 66, "进展情况": "第一段。\n第二段。"}}
    steps = {"导流洞通水": {"是否完成": "已完成", "完成日期": "2026/3/30"}}
    ours = tmp_path / "台账.xlsx"
    ours.write_bytes(filled(downloaded(browser), rows, steps))
    place = handed_in(browser, convert("xlsx", ours).read_bytes())
    shown = page(browser, place)
    assert "还缺佐证：导流洞通水" in shown
    assert "2026年3月30日完成" in shown
    assert "报送 1 件" in confirmed(browser, place)
    assert Report.objects.get().text == "第一段。\n第二段。"
    assert Milestone.objects.filter(claims=None).count() == 3


@pytest.mark.django_db
def test_it_prints_on_a4_one_page_wide(
    tasks: tuple[Task, Task], sign_in: SignIn, convert: Convert, tmp_path: Path
) -> None:
    ours = tmp_path / "台账.xlsx"
    ours.write_bytes(downloaded(sign_in("牵头单位")))
    pages = pypdfium2.PdfDocument(convert("pdf", ours))
    assert [tuple(map(round, page.get_size())) for page in pages] == [(842, 595), (842, 595), (595, 842)]


@given(st.text(alphabet="LS1.2026Q-0123456789abcdef", max_size=60))
def test_no_key_but_ours_is_taken(said: str) -> None:
    with pytest.raises(NotAKey):
        read_key(said, b"secret")


@given(st.integers(0, len(KEY.written(b"secret")) - 1), st.sampled_from("0123456789abcdefQ.-"))
def test_a_key_that_was_altered_anywhere_is_none(at: int, sign: str) -> None:
    said = KEY.written(b"secret")
    altered = said[:at] + sign + said[at + 1 :]
    if altered == said:
        assert read_key(altered, b"secret") == KEY
    else:
        with pytest.raises(NotAKey):
            read_key(altered, b"secret")


def test_a_key_of_another_office_or_an_older_format_is_none() -> None:
    with pytest.raises(NotAKey) as foreign:
        read_key(KEY.written(b"theirs"), b"secret")
    with pytest.raises(NotAKey) as old:
        read_key("LS0.2026Q2.1", b"secret")
    assert (foreign.value.code, old.value.code) == ("bad_key", "old")


@given(st.text(max_size=20), st.sampled_from(["公里", "万亩", "亿元", "所", "%", ""]))
def test_any_cell_is_an_amount_or_refused(said: str, unit: str) -> None:
    with contextlib.suppress(Unreadable):
        value = amount(said, unit)
        assert value is None or value >= 0


@pytest.mark.parametrize("said", ["3.5万", "35000亩", "３．５万亩", "3.5 万亩"])
def test_amounts_in_other_units_are_converted(said: str) -> None:
    assert amount(said, "万亩") == amount("3.5", "万亩")


@pytest.mark.parametrize(
    ("said", "code"), [("3公里", "unit"), ("约3", "figure"), ("0.12345", "places"), ("-1", "range")]
)
def test_what_cannot_be_converted_exactly_is_told(said: str, code: str) -> None:
    with pytest.raises(Unreadable) as found:
        amount(said, "平方公里")
    assert found.value.code == code


def test_no_change_is_understood_as_people_write_it() -> None:
    assert [is_unchanged(said) for said in ("无变化", "√", "", "有变化")] == [True, True, False, False]


def test_what_shows_a_milestone_is_said_once() -> None:
    claims = [("蓄水", KEY_DAY, "验收单")]
    once = told_text("已蓄水。", claims)
    assert told_text(once, claims) == once


def test_names_in_an_archive_are_read_as_windows_writes_them() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in ("AB.xlsx", "__MACOSX/._a.xlsx", "~$临时.xlsx", "说明.txt"):
            archive.writestr(name, b"x")
    data = packed.getvalue().replace(b"AB.xlsx", "州".encode("gb18030") + b".xlsx")
    (found,) = came("全部.zip", data)
    assert (found.name, found.code) == ("州.xlsx", "unreadable")
