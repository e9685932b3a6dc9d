"""What is sent can neither run as a page nor be other bytes than those stored."""

import logging
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.http import HttpRequest, HttpResponseBase
from django.test import Client
from django.urls import path

from luoshi.files.actions import store
from luoshi.files.models import StoredFile
from luoshi.files.queries import path_of
from luoshi.files.responses import download, made, thumbnail
from tests.cast import AT
from tests.files.samples import photo

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

PAGE = b"<!DOCTYPE html><script>alert(document.cookie)</script>"


def whole(_request: HttpRequest, pk: int) -> HttpResponseBase:
    return download(StoredFile.objects.get(pk=pk))


def renamed(_request: HttpRequest, pk: int) -> HttpResponseBase:
    return download(StoredFile.objects.get(pk=pk), name="佐证/一号\r\nX-Bad: 1.html")


def small(request: HttpRequest, pk: int) -> HttpResponseBase:
    return thumbnail(request, StoredFile.objects.get(pk=pk))


urlpatterns = [path("<int:pk>/", whole), path("<int:pk>/renamed/", renamed), path("<int:pk>/small/", small)]


@pytest.fixture(autouse=True)
def folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def page() -> StoredFile:
    return store(data=PAGE, name="方案（终稿）.html", by="test", at=AT)


@pytest.fixture
def shot() -> StoredFile:
    return store(data=photo("png"), name="现场.png", by="test", at=AT, purpose="evidence")


def body(response: HttpResponseBase) -> bytes:
    return b"".join(response) if response.streaming else getattr(response, "content", b"")  # type: ignore[arg-type]


def test_a_page_is_only_ever_downloaded(client: Client, page: StoredFile) -> None:
    response = client.get(f"/{page.pk}/")
    assert body(response) == PAGE
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Length"] == str(len(PAGE))
    assert response.headers["Content-Disposition"] == (
        "attachment; filename=file.html; filename*=UTF-8''%E6%96%B9%E6%A1%88%EF%BC%88%E7%BB%88%E7%A8%BF%EF%BC%89.html"
    )
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'; frame-ancestors 'none'"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response.headers["Cache-Control"] == "private, no-store"


def test_a_room_gives_the_name_it_was_attached_under(client: Client, page: StoredFile) -> None:
    response = client.get(f"/{page.pk}/renamed/")
    headers = response.headers
    assert body(response) == PAGE
    assert "X-Bad" not in headers
    assert "filename*=UTF-8''%E4%B8%80%E5%8F%B7%20X-Bad%EF%BC%9A%201.html" in headers["Content-Disposition"]


def test_what_was_made_just_now_is_sent_as_safely() -> None:
    response = made(b"PK", name="方案/清单\r\nX-Bad: 1.xlsx", content_type="application/zip")
    assert body(response) == b"PK"
    assert response.headers["Content-Type"] == "application/zip"
    assert "X-Bad" not in response.headers
    assert response.headers["Content-Disposition"].startswith("attachment; filename=file.xlsx; ")
    assert response.headers["Content-Security-Policy"].startswith("sandbox")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "private, no-store"


def test_a_thumbnail_is_shown_and_asked_for_again_only_when_it_changed(client: Client, shot: StoredFile) -> None:
    response = client.get(f"/{shot.pk}/small/")
    assert body(response).startswith(b"\xff\xd8\xff")
    assert response.headers["Content-Type"] == "image/jpeg"
    assert response.headers["Content-Disposition"] == "inline"
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"].startswith("sandbox")
    again = client.get(f"/{shot.pk}/small/", headers={"if-none-match": response.headers["ETag"]})
    assert (again.status_code, body(again)) == (304, b"")
    assert again.headers["Cache-Control"] == "private, no-cache"


def test_what_has_no_picture_is_never_shown(client: Client, page: StoredFile) -> None:
    assert client.get(f"/{page.pk}/small/").status_code == 404


@pytest.mark.parametrize("damage", [b"<!DOCTYPE html><script>alert(document.domain)</script>", b"", None])
def test_other_bytes_than_those_stored_are_not_sent(
    client: Client, page: StoredFile, damage: bytes | None, caplog: pytest.LogCaptureFixture
) -> None:
    path_of(page).unlink()
    if damage is not None:
        path_of(page).write_bytes(damage)
    with caplog.at_level(logging.ERROR, logger="luoshi.files"):
        response = client.get(f"/{page.pk}/")
    assert response.status_code == 500
    assert "luoshi files verify" in body(response).decode()
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert page.sha256 in caplog.text
