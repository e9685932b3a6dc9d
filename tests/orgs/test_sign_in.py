"""Signing in, being kept waiting, and going where one wanted to go."""

from collections.abc import Callable

import pytest
from django.test import Client

from luoshi.orgs.models import Account
from tests.cast import PASSWORD

WRONG = {"username": "牵头单位", "password": "not-the-password"}
RIGHT = {"username": "牵头单位", "password": PASSWORD}


@pytest.fixture(autouse=True)
def officer(account: Callable[[str], Account]) -> Account:
    return account("牵头单位")


def test_a_page_asks_for_sign_in_and_comes_back(client: Client) -> None:
    asked = client.get("/plans/?sort=title")
    assert asked["Location"] == "/sign-in/?next=/plans/%3Fsort%3Dtitle"
    done = client.post(asked["Location"], RIGHT)
    assert done["Location"] == "/plans/?sort=title"


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_host(client: Client, elsewhere: str) -> None:
    done = client.post("/sign-in/", RIGHT | {"next": elsewhere})
    assert done["Location"] == "/"


def test_a_wrong_password_says_what_to_do(client: Client) -> None:
    refused = client.post("/sign-in/", WRONG)
    assert refused.status_code == 400
    assert "账号或密码不对" in refused.content.decode()


def test_five_wrong_passwords_make_one_wait_even_with_the_right_one(client: Client) -> None:
    for _ in range(5):
        client.post("/sign-in/", WRONG)
    refused = client.post("/sign-in/", RIGHT)
    assert refused.status_code == 400
    assert "请在" in refused.content.decode()


def test_a_right_password_forgets_the_wrong_ones(client: Client) -> None:
    for _ in range(4):
        client.post("/sign-in/", WRONG)
    assert client.post("/sign-in/", RIGHT).status_code == 302
    client.post("/sign-out/")
    assert client.post("/sign-in/", WRONG).status_code == 400
    assert client.post("/sign-in/", RIGHT).status_code == 302


def test_signing_out_closes_the_door(client: Client) -> None:
    client.post("/sign-in/", RIGHT)
    assert client.get("/").status_code == 200
    client.post("/sign-out/")
    assert client.get("/").status_code == 302


def test_a_password_is_changed_only_by_who_knows_it(client: Client, officer: Account) -> None:
    client.post("/sign-in/", RIGHT)
    new = {"password": "another-one-2027", "again": "another-one-2027"}
    assert client.post("/password/", new | {"current": "wrong"}).status_code == 400
    assert client.post("/password/", new | {"current": PASSWORD, "again": "other"}).status_code == 400
    assert client.post("/password/", {"current": PASSWORD, "password": "1234", "again": "1234"}).status_code == 400
    assert client.post("/password/", new | {"current": PASSWORD}).status_code == 302
    assert client.get("/").status_code == 200
    officer.refresh_from_db()
    assert officer.check_password("another-one-2027")


def test_every_answer_carries_the_strict_headers(client: Client) -> None:
    answer = client.get("/sign-in/")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert (answer["X-Frame-Options"], answer["X-Content-Type-Options"]) == ("DENY", "nosniff")
