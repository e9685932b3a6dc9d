"""Pages of revisions: bringing one, what it changes, whose match is wrong, how a promise read on a day."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from luoshi.cli import demo
from luoshi.orgs.models import Account, Unit
from luoshi.plans.actions import adopt_revision, import_document
from luoshi.plans.models import Line, Revision
from luoshi.plans.queries.lines import history, row_on
from tests.cast import AT, SINCE
from tests.pictures import photo
from tests.plans.editions import FIRST, edited

SignIn = Callable[[str], Client]
TURN = date(2026, 1, 1)
CHANGES = (
    ("垃圾处理率达到90%", "垃圾处理率达到95%"),
    ("责任单位：州财政局", "责任单位：州审计局"),
    ("建成大河家污水处理厂，", ""),
)


@pytest.fixture
def old(register: None, adopt: Callable[[Revision], Revision]) -> Revision:
    return adopt(import_document(data=FIRST.encode(), name="一.txt", by="计划管理员", at=AT).revision)


@pytest.fixture
def new(old: Revision) -> Revision:
    data = edited(*CHANGES)
    return import_document(data=data, name="二.txt", plan=old.plan, by="计划管理员", at=AT).revision


@pytest.fixture
def both(new: Revision, account: Callable[[str], Account]) -> Revision:
    """The second edition, adopted from TURN on."""
    demo.settle(new, account("计划管理员"), AT)
    adopt_revision(revision=new, since=TURN, why="州政府第 9 次常务会议", by=account("审定人"), at=AT)
    return new


def send(browser: Client, plan: Revision, data: bytes) -> HttpResponse:
    file = SimpleUploadedFile("二.txt", data)
    return browser.post(f"/plans/{plan.pk}/revise/", {"file": file})  # type: ignore[return-value]


def text_of(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_a_scanned_new_text_comes_with_its_words_beside(old: Revision, sign_in: SignIn) -> None:
    office, address = sign_in("计划管理员"), f"/plans/{old.pk}/revise/"
    scan = SimpleUploadedFile("二.jpg", photo())
    refused = office.post(address, {"file": scan})
    assert refused.status_code == 400
    assert old.plan.revisions.count() == 1
    scan.seek(0)
    blank = office.post(address, {"file": scan, "text": " \n "})
    assert blank.status_code == 400
    scan.seek(0)
    done = office.post(address, {"file": scan, "text": edited(*CHANGES).decode()})
    made = old.plan.revisions.get(edition=2)
    assert (done.status_code, made.file.kind) == (302, "jpg")
    assert made.beside is not None
    assert made.targets.filter(value=95).exists()


def test_a_new_text_is_brought_by_those_who_import(old: Revision, sign_in: SignIn) -> None:
    assert sign_in("牵头单位").get(f"/plans/{old.pk}/revise/").status_code == 403
    office = sign_in("计划管理员")
    done = send(office, old, edited(*CHANGES))
    made = Revision.objects.get(edition=2)
    assert (done.status_code, done["Location"]) == (302, f"/plans/{made.pk}/changes/")
    assert send(office, old, edited(*CHANGES))["Location"] == done["Location"]
    said = text_of(office, done["Location"])
    assert "已读入新版" in said
    assert "没有重复导入" in said
    again = send(office, old, edited(("2000亩", "2500亩")))
    assert again.status_code == 400
    assert "第 2 版还是草稿" in again.content.decode()


def test_what_cannot_follow_is_said_beside_the_field(old: Revision, sign_in: SignIn) -> None:
    for data, said in ((FIRST.encode() + b"\n", "与现行版相同"), (b"", "这个文件是空的")):
        answer = send(sign_in("计划管理员"), old, data)
        assert answer.status_code == 400
        assert said in answer.content.decode()
    assert Revision.objects.count() == 1


def test_a_draft_and_all_its_pages_are_not_there_for_readers(new: Revision, old: Revision, sign_in: SignIn) -> None:
    project = new.projects.first()
    assert project is not None
    for page in ("", "changes/", "revise/", f"changes/project/{project.pk}/"):
        wanted = 403 if page.startswith(("revise", "changes/p")) else 404
        assert (page, sign_in("牵头单位").get(f"/plans/{new.pk}/{page}").status_code) == (page, wanted)
        assert (page, sign_in("计划管理员").get(f"/plans/{new.pk}/{page}").status_code) == (page, 200)
    assert sign_in("牵头单位").get(f"/plans/{old.pk}/changes/?against={new.pk}").status_code == 404
    assert f"/plans/{new.pk}/" not in text_of(sign_in("牵头单位"), f"/plans/{old.pk}/")
    assert f"/plans/{new.pk}/changes/" in text_of(sign_in("计划管理员"), f"/plans/{old.pk}/")


def test_the_differences_stand_side_by_side_with_what_went_and_came_marked(new: Revision, sign_in: SignIn) -> None:
    page = text_of(sign_in("计划管理员"), f"/plans/{new.pk}/changes/")
    for said in ("<del>≥ 90 %</del>", "<ins>≥ 95 %</ins>", "<del>州财政局</del>", "<ins>州审计局</ins>", "更正对应"):
        assert said in page
    assert "南岸湿地修复工程" not in page[page.index('id="list"') :]


@pytest.mark.parametrize(
    ("address", "holds", "lacks"),
    [
        ("?kind=project", "污水处理厂", "垃圾处理率"),
        ("?kind=unit", "州审计局", "污水处理厂"),
        ("?change=dropped", "污水处理厂", "95"),
        ("?change=same&kind=project", "南岸湿地修复工程", "污水处理厂"),
        ("?text=财政", "州财政局", "湿地"),
        ("?view=all", "污水处理厂", "上一页"),
        ("?change=nothing&kind=nothing", "污水处理厂", "南岸湿地修复工程"),
    ],
)
def test_filters_in_the_address_narrow_the_differences(
    new: Revision, sign_in: SignIn, address: str, holds: str, lacks: str
) -> None:
    page = text_of(sign_in("计划管理员"), f"/plans/{new.pk}/changes/{address}")
    table = page[page.index('id="list"') :]
    body = re.sub(r'="[^"]*"', "", table[table.index("<tbody") :])  # a key in an address may be any figure
    assert holds in body
    assert lacks not in body


def test_the_differences_are_exported_as_they_are_filtered(new: Revision, sign_in: SignIn) -> None:
    answer = sign_in("计划管理员").get(f"/plans/{new.pk}/changes/?format=csv&kind=measure")
    heads, row, *rest = csv.reader(io.StringIO(b"".join(answer).decode("utf-8-sig")))  # type: ignore[arg-type]
    assert heads[:4] == ["内容", "变化", "原来：所在条款", "原来：名称"]
    assert row[-1] == "增加责任单位：州审计局；减少责任单位：州财政局"
    assert rest == []


def test_the_first_edition_has_nothing_to_be_compared_with(old: Revision, sign_in: SignIn) -> None:
    assert "这是第一版" in text_of(sign_in("外单位"), f"/plans/{old.pk}/changes/")


def test_a_match_is_corrected_on_its_page(new: Revision, old: Revision, sign_in: SignIn) -> None:
    row, was = new.projects.get(name__contains="湿地"), old.projects.get(name__contains="污水处理厂")
    address, office = f"/plans/{new.pk}/changes/project/{row.pk}/", sign_in("计划管理员")
    page = text_of(office, address)
    assert f'value="{was.line_id}"' in page
    assert f'value="{was.line_id}"' not in text_of(office, f"{address}?q=没有这样的")
    seen = {"seen_line": row.line_id, "seen_version": row.version}
    done = office.post(address, seen | {"line": was.line_id, "why": "改了名"})
    assert done["Location"] == f"/plans/{new.pk}/changes/#project-{row.pk}"
    row.refresh_from_db()
    assert row.line_id == was.line_id
    again = {"seen_line": row.line_id, "seen_version": row.version, "line": row.line_id}
    assert office.post(address, again).status_code == 302
    assert new.corrections.filter(operation="match").count() == 1
    late = office.post(address, seen | {"line": ""})
    assert late.status_code == 400
    assert "刚刚被别人改过" in late.content.decode()


@pytest.mark.parametrize("page", ["changes/project/999999/", "changes/nothing/1/"])
def test_a_row_that_is_not_there_has_no_match(new: Revision, sign_in: SignIn, page: str) -> None:
    assert sign_in("计划管理员").get(f"/plans/{new.pk}/{page}").status_code == 404


def test_an_adopted_revision_is_no_longer_matched(both: Revision, sign_in: SignIn) -> None:
    row = both.projects.get(name__contains="湿地")
    assert sign_in("计划管理员").get(f"/plans/{both.pk}/changes/project/{row.pk}/").status_code == 404
    assert "更正对应" not in text_of(sign_in("计划管理员"), f"/plans/{both.pk}/changes/")


def test_a_day_has_its_page(both: Revision, old: Revision, sign_in: SignIn) -> None:
    reader = sign_in("外单位")
    for on, expected in (("2025-12-31", old), ("2026-01-01", both), ("", both)):
        assert reader.get(f"/plans/of/{old.plan_id}/?on={on}")["Location"] == f"/plans/{expected.pk}/"
    assert "第 1 版" in text_of(reader, f"/plans/{both.pk}/")
    assert "查看某日有效的版本" in text_of(reader, f"/plans/{both.pk}/")


def test_a_superseded_page_says_so_and_leads_to_the_same_place(both: Revision, old: Revision, sign_in: SignIn) -> None:
    reader, provision = sign_in("外单位"), old.provisions.get(title__contains="湿地")
    for page in ("", "measures/", "projects/", "text/", f"text/{provision.ordinal}/"):
        assert "起由第 2 版代替" in text_of(reader, f"/plans/{old.pk}/{page}"), page
        assert "不是现行版" not in text_of(reader, f"/plans/{both.pk}/{page}"), page
    assert f"/plans/lines/{provision.line_id}/place/" in text_of(reader, f"/plans/{old.pk}/text/{provision.ordinal}/")
    now = both.provisions.get(line=provision.line_id)
    place = reader.get(f"/plans/lines/{provision.line_id}/place/")["Location"]
    assert place == f"/plans/{both.pk}/text/{now.ordinal}/"
    before = reader.get(f"/plans/lines/{provision.line_id}/place/?on=2025-06-01")["Location"]
    assert before == f"/plans/{old.pk}/text/{provision.ordinal}/"


def test_lists_search_units_and_home_go_by_the_revision_that_counts(
    both: Revision, old: Revision, sign_in: SignIn
) -> None:
    reader = sign_in("牵头单位")
    unit = Unit.objects.get(name="州水务局")
    for page in ("/", "/plans/", f"/units/{unit.pk}/"):
        text = text_of(reader, page)
        assert f"/plans/{both.pk}/" in text, page
        assert f'"/plans/{old.pk}/' not in text, page
    assert "污水处理厂" not in text_of(reader, "/search/?q=污水处理厂").split("</form>")[-1]


def test_a_line_shows_how_it_read_in_each_revision(both: Revision, old: Revision, sign_in: SignIn) -> None:
    reader = sign_in("外单位")
    raised, gone = both.targets.get(indicator__contains="垃圾"), old.projects.get(name__contains="污水处理厂")
    page = text_of(reader, f"/plans/lines/{raised.line_id}/")
    assert "<del>≥ 90 %</del> <ins>≥ 95 %</ins>" in page
    assert page.index("第 2 版") < page.index("第 1 版")
    assert "其中没有这一条" in text_of(reader, f"/plans/lines/{gone.line_id}/")
    assert reader.get(f"/plans/lines/{gone.line_id}/place/")["Location"] == f"/plans/lines/{gone.line_id}/"
    provision = both.provisions.get(title__contains="垃圾")
    assert f"/plans/lines/{raised.line_id}/" in text_of(reader, f"/plans/{both.pk}/text/{provision.ordinal}/")


def test_a_line_of_a_draft_is_not_there_for_readers(new: Revision, sign_in: SignIn) -> None:
    line = Line.objects.create(plan=new.plan, kind="project")
    new.projects.filter(name__contains="湿地").update(line=line)
    assert sign_in("外单位").get(f"/plans/lines/{line.pk}/").status_code == 404
    assert sign_in("计划管理员").get(f"/plans/lines/{line.pk}/").status_code == 200


def test_a_line_is_found_on_any_day(both: Revision, old: Revision) -> None:
    line = both.targets.get(indicator__contains="垃圾").line
    figures = [row_on(line, day) and row_on(line, day).value for day in (date(2020, 1, 1), SINCE, TURN)]
    assert figures == [None, 90, 95]
    assert [row.revision for row in history(line)] == [old, both]
