"""Keeping the register of units and accounts."""

from collections.abc import Callable

from django.test import Client

from luoshi.orgs.actions.units import propose
from luoshi.orgs.models import Account, Unit
from tests.cast import AT


def test_a_proposed_unit_is_confirmed_on_its_page(sign_in: Callable[[str], Client]) -> None:
    browser = sign_in("系统管理员")
    propose(units=["州某新局"], groups=[], by="test", at=AT)
    unit = Unit.objects.get(name="州某新局")
    assert "待确认" in browser.get(f"/register/{unit.pk}/").content.decode()
    browser.post(f"/register/{unit.pk}/confirm/")
    unit.refresh_from_db()
    assert unit.confirmed
    assert browser.post(f"/register/{unit.pk}/confirm/").status_code == 404


def test_an_alias_in_use_is_refused_beside_its_field(sign_in: Callable[[str], Client]) -> None:
    unit = sign_in("系统管理员") and Unit.objects.get(name="州林草局")
    answer = sign_in("系统管理员").post(f"/register/{unit.pk}/", {"printed": "州水务局"})
    assert answer.status_code == 400
    assert "已经是州水务局的名称" in answer.content.decode()


def test_the_register_filters_by_the_address_and_exports(sign_in: Callable[[str], Client]) -> None:
    browser = sign_in("系统管理员")
    page = browser.get("/register/?kind=县市政府").content.decode()
    assert "永靖县政府" in page
    assert "州水务局" not in page
    lines = b"".join(browser.get("/register/?kind=县市政府&format=csv")).decode("utf-8-sig").splitlines()
    assert len(lines) == 9


def test_an_account_is_made_once_with_a_good_password(sign_in: Callable[[str], Client]) -> None:
    browser = sign_in("系统管理员")
    given = {"username": "liu", "name": "刘", "role": "liaison", "password": "a-good-password"}
    assert browser.post("/accounts/new/", given | {"password": "12345678"}).status_code == 400
    assert browser.post("/accounts/new/", given).status_code == 302
    again = browser.post("/accounts/new/", given)
    assert "已经有人用了" in again.content.decode()
    assert Account.objects.filter(username="liu").count() == 1
