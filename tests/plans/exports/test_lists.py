"""The lists say what the register holds, as an official would circulate them."""

from collections.abc import Callable
from datetime import date

import pytest

from luoshi.orgs.models import Account, GroupMember
from luoshi.plans import exports
from luoshi.plans.actions import Seen, check_item, import_document
from luoshi.plans.models import MeasureUnit, Revision
from tests.cast import AT
from tests.pages.texts import short_plan
from tests.plans.exports.making import asked, lines, made, sheet, words

LISTS = [code for code, kind in exports.kinds().items() if kind.suffix == ".xlsx"]


@pytest.mark.parametrize("code", LISTS)
def test_a_list_says_what_it_rests_on_and_what_was_signed(plan: Revision, code: str) -> None:
    data = made(code, plan)
    text, tab = words(data), sheet(data)
    assert tab["A1"].value.replace("\n", "") == f"{plan.title}{exports.kinds()[code].name}"
    assert "依据临州办发〔2024〕18号，第1版，自2024年3月15日起生效" in text
    assert "截至2026年6月30日 16:00" in text
    assert plan.adoption.content_sha256 in text
    assert f"共{len(lines(data))}项" in text or f"、{len(lines(data))}项责任" in text


@pytest.mark.parametrize("code", LISTS)
def test_a_list_is_ready_to_print_and_to_scroll(plan: Revision, code: str) -> None:
    tab = sheet(made(code, plan))
    assert tab.freeze_panes is not None
    assert tab.print_title_rows
    assert tab.page_setup.paperSize == 9
    assert tab.sheet_properties.pageSetUpPr.fitToPage
    assert tab.auto_filter.ref


@pytest.mark.parametrize("code", LISTS)
def test_a_draft_is_marked_as_one(draft: Revision, code: str) -> None:
    text = words(made(code, draft))
    assert "未采用（送审稿）" in text
    assert "尚未签署采用，不作为依据" in text


@pytest.mark.parametrize("code", exports.kinds())
def test_the_same_state_and_moment_give_the_same_bytes(plan: Revision, code: str) -> None:
    assert made(code, plan) == made(code, plan)


@pytest.mark.parametrize("code", exports.kinds())
def test_an_export_is_chinese_in_every_language(plan: Revision, settings: object, code: str) -> None:
    from django.utils.translation import override

    with override("en"):
        english = exports.produce(code, asked(plan))
    assert english == exports.produce(code, asked(plan))
    assert english.name.startswith("临夏州")


def test_every_measure_is_in_the_task_list_with_its_units_targets_and_projects(plan: Revision) -> None:
    rows = lines(made("tasks", plan))
    assert [row["举措"] for row in rows] == [measure.title for measure in plan.measures.all()]
    for row, measure in zip(rows, plan.measures.all(), strict=True):
        leads = {unit.printed for unit in measure.units.all() if unit.role == "lead"}
        assert set(filter(None, row["牵头单位"].split("、"))) == leads
        target, project = measure.targets.first(), measure.projects.first()
        assert target is None or target.indicator in row["目标和项目"]
        assert project is None or project.name in row["目标和项目"]


def test_the_accountable_unit_stands_first(draft: Revision, account: Callable[[str], Account], adopt: object) -> None:
    last = MeasureUnit.objects.filter(measure__revision=draft, role="lead").order_by("measure", "-start")
    several = next(unit for unit in last if unit.measure.units.filter(role="lead").count() > 1)
    seen = Seen("unit", several.pk, several.version)
    check_item(revision=draft, seen=seen, values={"accountable": True}, by=account("计划管理员"), at=AT)
    data = made("tasks", draft)
    row = next(row for row in lines(data) if row["举措"] == several.measure.title)
    assert row["牵头单位"].split("、")[0] == several.printed
    assert "总牵头列在最前" in words(data)


def test_the_day_that_a_person_filled_in_is_a_date(draft: Revision, account: Callable[[str], Account]) -> None:
    measure = draft.measures.first()
    assert measure is not None
    seen = Seen("measure", measure.pk, measure.version)
    check_item(revision=draft, seen=seen, values={"due": date(2026, 12, 31)}, by=account("计划管理员"), at=AT)
    assert lines(made("tasks", draft))[0]["完成时限"] == date(2026, 12, 31)


def test_many_projects_of_a_measure_are_counted_rather_than_listed(plan: Revision) -> None:
    measure = max(plan.measures.all(), key=lambda measure: measure.projects.count())
    row = next(row for row in lines(made("tasks", plan)) if row["举措"] == measure.title)
    number = measure.projects.count()
    assert (f"等{number}项" in row["目标和项目"]) == (number > 5)


def test_a_target_says_what_is_asked_as_officials_do(plan: Revision) -> None:
    rows = {row["指标名称"]: row for row in lines(made("targets", plan))}
    wording = {">=": "不低于", "<=": "不超过", "=": "达到", ">": "高于", "<": "低于", "approx": "约"}
    numbers = plan.targets.exclude(value=None).filter(value_high=None)
    assert numbers.count() > 20
    for target in numbers:
        row = rows[target.indicator]
        if plan.targets.filter(indicator=target.indicator).count() == 1:
            assert (row["要求"], row["计量单位"]) == (wording[target.comparator], target.unit)
            assert row["目标值"] == pytest.approx(float(target.value or 0))
            assert row["完成年份"] == (target.deadline or "")


def test_a_state_wide_target_names_its_owner(plan: Revision) -> None:
    owned = plan.targets.filter(measure=None).select_related("owner")
    rows = {row["指标名称"]: row for row in lines(made("targets", plan))}
    assert owned
    assert {rows[target.indicator]["责任单位"] for target in owned} == {owned[0].owner.name}  # type: ignore[union-attr]


def test_every_project_and_mechanism_is_listed_once(plan: Revision) -> None:
    projects = [row["项目名称"] for row in lines(made("projects", plan))]
    mechanisms = [row["机制"] for row in lines(made("mechanisms", plan))]
    assert projects == [row.name for row in plan.projects.all()]
    assert mechanisms == [row.name for row in plan.mechanisms.all()]


def test_a_group_stands_for_its_members_in_the_list_of_duties(plan: Revision) -> None:
    rows = lines(made("duties", plan))
    units = {row["单位"] for row in rows}
    assert "各县市政府" not in units
    assert "永靖县政府" in units
    expanded = [row for row in rows if row["单位"] == "永靖县政府" and row["备注"] == "各县市政府"]
    assert expanded
    assert "“各县市政府”指" in words(made("duties", plan))


def test_a_group_is_expanded_as_it_was_on_the_day(plan: Revision) -> None:
    GroupMember.objects.filter(unit__name="永靖县政府").update(until=date(2026, 1, 1))
    before = lines(made("duties", plan, on=date(2025, 12, 31)))
    after = lines(made("duties", plan))
    named = [row for row in after if row["单位"] == "永靖县政府" and row["备注"]]
    assert [row for row in before if row["单位"] == "永靖县政府" and row["备注"]]
    assert named == []


def test_a_unit_has_one_share_of_a_measure_the_weightiest(plan: Revision) -> None:
    rows = [(row["单位"], row["条目"], row["举措"]) for row in lines(made("duties", plan))]
    assert len(rows) == len(set(rows))


def test_duties_are_counted_for_each_unit_on_a_sheet_of_their_own(plan: Revision) -> None:
    summary = {row["单位"]: row for row in lines(made("duties", plan), tab=1)}
    leading = MeasureUnit.objects.filter(measure__revision=plan, unit__name="州水务局", role="lead")
    assert summary["州水务局"]["牵头"] == leading.values("measure").distinct().count() > 0


def test_filters_narrow_a_list_and_are_said_on_it(plan: Revision) -> None:
    data = made("tasks", plan, filters={"unit": "州水务局", "role": "lead"}, narrowed="筛选条件：单位：州水务局")
    assert lines(data)
    assert all("州水务局" in row["牵头单位"] for row in lines(data))
    assert "筛选条件：单位：州水务局" in words(data)
    duties = lines(made("duties", plan, filters={"unit": "州水务局"}))
    assert {row["单位"] for row in duties} == {"州水务局"}


def test_a_list_in_another_order_is_not_drawn_by_chapters(plan: Revision) -> None:
    data = made("projects", plan, order=("name", "id"))
    names = [row["项目名称"] for row in lines(data)]
    assert names == [row.name for row in plan.projects.order_by("name", "id")]
    assert not [
        cells for cells in sheet(data).merged_cells.ranges if cells.min_row > 6 and cells.min_col == cells.max_col == 2
    ]


def test_a_replaced_revision_says_so(plan: Revision, adopt: Callable[[Revision], Revision]) -> None:
    newer = import_document(data=short_plan(3), name="新.txt", plan=plan.plan, by="计划管理员", at=AT).revision
    assert "代替" not in words(made("tasks", plan))
    adopt(newer)
    assert "本版已由第2版代替" in words(made("tasks", plan))


@pytest.mark.parametrize("code", LISTS)
def test_what_a_document_lacks_gives_an_empty_list(register: None, code: str) -> None:
    text = "关于做好值班工作的通知\n\n各县市人民政府：\n\n一、总体要求\n请做好值班工作。\n"
    revision = import_document(data=text.encode(), name="空.txt", by="计划管理员", at=AT).revision
    data = made(code, revision)
    assert lines(data) == []
    assert "（无）" in words(data)
