"""Field checks: who may keep one, what is refused, where it is shown."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from luoshi.audit.queries import verify
from luoshi.delivery.models import Task
from luoshi.duties.actions.checking import NotChecked, Seen, record_check
from luoshi.duties.models import FieldCheck, FieldPhoto
from luoshi.plans.models import Revision
from luoshi.web import clock
from tests.duties.making import canal
from tests.duties.sending import LATER, People, picture, sent, status
from tests.files.samples import photo

SignIn = Callable[[str], Client]
SEEN = Seen(date(2026, 7, 2), "渠首已衬砌 3 公里", agrees=False, place="三塬镇")


@pytest.fixture(autouse=True)
def early_july(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages show 3 July 2026."""
    monkeypatch.setattr(clock, "now", lambda: LATER)


@pytest.fixture
def task(plan: Revision, account: People) -> Task:
    return canal(plan, account("计划管理员"))


@pytest.mark.parametrize("name", ["计划管理员", "牵头单位"])
def test_the_office_and_the_owner_keep_checks(task: Task, account: People, name: str) -> None:
    record_check(duty=task.duty, seen=SEEN, photos=[picture()], by=account(name), at=LATER)
    assert FieldPhoto.objects.count() == 1
    assert verify().first_break is None


@pytest.mark.parametrize("name", ["责任单位", "外单位", "领导", "外地联络员"])
def test_others_keep_none(task: Task, account: People, name: str) -> None:
    with pytest.raises(PermissionDenied):
        record_check(duty=task.duty, seen=SEEN, by=account(name), at=LATER)
    assert not FieldCheck.objects.exists()


@pytest.mark.parametrize(
    ("seen", "code"),
    [(Seen(SEEN.on, " ", agrees=True), "words"), (Seen(date(2026, 7, 4), "看过", agrees=True), "future")],
)
def test_a_check_says_what_was_seen_on_a_day_that_has_been(task: Task, account: People, seen: Seen, code: str) -> None:
    with pytest.raises(NotChecked) as refused:
        record_check(duty=task.duty, seen=seen, by=account("计划管理员"), at=LATER)
    assert refused.value.code == code


def test_a_check_with_photos_is_shown_on_its_page_and_beside_the_next_report(
    sign_in: SignIn, task: Task, account: People
) -> None:
    browser = sign_in("计划管理员")
    photos = [SimpleUploadedFile(f"现场{n}.jpg", photo("jpg"), "image/jpeg") for n in range(2)]
    given = {"on": "2026-07-02", "place": "三塬镇", "found": SEEN.found, "agrees": "no", "photos": photos}
    page = browser.post(f"/duties/{task.pk}/checks/", given, follow=True).content.decode()
    assert "不相符" in page
    assert SEEN.found in page
    kept = FieldPhoto.objects.first()
    assert kept is not None
    assert status(browser, f"/duties/photos/{kept.pk}/picture/") == 200
    assert sign_in("外单位").get(f"/duties/photos/{kept.pk}/").status_code == 404
    sent(task, account("牵头单位"), 50)
    assert SEEN.found in browser.get("/reviews/").content.decode()


def test_a_bad_photo_keeps_nothing_and_what_was_typed_stays(sign_in: SignIn, task: Task) -> None:
    given = {"on": "2026-07-02", "found": "看过渠首", "agrees": "yes", "photos": SimpleUploadedFile("a.jpg", b"MZ\0")}
    answer = sign_in("计划管理员").post(f"/duties/{task.pk}/checks/", given)
    assert answer.status_code == 400
    assert "看过渠首" in answer.content.decode()
    assert not FieldCheck.objects.exists()


def test_the_page_of_another_units_duty_is_not_there(sign_in: SignIn, task: Task) -> None:
    assert sign_in("外单位").get(f"/duties/{task.pk}/checks/").status_code == 404
    assert "登记一次核查" not in sign_in("领导").get(f"/duties/{task.pk}/checks/").content.decode()
