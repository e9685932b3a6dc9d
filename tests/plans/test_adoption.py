"""The page that adopts: what stands in the way, what would be signed; and whether it still stands as it was signed."""

from collections.abc import Callable
from dataclasses import fields

import pytest
from django.db import connection
from django.test import Client

from luoshi.audit.models import Event
from luoshi.cli import demo
from luoshi.files.queries import path_of
from luoshi.orgs.models import Account
from luoshi.plans.actions import NotReady, adopt_revision, import_document, see_problem
from luoshi.plans.models import Measure, Revision
from luoshi.plans.points import points
from luoshi.plans.queries.adoption import check, preview, signed
from luoshi.plans.rules.readiness import Open
from tests.cast import AT
from tests.pages.texts import short_plan

SIGNED = {"why": "州政府第 12 次常务会议", "since": "2024-03-15", "sure": "on"}


def test_the_page_says_what_stands_in_the_way_and_leads_there(
    sign_in: Callable[[str], Client], draft: Revision
) -> None:
    page = sign_in("审定人").get(f"/plans/{draft.pk}/adopt/").content.decode()
    for shown in ("open", "names", "required", "all"):
        assert f'href="/plans/{draft.pk}/review/?show={shown}"' in page
    assert "办完才能签署" in page


def test_every_open_point_has_words_and_a_place(draft: Revision) -> None:
    found = points(draft, {field.name: 2 for field in fields(Open)})
    assert all("2" in point.said for point in found[1:])
    shown = ["all", "open", "names", "required", "required", "problems", "all", "all"]
    assert [point.href for point in found] == [f"/plans/{draft.pk}/review/?show={name}" for name in shown]


def test_a_text_in_which_nothing_was_read_is_not_adopted(
    register: None, sign_in: Callable[[str], Client], account: Callable[[str], Account]
) -> None:
    text = "甲县工作方案\n一、总体要求\n坚持实事求是，做好各项工作。\n"
    draft = import_document(data=text.encode(), name="空.txt", by="test", at=AT).revision
    for problem in draft.problems.all():
        see_problem(problem=problem, by=account("计划管理员"), at=AT)
    with pytest.raises(NotReady) as unready:
        adopt_revision(revision=draft, since=AT.date(), why="会议", by=account("审定人"), at=AT)
    assert unready.value.open == {"nothing_read": 1}
    page = sign_in("审定人").get(f"/plans/{draft.pk}/adopt/").content.decode()
    assert "文中没有读出举措、指标、项目和机制" in page


def test_nothing_stands_in_the_way_of_a_checked_draft(sign_in: Callable[[str], Client], checked: Revision) -> None:
    page = sign_in("审定人").get(f"/plans/{checked.pk}/adopt/").content.decode()
    assert "办完才能签署" not in page
    assert "可以签署" in page


def test_only_an_approver_sees_the_page_and_a_reader_does_not_even_learn_of_the_draft(
    sign_in: Callable[[str], Client], draft: Revision
) -> None:
    address = f"/plans/{draft.pk}/adopt/"
    assert sign_in("计划管理员").get(address).status_code == 403
    assert sign_in("牵头单位").post(address, SIGNED).status_code == 403
    assert sign_in("审定人").get("/plans/99999/adopt/").status_code == 404
    assert sign_in("审定人").get(f"/plans/{draft.pk}/decision/").status_code == 404
    assert sign_in("牵头单位").get(f"/plans/{draft.pk}/decision/").status_code == 404


@pytest.mark.parametrize("wrong", [{"sure": ""}, {"why": ""}, {"since": "2024-13-01"}, {"since": ""}])
def test_an_incomplete_signature_is_none(
    sign_in: Callable[[str], Client], checked: Revision, wrong: dict[str, str]
) -> None:
    answer = sign_in("审定人").post(f"/plans/{checked.pk}/adopt/", SIGNED | wrong)
    assert answer.status_code == 400
    assert not hasattr(Revision.objects.get(pk=checked.pk), "adoption")


def test_a_signed_plan_shows_who_when_why_and_where_in_the_chain(
    sign_in: Callable[[str], Client], checked: Revision
) -> None:
    approver, address = sign_in("审定人"), f"/plans/{checked.pk}/"
    assert approver.post(f"{address}adopt/", SIGNED)["Location"] == address
    event = Event.objects.get(action="plans.revision.adopted")
    page = sign_in("外单位").get(address).content.decode()
    for shown in ("审定人", SIGNED["why"], "2024年3月15日", event.hash, f"操作记录第 {event.sequence} 条"):
        assert shown in page
    assert Revision.objects.get(pk=checked.pk).adoption.content_sha256 in page
    assert approver.get(f"{address}adopt/")["Location"] == f"{address}decision/"
    decision = sign_in("外单位").get(f"{address}decision/").content.decode()
    assert "内容与签署时一致" in decision
    assert event.previous in decision


def test_what_was_changed_after_the_signature_is_found(plan: Revision) -> None:
    plan = Revision.objects.get(pk=plan.pk)
    assert check(plan, signed(plan)).whole
    Measure.objects.filter(revision=plan).update(title="改过")
    found = check(plan, signed(plan))
    assert (found.register, found.files, found.recorded, found.event, found.whole) == (False, True, True, True, False)


def test_an_altered_file_and_an_altered_record_are_found(plan: Revision) -> None:
    plan = Revision.objects.get(pk=plan.pk)
    event = signed(plan)
    assert event is not None
    path = path_of(plan.file)
    whole = path.read_bytes()
    try:
        path.write_bytes(whole[:-1] + b"x")
        assert not check(plan, event).files
    finally:
        path.write_bytes(whole)
    event.by = "别人"
    assert not check(plan, event).event
    assert not check(plan, None).recorded
    with connection.cursor() as cursor:
        cursor.execute("UPDATE plans_adoption SET content_sha256 = %s", ["0" * 64])
    found = check(Revision.objects.get(pk=plan.pk), event)
    assert not found.register
    assert not found.recorded


def test_a_page_says_so_when_the_content_is_no_longer_what_was_signed(
    sign_in: Callable[[str], Client], plan: Revision
) -> None:
    Measure.objects.filter(revision=plan).update(title="改过")
    page = sign_in("外单位").get(f"/plans/{plan.pk}/decision/").content.decode()
    assert "内容与签署时不一致" in page
    assert "读出的内容被改动过" in page


def test_a_second_revision_is_counted_against_the_first(
    adopt: Callable[[Revision], Revision], account: Callable[[str], Account]
) -> None:
    first = adopt(import_document(data=short_plan(3), name="a.txt", by="test", at=AT).revision)
    assert preview(first).before is None
    again = import_document(data=short_plan(4), name="b.txt", plan=first.plan, by="test", at=AT).revision
    demo.settle(again, account("计划管理员"), AT)
    found = preview(again)
    assert found.before == first
    by_kind = {share.kind: share for share in found.shares}
    assert by_kind["measure"].rows == 4
    assert by_kind["measure"].rows - by_kind["measure"].added == 3 - by_kind["measure"].dropped
