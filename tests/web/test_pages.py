"""What every answer carries, and what goes wrong politely."""

import csv
import io
from pathlib import Path

import pytest
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from luoshi.web.errors import failure
from luoshi.web.pages import csv_file, go_on

pytestmark = pytest.mark.django_db
GALLERY = "/web/gallery/"


def test_every_answer_allows_only_our_own_files_and_no_inline_code(client: Client) -> None:
    policy = client.get(GALLERY)["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_pages_are_chinese_until_a_language_is_chosen(client: Client) -> None:
    answer = client.get(GALLERY, headers={"accept-language": "en"})
    assert answer["Content-Language"] == "zh-Hans"
    assert "Cookie" in answer["Vary"]
    client.post("/web/language/", {"language": "en", "next": GALLERY})
    assert '<html lang="en">' in client.get(GALLERY).content.decode()


def test_the_language_switch_leads_back_but_never_to_another_host(client: Client) -> None:
    assert client.post("/web/language/", {"language": "en", "next": "/plans/?page=2"})["Location"] == "/plans/?page=2"
    assert client.post("/web/language/", {"language": "en", "next": "https://elsewhere.example/"})["Location"] == "/"


def test_a_language_we_do_not_have_is_chinese(client: Client) -> None:
    client.post("/web/language/", {"language": "../../etc", "next": "/"})
    assert client.get(GALLERY)["Content-Language"] == "zh-Hans"


def test_htmx_gets_the_main_part_of_the_same_page(client: Client) -> None:
    whole, part = client.get(GALLERY), client.get(GALLERY, headers={"HX-Request": "true"})
    assert b"<html" in whole.content
    assert b"<html" not in part.content
    assert b"data-rows" in part.content
    assert "HX-Request" in whole["Vary"]


@pytest.mark.parametrize(("language", "title"), [("zh-hans", "没有找到这一页"), ("en", "This page was not found")])
def test_a_missing_page_says_what_to_do(client: Client, language: str, title: str) -> None:
    client.cookies["luoshi_language"] = language
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404
    assert title in answer.content.decode()


def test_a_stale_form_says_so() -> None:
    answer = Client(enforce_csrf_checks=True).post("/web/language/", {"language": "en"})
    assert answer.status_code == 403
    assert "表单已失效" in answer.content.decode()


def test_the_page_for_a_failure_needs_no_database_and_no_session() -> None:
    answer = failure(HttpRequest())
    assert answer.status_code == 500
    assert "没有保存一半" in answer.content.decode()
    assert "Nothing was half saved" in answer.content.decode()


def test_what_people_type_is_escaped(rf: RequestFactory) -> None:
    request = rf.get("/")
    page = render_to_string("web/error.html", {"title": "<b>", "advice": "", "status": 400}, request)
    assert "<h1>&lt;b&gt;</h1>" in page


def test_a_csv_opens_as_utf8_and_runs_no_formula() -> None:
    content = b"".join(csv_file("清单", ["单位", "数"], [["=HYPERLINK()", -3], ["州水务局，二科", 5]]))  # type: ignore[arg-type]
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows == [["单位", "数"], ["'=HYPERLINK()", "-3"], ["州水务局，二科", "5"]]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1+cmd|' /C calc'!A0", "@SUM(1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "＋1"]
)
def test_no_text_in_a_csv_starts_like_a_formula(text: str) -> None:
    content = b"".join(csv_file("清单", ["甲"], [[text]])).decode("utf-8-sig")  # type: ignore[arg-type]
    assert list(csv.reader(io.StringIO(content, newline="")))[1] == [f"'{text}"]


def test_an_accepted_form_redirects_and_tells_the_sending_script_where_to_go(rf: RequestFactory) -> None:
    assert go_on(rf.post("/"), "/plans/1/")["Location"] == "/plans/1/"
    told = go_on(rf.post("/", headers={"X-Sent-By": "script"}), "/plans/1/")
    assert (told.status_code, told["X-Next"]) == (204, "/plans/1/")


def test_no_template_has_inline_style_or_code() -> None:
    folder = Path(__file__).resolve().parents[2] / "src" / "luoshi" / "templates"
    pages = {path: path.read_text(encoding="utf-8") for path in folder.rglob("*.html")}
    assert pages
    wrong = [path for path, text in pages.items() if " style=" in text or "<style" in text or " onclick=" in text]
    assert wrong == []
    assert [path for path, text in pages.items() if "<script" in text and "<script src=" not in text] == []
