"""Plan pages: who sees what, filters in the address, exports, the original."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from luoshi.cli import demo
from luoshi.orgs.models import Account
from luoshi.plans.models import Revision
from tests.cast import AT, SAMPLE

PAGES = ("", "text/", "text/0/", "measures/", "targets/", "projects/", "mechanisms/", "units/")


def test_a_draft_is_not_there_for_readers(sign_in: Callable[[str], Client], draft: Revision) -> None:
    for page in PAGES:
        address = f"/plans/{draft.pk}/{page}"
        assert (page, sign_in("牵头单位").get(address).status_code) == (page, 404)
        assert (page, sign_in("计划管理员").get(address).status_code) == (page, 200)


def test_an_adopted_plan_is_there_for_readers(sign_in: Callable[[str], Client], plan: Revision) -> None:
    for page in PAGES:
        assert (page, sign_in("外单位").get(f"/plans/{plan.pk}/{page}").status_code) == (page, 200)


def test_a_provision_that_is_not_there_is_a_404(sign_in: Callable[[str], Client], plan: Revision) -> None:
    assert sign_in("外单位").get(f"/plans/{plan.pk}/text/9999/").status_code == 404


@pytest.mark.parametrize(
    ("address", "holds", "lacks"),
    [
        ("measures/?unit=州水务局&role=lead", "用好每一方水", "推进冬季清洁取暖"),
        ("measures/?chapter=3", "打通对外通道", "用好每一方水"),
        ("targets/?deadline=2027", "整治完成率", "森林覆盖率"),
        ("targets/?text=人均", "城镇居民人均可支配收入", "森林覆盖率"),
        ("projects/?strength=started", "鸣鹿水库", "智慧河湖"),
    ],
)
def test_filters_in_the_address_narrow_a_list(
    sign_in: Callable[[str], Client], plan: Revision, address: str, holds: str, lacks: str
) -> None:
    page = sign_in("外单位").get(f"/plans/{plan.pk}/{address}").content.decode()
    table = page[page.index("<tbody") : page.index("</tbody")]
    assert holds in table
    assert lacks not in table


@pytest.mark.parametrize("kind", ["measures", "targets", "projects", "mechanisms", "units"])
def test_a_list_is_exported_as_it_is_filtered(sign_in: Callable[[str], Client], plan: Revision, kind: str) -> None:
    answer = sign_in("外单位").get(f"/plans/{plan.pk}/{kind}/?format=csv")
    lines = b"".join(answer).decode("utf-8-sig").splitlines()
    assert answer["Content-Disposition"].startswith("attachment")
    assert len(lines) > 10


@pytest.mark.parametrize(
    "address", ["?page=999", "?page=x", "?sort=nothing", "?chapter=99", "?deadline=x", "?comparator=%"]
)
def test_a_strange_address_is_still_a_page(sign_in: Callable[[str], Client], plan: Revision, address: str) -> None:
    assert sign_in("外单位").get(f"/plans/{plan.pk}/targets/{address}").status_code == 200


def test_a_file_is_uploaded_checked_adopted_and_given_back(
    sign_in: Callable[[str], Client], account: Callable[[str], Account]
) -> None:
    office, approver = sign_in("计划管理员"), sign_in("审定人")
    file = SimpleUploadedFile("方案.docx", SAMPLE.read_bytes())
    done = office.post("/plans/new/", {"file": file})
    plan = Revision.objects.get()
    assert done["Location"] == f"/plans/{plan.pk}/review/"
    signed = {"why": "会议", "since": "2024-03-15", "sure": "on"}
    assert approver.post(f"/plans/{plan.pk}/adopt/", signed | {"why": ""}).status_code == 400
    assert approver.post(f"/plans/{plan.pk}/adopt/", signed).status_code == 400
    demo.settle(plan, account("计划管理员"), AT)
    assert office.post(f"/plans/{plan.pk}/adopt/", signed).status_code == 403
    assert approver.post(f"/plans/{plan.pk}/adopt/", signed).status_code == 302
    original = sign_in("外单位").get(f"/plans/{plan.pk}/original/")
    assert b"".join(original) == SAMPLE.read_bytes()
    assert original["Content-Type"] == "application/octet-stream"
    assert original["Content-Disposition"].startswith("attachment")


def test_a_bad_file_is_refused_beside_its_field(sign_in: Callable[[str], Client]) -> None:
    answer = sign_in("计划管理员").post("/plans/new/", {"file": SimpleUploadedFile("方案.docx", b"%PDF-1.4 nothing")})
    assert answer.status_code == 400
    assert "PDF" in answer.content.decode()
    assert Revision.objects.count() == 0
