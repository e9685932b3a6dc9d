"""An order from above becomes a document and a task of its words in one form."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from luoshi.delivery.models import Task
from luoshi.plans.models import Revision
from tests.duties.making import unit

SignIn = Callable[[str], Client]
WORDS = "请尽快查明供水中断原因，恢复供水。"


def order(**more: str) -> dict[str, str]:
    given = {
        "kind": "instruction",
        "who": "副州长 甲",
        "day": "2026-06-20",
        "text": WORDS,
        "owner": str(unit("州水务局").pk),
        "due": "2026-07-15",
    }
    return given | more


@pytest.mark.parametrize("kind", ["instruction", "tasks"])
def test_the_task_leads_back_to_the_very_words(register: None, sign_in: SignIn, kind: str) -> None:
    browser = sign_in("计划管理员")
    answer = browser.post("/tasks/new/", order(kind=kind, helpers=str(unit("永靖县政府").pk)))
    task = Task.objects.select_related("duty__revision").get()
    duty = task.duty
    assert answer.headers["Location"] == f"/tasks/{task.pk}/"
    assert duty.revision.text[duty.start : duty.end] == WORDS.removesuffix("。")
    assert (duty.revision.plan.kind, duty.title) == (kind, "请尽快查明供水中断原因，恢复供水")
    assert duty.milestones.get().terms.get().due == date(2026, 7, 15)
    assert WORDS.removesuffix("。") in sign_in("牵头单位").get(f"/tasks/{task.pk}/").content.decode()
    assert sign_in("外单位").get(f"/tasks/{task.pk}/").status_code == 404


def test_words_that_name_who_leads_are_its_first_measure(register: None, sign_in: SignIn) -> None:
    text = "请州水务局牵头，会同永靖县政府于7月15日前查明原因。"
    sign_in("计划管理员").post("/tasks/new/", order(text=text))
    revision = Revision.objects.get()
    assert Task.objects.get().line_id == revision.measures.get().line_id


def test_the_same_order_twice_is_one_task(register: None, sign_in: SignIn) -> None:
    browser = sign_in("计划管理员")
    first, second = (browser.post("/tasks/new/", order()).headers["Location"] for _ in range(2))
    assert first == second
    assert Task.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "said"),
    [({"due": "2026-06-01"}, "早于交办日期"), ({"who": ""}, "谁交办的"), ({"owner": ""}, "请选牵头单位")],
)
def test_what_lacks_is_told_and_nothing_is_entered(
    register: None, sign_in: SignIn, more: dict[str, str], said: str
) -> None:
    answer = sign_in("计划管理员").post("/tasks/new/", order(**more))
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert not Revision.objects.exists()


def test_units_register_nothing(register: None, sign_in: SignIn) -> None:
    assert sign_in("牵头单位").get("/tasks/new/").status_code == 403
