"""Exports over the web: who may have them, as what they are sent, and that they follow the list they come from."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from luoshi.plans import exports
from luoshi.plans.actions import import_document
from luoshi.plans.models import Revision
from tests.cast import AT
from tests.pages.texts import short_plan
from tests.plans.exports.making import lines, words

SignIn = Callable[[str], Client]
LIMIT = 40


@pytest.mark.parametrize("code", exports.kinds())
def test_an_export_is_sent_as_what_it_is_and_never_as_a_page(plan: Revision, sign_in: SignIn, code: str) -> None:
    answer = sign_in("计划管理员").get(f"/plans/{plan.pk}/export/{code}/")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == exports.TYPES[exports.kinds()[code].suffix]
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=file.")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("code", exports.kinds())
def test_a_draft_is_exported_only_for_those_who_see_drafts(draft: Revision, sign_in: SignIn, code: str) -> None:
    address = f"/plans/{draft.pk}/export/{code}/"
    assert sign_in("牵头单位").get(address).status_code == 404
    assert sign_in("审定人").get(address).status_code == 200


def test_readers_may_have_all_but_the_cases(plan: Revision, sign_in: SignIn) -> None:
    browser = sign_in("领导")
    answers = {code: browser.get(f"/plans/{plan.pk}/export/{code}/").status_code for code in exports.kinds()}
    assert answers == dict.fromkeys(exports.kinds(), 200) | {"cases": 403}
    assert sign_in("市民").get(f"/plans/{plan.pk}/export/tasks/").status_code == 302
    assert browser.get(f"/plans/{plan.pk}/export/nothing/").status_code == 404


def test_a_plan_offers_every_export_one_may_have(plan: Revision, sign_in: SignIn) -> None:
    page = sign_in("领导").get(f"/plans/{plan.pk}/").content.decode()
    offered = [code for code in exports.kinds() if f'href="/plans/{plan.pk}/export/{code}/"' in page]
    assert offered == [code for code in exports.kinds() if code != "cases"]
    assert f"/plans/{plan.pk}/export/cases/" in sign_in("计划管理员").get(f"/plans/{plan.pk}/").content.decode()


@pytest.mark.parametrize(
    ("page", "code", "query"),
    [
        ("measures", "tasks", "unit=州水务局&role=lead"),
        ("targets", "targets", "deadline=2027&sort=-value"),
        ("projects", "projects", "strength=started&sort=name"),
        ("mechanisms", "mechanisms", "chapter=2"),
    ],
)
def test_a_list_is_exported_with_the_filters_and_order_of_its_page(
    plan: Revision, sign_in: SignIn, page: str, code: str, query: str
) -> None:
    browser = sign_in("领导")
    listed = browser.get(f"/plans/{plan.pk}/{page}/?{query}&format=csv")
    names = [line.split(",")[1].strip('"') for line in b"".join(listed).decode("utf-8-sig").splitlines()[1:]]
    data = browser.get(f"/plans/{plan.pk}/export/{code}/?{query}").content
    heads = {"tasks": "举措", "targets": "指标名称", "projects": "项目名称", "mechanisms": "机制"}
    assert [row[heads[code]] for row in lines(data)] == names
    assert names
    assert "筛选条件：" in words(data)


def test_a_list_page_leads_to_its_export_with_its_address(plan: Revision, sign_in: SignIn) -> None:
    page = sign_in("领导").get(f"/plans/{plan.pk}/measures/?role=lead&sort=name&page=2").content.decode()
    for code in ("tasks", "duties"):
        assert f'href="/plans/{plan.pk}/export/{code}/?role=lead&amp;sort=name"' in page
    assert f'href="/plans/{plan.pk}/export/duties/"' in sign_in("领导").get(f"/plans/{plan.pk}/units/").content.decode()


def test_the_english_page_says_that_papers_are_chinese(plan: Revision, sign_in: SignIn) -> None:
    browser = sign_in("领导")
    browser.cookies["luoshi_language"] = "en"
    assert "they are in Chinese" in browser.get(f"/plans/{plan.pk}/").content.decode()
    data = browser.get(f"/plans/{plan.pk}/export/targets/?source=sentence").content
    assert "期限来源：同一句写明" in words(data)


@pytest.mark.parametrize("code", exports.kinds())
def test_an_export_takes_as_many_statements_for_ten_measures_as_for_one(
    adopt: Callable[[Revision], Revision], sign_in: SignIn, code: str
) -> None:
    taken = []
    for measures in (1, 10):
        text = short_plan(measures)
        plan = adopt(import_document(data=text, name=f"{measures}.txt", by="计划管理员", at=AT).revision)
        browser = sign_in("计划管理员")
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(f"/plans/{plan.pk}/export/{code}/").status_code == 200
        taken.append(len(captured))
    assert taken[0] == taken[1] <= LIMIT
