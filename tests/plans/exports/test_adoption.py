"""The adoption sheet lists what was adopted, and can be read back."""

from collections.abc import Callable
from datetime import UTC, datetime

from luoshi.audit.models import Event
from luoshi.orgs.models import Account
from luoshi.plans.actions import Seen, adopt_revision, check_item, strike_item
from luoshi.plans.models import Revision
from luoshi.reader import read_bytes
from tests.cast import AT, SINCE
from tests.plans.exports.making import made, paper, said


def test_it_says_which_document_was_adopted_by_whom_why_and_since_when(plan: Revision) -> None:
    text = said(paper(plan))
    event = Event.objects.get(action="plans.revision.adopted")
    for words in (
        f"《{plan.title}》（临州办发〔2024〕18号）",
        "州政府办公室审定人于2026年6月30日 16:00签署采用，自2024年3月15日起生效",
        "采用依据：州政府第 5 次常务会议。",
        "举措20项",
        plan.adoption.content_sha256,
        plan.file.sha256,
        f"第{event.sequence}条，{event.algorithm}：{event.hash}",
        "审定意见",
    ):
        assert words in text
    assert "送审稿" not in text


def test_it_is_dated_by_the_calendar_of_china(checked: Revision, account: Callable[[str], Account]) -> None:
    night = datetime(2026, 6, 30, 18, 0, tzinfo=UTC)
    adopt_revision(revision=checked, since=SINCE, why="州政府常务会议", by=account("审定人"), at=night)
    paragraphs = [paragraph.text for paragraph in paper(checked).paragraphs]
    assert "2026年7月1日" in paragraphs
    assert any("于2026年7月1日 02:00签署采用" in text for text in paragraphs)


def test_it_holds_every_row_that_was_adopted(plan: Revision) -> None:
    cells = {cell.text for table in paper(plan).tables for row in table.rows for cell in row.cells}
    for rows, name in (
        (plan.measures, "title"),
        (plan.targets, "indicator"),
        (plan.projects, "name"),
        (plan.mechanisms, "name"),
    ):
        assert set(rows.values_list(name, flat=True)) <= cells


def test_a_draft_says_that_it_is_one_and_what_is_still_open(draft: Revision) -> None:
    text = said(paper(draft))
    assert "（未采用，送审稿）" in text
    assert "采用前还要办妥" in text
    assert "条没有核对" in text
    assert "签署采用，自" not in text


def test_a_draft_that_is_checked_says_that_it_can_be_signed(checked: Revision) -> None:
    assert "可以签署采用" in said(paper(checked))


def test_corrections_are_listed_with_who_and_why(draft: Revision, account: Callable[[str], Account]) -> None:
    by, target, project = account("计划管理员"), draft.targets.first(), draft.projects.first()
    assert target is not None
    assert project is not None
    values = {"indicator": "森林覆盖率（新口径）", "modality": "binding"}
    seen = Seen("target", target.pk, target.version)
    check_item(revision=draft, seen=seen, values=values, by=by, at=AT, why="与原文表二一致")
    strike_item(revision=draft, seen=Seen("project", project.pk, project.version), by=by, at=AT, why="不是项目")
    document = paper(draft)
    rows = [[cell.text for cell in row.cells] for row in document.tables[-1].rows][1:]
    assert "共改动2处：更正1处，删去1处" in said(document)
    assert rows[0][1:4] == ["指标", "更正", "森林覆盖率（新口径）"]
    assert rows[0][4] == f"指标：{target.indicator}；属性：（空）"
    assert rows[0][5] == "指标：森林覆盖率（新口径）；属性：约束性"
    assert rows[0][6:] == ["计划管理员\n2026年6月30日", "与原文表二一致"]
    assert rows[1][1:6] == ["项目", "删去", project.name, project.name, ""]


def test_our_own_reader_finds_the_same_measures_and_lead_units_in_it(plan: Revision) -> None:
    reading = read_bytes(made("adoption", plan), "采用清单.docx")
    found = [(measure.title, set(measure.named("lead"))) for measure in reading.measures]
    expected = [
        (measure.title, {unit.printed for unit in measure.units.all() if unit.role == "lead"})
        for measure in plan.measures.all()
    ]
    assert found == expected
