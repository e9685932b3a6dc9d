"""The review screen without script: plain forms that come back to the same place, and what htmx gets instead."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from luoshi.orgs.models import Account, Unit, UnitGroup
from luoshi.plans import actions
from luoshi.plans.actions import Seen
from luoshi.plans.models import Correction, MeasureUnit, ReadingProblem, Revision, TargetMention
from luoshi.plans.points import points
from luoshi.plans.queries import readiness, review
from luoshi.plans.queries.readiness import open_points
from luoshi.plans.rules.readiness import standing_in_the_way
from tests.cast import AT

SignIn = Callable[[str], Client]
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def office(sign_in: SignIn) -> Client:
    return sign_in("计划管理员")


def screen(draft: Revision, rest: str = "") -> str:
    return f"/plans/{draft.pk}/review/{rest}"


def said(browser: Client, address: str) -> str:
    return browser.get(address, follow=True).content.decode()


def doing(target: TargetMention, deed: str) -> str:
    return screen(target.revision, f"target/{target.pk}/{deed}/?chapter=0&show=open")


def content(target: TargetMention, **changed: object) -> dict[str, object]:
    given = {
        "version": target.version,
        "indicator": target.indicator,
        "comparator": target.comparator,
        "value": target.value if target.value is not None else "",
        "value_high": target.value_high if target.value_high is not None else "",
        "unit": target.unit,
        "deadline": target.deadline or "",
        "deadline_source": target.deadline_source,
        "baseline": target.baseline,
        "modality": target.modality,
        "owner": target.owner_id or "",
    }
    return given | changed


def test_only_those_who_check_come_to_the_screen(sign_in: SignIn, draft: Revision) -> None:
    answers = {name: sign_in(name).get(screen(draft)).status_code for name in ("计划管理员", "审定人", "领导", "市民")}
    assert answers == {"计划管理员": 200, "审定人": 200, "领导": 403, "市民": 302}


def test_an_upload_leads_to_it_and_plan_and_home_say_how_much_is_left(office: Client, draft: Revision) -> None:
    left = open_points(draft).unchecked
    for address in ("/", f"/plans/{draft.pk}/"):
        assert f"核对 {left} 条" in said(office, address)
        assert screen(draft) in said(office, address)


def test_after_adoption_it_leads_to_the_plan_and_says_why(office: Client, plan: Revision) -> None:
    answer = office.get(screen(plan))
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/plans/{plan.pk}/")
    assert "已经采用" in said(office, f"/plans/{plan.pk}/")
    target = plan.targets.all()[0]
    assert office.post(doing(target, "strike"), {"version": target.version}).status_code == 302
    moved = office.post(doing(target, "strike"), {"version": target.version}, **HTMX)
    assert moved.headers["HX-Redirect"] == f"/plans/{plan.pk}/"
    assert plan.targets.filter(pk=target.pk).exists()


def test_every_chapter_shows_its_own_rows_and_together_they_show_all(office: Client, draft: Revision) -> None:
    standing = review.standing(draft)
    ids: list[str] = []
    for chapter in standing.chapters:
        page = said(office, screen(draft, f"?chapter={chapter.number}"))
        ids += re.findall(r'<li class="reading[^"]*" id="r-([a-z]+-\d+)"', page)
        assert set(re.findall(r'id="t-([a-z]+-\d+)"', page)) == {point.code for point in chapter.points}
    assert len(ids) == len(set(ids)) == standing.total


def test_a_text_without_any_provision_has_its_screen(office: Client, register: None) -> None:
    text = "关于天气的随笔\n\n今天天气很好。我们去公园散步。\n".encode()
    bare = actions.import_document(data=text, name="随笔.txt", by="test", at=AT).revision
    assert not bare.provisions.exists()
    page = said(office, screen(bare))
    assert "今天天气很好" in page
    assert "这一部分没有读出内容" in page


def test_what_was_looked_at_in_all_chapters_is_confirmed_at_once(office: Client, draft: Revision) -> None:
    standing = review.standing(draft)
    rest = standing.unchecked["likely"] + standing.unchecked["doubtful"]
    assert f"确认全文其余 {rest} 条" in said(office, screen(draft, "?chapter=0"))
    office.post(screen(draft, "confirm/?chapter=0&show=all"), {"certainty": ["likely", "doubtful"]})
    assert set(review.standing(draft).unchecked) == {"sure"}
    assert "确认全文其余" not in said(office, screen(draft, "?chapter=0"))


def test_why_the_reader_is_sure_is_told_in_the_language_of_the_page(office: Client, draft: Revision) -> None:
    assert "有比较词、有数、有单位" in said(office, screen(draft))
    office.cookies["luoshi_language"] = "en"
    page = said(office, screen(draft))
    assert "It has a comparing word, a figure and a unit" in page
    assert "有比较词" not in page


def test_a_confirmation_comes_back_to_the_next_open_row(office: Client, draft: Revision) -> None:
    standing = review.standing(draft)
    one, other = standing.chapters[0].open[:2]
    address = screen(draft, f"{one.kind}/{one.pk}/check/?chapter=0&show=open")
    answer = office.post(address, {"version": 1})
    kept = one.code if one.needs else other.code
    assert answer.headers["Location"] == screen(draft, f"?chapter=0&show=open#r-{other.code}")
    assert kept
    assert Correction.objects.get(operation="confirm").item == one.pk


def test_a_correction_is_typed_into_a_form_and_what_is_wrong_is_said_beside_it(office: Client, draft: Revision) -> None:
    target = draft.targets.all()[0]
    page = said(office, screen(draft, f"?at=target-{target.pk}&do=edit"))
    assert f'value="{target.indicator}"' in page
    wrong = office.post(doing(target, "edit"), content(target, comparator="range", value="9", value_high="4"))
    assert wrong.status_code == 400
    assert "上限不小于下限" in wrong.content.decode()
    owner = Unit.objects.get(name="州水务局")
    given = content(target, value="61.5", modality="binding", owner=owner.pk, deadline="", why="按会议纪要")
    assert office.post(doing(target, "edit"), given).status_code == 302
    target.refresh_from_db()
    assert (str(target.value.normalize()), target.modality, target.owner) == ("61.5", "binding", owner)  # type: ignore[union-attr]
    assert (target.deadline, target.deadline_source) == (None, "none")
    page = said(office, screen(draft))
    assert "按会议纪要" in page
    assert "61.5</ins>" in page


@pytest.mark.parametrize("htmx", [{}, HTMX])
def test_a_conflict_shows_both_versions_and_keeps_what_was_typed(
    office: Client, draft: Revision, account: Callable[[str], Account], htmx: dict[str, str]
) -> None:
    target = draft.targets.all()[0]
    mine = content(target, indicator="我的说法")
    other, seen = account("审定人"), Seen("target", target.pk, target.version)
    theirs = {"indicator": "别人的说法"}
    actions.check_item(revision=draft, seen=seen, values=theirs, by=other, at=AT, why="会议定的")
    answer = office.post(doing(target, "edit"), mine, **htmx)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="我的说法"' in page
    assert '<b lang="zh-Hans">别人的说法</b>' in page
    assert "会议定的" in page
    assert f'name="version" value="{target.version + 1}"' in page
    assert office.post(doing(target, "edit"), mine | {"version": target.version + 1}, **htmx).status_code in {200, 302}
    target.refresh_from_db()
    assert target.indicator == "我的说法"


@pytest.mark.parametrize("htmx", [{}, HTMX])
def test_what_was_typed_for_a_row_that_is_gone_is_told_again(
    office: Client, draft: Revision, account: Callable[[str], Account], htmx: dict[str, str]
) -> None:
    target = draft.targets.all()[0]
    seen, given, address = Seen("target", target.pk, 1), content(target, indicator="我的说法"), doing(target, "edit")
    actions.strike_item(revision=draft, seen=seen, by=account("审定人"), at=AT)
    answer = office.post(address, given, **htmx)
    assert answer.status_code == 409
    assert "审定人刚把这一条删去" in answer.content.decode()
    assert "我的说法" in answer.content.decode()


def test_a_struck_row_is_listed_with_its_reason_and_restored(office: Client, draft: Revision) -> None:
    target = draft.targets.all()[0]
    assert "为何" in said(office, screen(draft, f"?at=target-{target.pk}&do=strike"))
    office.post(doing(target, "strike"), {"version": target.version, "why": "是背景，不是目标"})
    correction = Correction.objects.get(operation="strike")
    page = said(office, screen(draft, "?show=struck"))
    assert target.indicator in page
    assert "是背景，不是目标" in page
    answer = office.post(screen(draft, f"struck/{correction.pk}/"))
    back = draft.targets.get(start=target.start, indicator=target.indicator)
    assert answer.headers["Location"] == screen(draft, f"?chapter=0#r-target-{back.pk}")
    assert office.post(screen(draft, f"struck/{correction.pk}/")).status_code == 400


def test_rows_are_split_merged_added_and_the_last_step_taken_back(office: Client, draft: Revision) -> None:
    row = max(draft.projects.all(), key=lambda one: one.end - one.start)
    address = screen(draft, f"project/{row.pk}/")
    before = draft.projects.count()
    office.post(f"{address}split/", {"version": row.version, "place": row.start + 4})
    assert draft.projects.count() == before + 1
    row.refresh_from_db()
    other = draft.projects.filter(start__gte=row.end).order_by("start")[0]
    given = {"version": row.version, "other": other.pk, "other_version": other.version}
    office.post(f"{address}merge/", given)
    assert draft.projects.count() == before
    start = draft.measures.all()[0].start
    answer = office.post(screen(draft, "add/"), {"kind": "mech", "start": start, "end": start + 6})
    assert "at=mech-" in answer.headers["Location"]
    office.post(screen(draft, "undo/"))
    assert draft.mechanisms.filter(added=True).count() == 0
    refused = office.post(screen(draft, "add/"), {"kind": "mech", "start": "", "end": ""})
    assert refused.status_code == 400
    assert "请先在原文里选中文字" in refused.content.decode()


def test_a_lead_unit_is_made_accountable_where_it_is_missing(office: Client, draft: Revision) -> None:
    measure = readiness.without_accountable(draft)[0]
    lead = measure.units.filter(role="lead")[1]
    address = screen(draft, f"measure/{measure.pk}/accountable/")
    assert office.post(address, {"unit": f"{lead.pk}-{lead.version}"}).status_code == 302
    lead.refresh_from_db()
    assert lead.accountable
    assert office.post(address, {"unit": "x"}).status_code == 409


def test_a_name_is_recognised_by_typing_by_suggestion_or_as_new(office: Client, draft: Revision) -> None:
    name = readiness.unknown_names(draft)[0]
    assert name.printed in said(office, screen(draft, "?show=names"))
    wrong = office.post(screen(draft, "name/"), {"printed": name.printed, "means": "州没有这个局"})
    assert wrong.status_code == 400
    assert "名录里没有" in wrong.content.decode()
    group = UnitGroup.objects.filter(confirmed=True)[0]
    assert office.post(screen(draft, "name/"), {"printed": name.printed, "means": group.name}).status_code == 302
    assert MeasureUnit.objects.get(measure__revision=draft, printed=name.printed).group == group
    assert "单位名称都认定了" in said(office, screen(draft, "?show=names"))


def test_a_problem_is_seen_and_leads_to_its_place(office: Client, draft: Revision) -> None:
    place = draft.targets.all()[0].start
    problem = ReadingProblem.objects.create(
        revision=draft, kind="unread", zh="有一处读不准。", en="A place is unclear.", start=place, end=place + 3
    )
    page = said(office, screen(draft, "?show=problems"))
    assert "有一处读不准。" in page
    assert f'id="t-problem-{problem.pk}"' in page
    assert office.post(screen(draft, f"problem/{problem.pk}/")).status_code == 302
    problem.refresh_from_db()
    assert problem.seen_by is not None
    assert "计划管理员" in said(office, screen(draft, "?show=problems"))


def test_in_a_few_steps_nothing_stands_in_the_way(office: Client, draft: Revision) -> None:
    office.post(screen(draft, "confirm/"), {"certainty": "sure"})
    assert set(review.standing(draft).unchecked) == {"likely", "doubtful"}
    for chapter in review.standing(draft).chapters:
        given = {"scope": "chapter", "certainty": ["likely", "doubtful"]}
        office.post(screen(draft, f"confirm/?chapter={chapter.number}"), given)
    owner = Unit.objects.get(name="州发展改革委")
    answer = office.post(
        screen(draft, "complete/"), {"accountable": "on", "names": "on", "owner": owner.pk}, follow=True
    )
    assert "认定 1 个单位名称；定了 3 条举措的总牵头；补了 15 个目标的归口单位" in answer.content.decode()
    assert standing_in_the_way(open_points(draft)) == {}
    assert "没有要办的了，可以采用" in answer.content.decode()


def test_htmx_gets_the_row_and_the_head_alone(office: Client, draft: Revision) -> None:
    point = review.standing(draft).chapters[0].open[0]
    answer = office.post(screen(draft, f"{point.kind}/{point.pk}/check/?chapter=0"), {"version": 1}, **HTMX)
    page = answer.content.decode()
    assert re.findall(r'<li class="reading[^"]*" id="r-([a-z]+-\d+)"', page) == [point.code]
    assert 'id="review-head"' in page
    assert 'id="review-text"' not in page
    assert f'data-onward="{point.code}"' in page


@pytest.mark.parametrize(
    "address", ["?chapter=999", "?chapter=x", "?show=what", "?at=target-999999", "?at=x&do=y", "?chapter=-1"]
)
def test_a_strange_address_is_still_the_screen(office: Client, draft: Revision, address: str) -> None:
    assert office.get(screen(draft, address)).status_code == 200


def test_each_open_point_leads_to_a_list_that_shows_it(office: Client, draft: Revision) -> None:
    shown = {point: said(office, point.href) for point in points(draft, standing_in_the_way(open_points(draft)))}
    assert [point.href.partition("show=")[2] for point in shown] == ["open", "names", "required", "required"]
    rows = [re.findall(r'<li class="reading[^"]*" id="r-([a-z]+-\d+)"', page) for page in shown.values()]
    assert rows[0]
    assert "是一个新单位" in list(shown.values())[1]
    assert rows[2] == rows[3]
    assert set(rows[2]) == {point.code for point in review.standing(draft).chapters[0].points if point.needs}


@pytest.mark.parametrize("address", ["thing/1/edit/", "target/1/explode/", "target/1/"])
def test_what_is_not_there_is_a_404_or_a_conflict(office: Client, draft: Revision, address: str) -> None:
    assert office.post(screen(draft, address), {"version": 1}).status_code in {404, 405}
