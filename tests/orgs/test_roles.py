"""Roles decide which pages open, for everybody and every route without parameters or with the sample plan's."""

from collections.abc import Callable

import pytest
from django.test import Client

from luoshi.orgs.actions.accounts import UnknownRole, grant_role
from luoshi.orgs.models import Account, RoleGrant
from luoshi.orgs.queries import permissions
from luoshi.orgs.rules.roles import PERMISSIONS, ROLES
from luoshi.plans.models import Revision
from tests.cast import AT, PEOPLE

PAGES = {
    "orgs.read": ("/", "/regions/", "/roles/", "/password/"),
    "plans.read": ("/plans/", "/search/?q=水务", "/plans/{plan}/", "/plans/{plan}/measures/", "/plans/{plan}/text/"),
    "plans.import": ("/plans/new/", "/plans/new/instruction/"),
    "orgs.manage": ("/register/", "/accounts/", "/accounts/new/"),
    "audit.read": ("/record/",),
}

SENT = {
    "plans.review": ("/plans/{plan}/kind/", "/plans/{plan}/parent/", "/plans/{plan}/links/add/"),
    "plans.adopt": ("/plans/{plan}/adopt/",),
}


@pytest.mark.parametrize("who", PEOPLE)
def test_a_change_is_made_by_those_who_may(sign_in: Callable[[str], Client], plan: Revision, who: str) -> None:
    browser = sign_in(who)
    held = {permission for role in PEOPLE[who][1] for permission in ROLES[role].permissions}
    for permission, pages in SENT.items():
        for page in pages:
            refused = browser.post(page.format(plan=plan.pk)).status_code == 403
            assert (page, refused) == (page, permission not in held)


@pytest.mark.parametrize("who", PEOPLE)
def test_a_page_opens_to_those_who_may(sign_in: Callable[[str], Client], plan: Revision, who: str) -> None:
    browser = sign_in(who)
    held = {permission for role in PEOPLE[who][1] for permission in ROLES[role].permissions}
    for permission, pages in PAGES.items():
        for page in pages:
            expected = 200 if permission in held else 403
            assert (page, browser.get(page.format(plan=plan.pk)).status_code) == (page, expected)


def test_a_citizen_is_asked_to_sign_in(sign_in: Callable[[str], Client], plan: Revision) -> None:
    for page in (page for pages in PAGES.values() for page in pages):
        answer = sign_in("市民").get(page.format(plan=plan.pk))
        assert (page, answer.status_code) == (page, 302)
        assert answer["Location"].startswith("/sign-in/")


def test_roles_allow_only_what_exists() -> None:
    assert {permission for role in ROLES.values() for permission in role.permissions} == set(PERMISSIONS)


def test_a_role_holds_from_its_day_until_its_day(account: Callable[[str], Account]) -> None:
    person, day = account("外地联络员"), AT.date()
    grant_role(account=person, role="auditor", since=day, by="test", at=AT)
    RoleGrant.objects.filter(account=person).update(until=day.replace(year=2027))
    assert "audit.read" not in permissions(person, day.replace(year=2025))
    assert "audit.read" in permissions(person, day)
    assert "audit.read" not in permissions(person, day.replace(year=2027))


def test_an_inactive_account_may_do_nothing(account: Callable[[str], Account]) -> None:
    person = account("计划管理员")
    person.is_active = False
    assert permissions(person, AT.date()) == frozenset()


def test_a_role_that_does_not_exist_is_refused(account: Callable[[str], Account]) -> None:
    with pytest.raises(UnknownRole):
        grant_role(account=account("牵头单位"), role="king", since=AT.date(), by="test", at=AT)
