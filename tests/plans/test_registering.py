"""Minutes, lists, agreements and instructions come in by the same door, scans with their text beside."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from luoshi.audit.models import Event
from luoshi.files.models import StoredFile
from luoshi.files.rules import FileRefused, sha256
from luoshi.orgs.models import Account
from luoshi.plans.actions import Given, Settled, UnknownKind, import_document, register_instruction, set_kind
from luoshi.plans.models import Plan, Revision
from luoshi.reader.errors import ReadingError, SecretDocument
from tests.cast import AT
from tests.pages.texts import AGREEMENT, MINUTES, TASKS, short_plan
from tests.pictures import photo

DAY = date(2026, 7, 1)
WORDS = "请州水务局牵头，会同永靖县政府于7月15日前查明原因。"


def imported(text: str, name: str = "文件.txt", **more: str) -> Revision:
    return import_document(data=text.encode(), name=name, by="test", at=AT, **more).revision


@pytest.mark.parametrize(
    ("text", "name", "kind", "measures"),
    [(MINUTES, "a.txt", "minutes", 2), (AGREEMENT, "a.txt", "agreement", 1), (TASKS, "a.md", "tasks", 2)],
)
def test_a_document_says_itself_of_what_kind_it_is(
    register: None, text: str, name: str, kind: str, measures: int
) -> None:
    revision = imported(text, name)
    assert (revision.plan.kind, revision.measures.count()) == (kind, measures)
    assert revision.plan.lines.filter(kind="measure").count() == measures


def test_a_kind_that_is_said_counts_more_than_the_title(register: None) -> None:
    assert imported(MINUTES, kind="agreement").plan.kind == "agreement"


def test_a_document_that_does_not_say_is_entered_as_a_plan_and_this_is_told(register: None) -> None:
    found = import_document(data="关于节水的若干考虑\n\n一、概况\n情况良好。".encode(), name="a.txt", by="test", at=AT)
    assert (found.revision.plan.kind, found.recognised) == ("plan", False)


def test_an_instruction_keeps_its_photo_and_its_words(register: None) -> None:
    scan = Given(photo(), "批示.jpg")
    revision = register_instruction(who="副州长 甲", day=DAY, text=WORDS, scan=scan, by="test", at=AT).revision
    assert revision.beside is not None
    assert (revision.file.kind, revision.file.uploaded_sha256) == ("jpg", sha256(scan.data))
    assert revision.beside.sha256 == sha256(WORDS.encode())
    assert (revision.plan.kind, revision.title, revision.issuer, revision.issued_on, revision.text) == (
        "instruction",
        "副州长 甲批示",
        "副州长 甲",
        DAY,
        WORDS,
    )
    measure = revision.measures.get()
    assert measure.deadline == "7月15日前"
    assert [(unit.role, unit.unit.name) for unit in measure.units.select_related("unit") if unit.unit] == [
        ("lead", "州水务局"),
        ("responsible", "永靖县政府"),
    ]


def test_two_leaders_may_write_the_same_words_without_a_photo(register: None) -> None:
    made = [register_instruction(who=who, day=DAY, text=WORDS, by="test", at=AT) for who in ("甲", "乙", "甲")]
    assert [found.created for found in made] == [True, True, False]
    assert [revision.issuer for revision in Revision.objects.order_by("pk")] == ["甲", "乙"]
    assert WORDS in made[0].revision.text


def test_the_same_photo_is_one_instruction_even_with_other_camera_data(register: None) -> None:
    first = register_instruction(who="甲", day=DAY, text=WORDS, scan=Given(photo(), "1.jpg"), by="test", at=AT)
    stored = StoredFile.objects.get(pk=first.revision.file_id)
    data = photo() + b"camera"
    again = register_instruction(who="甲", day=DAY, text="又写。", scan=Given(data, "2.jpg"), by="test", at=AT)
    assert (again.created, again.revision, Plan.objects.count()) == (False, first.revision, 1)
    assert StoredFile.objects.get(pk=again.revision.file_id) == stored


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"\xff\xd8\xff no picture", "批示.jpg"),
        (b"", "批示.jpg"),
        (b"MZ program", "批示.jpg"),
        (photo(), "批示.pdf"),
        (b"%PDF-1.4 broken", "批示.pdf"),
        (short_plan(), "批示.txt"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "批示.svg"),
    ],
)
def test_a_photo_that_is_none_leaves_nothing(register: None, data: bytes, name: str) -> None:
    before = Event.objects.count()
    with pytest.raises(FileRefused) as refused:
        register_instruction(who="甲", day=DAY, text=WORDS, scan=Given(data, name), by="test", at=AT)
    assert refused.value.zh.endswith("。")
    assert (Plan.objects.count(), StoredFile.objects.count(), Event.objects.count()) == (0, 0, before)


def test_a_classified_text_is_refused_however_it_comes(register: None) -> None:
    with pytest.raises(SecretDocument):
        register_instruction(who="甲", day=DAY, text="机密★1年\n" + WORDS, by="test", at=AT)
    with pytest.raises(SecretDocument):
        import_document(data=photo(), name="a.jpg", beside=Given("秘密★3年\n方案".encode(), "a.txt"), by="test", at=AT)
    assert StoredFile.objects.count() == 0


def test_a_scan_without_its_text_is_refused(register: None) -> None:
    with pytest.raises(ReadingError):
        import_document(data=photo(), name="扫描.jpg", by="test", at=AT)
    with pytest.raises(ReadingError):
        import_document(data=photo(), name="扫描.jpg", beside=Given(b" \n", "a.txt"), by="test", at=AT)
    assert Plan.objects.count() == 0


def test_the_kind_of_a_draft_is_corrected_and_signed(draft: Revision, account: Callable[[str], Account]) -> None:
    with pytest.raises(PermissionDenied):
        set_kind(revision=draft, kind="minutes", by=account("牵头单位"), at=AT)
    with pytest.raises(UnknownKind):
        set_kind(revision=draft, kind="song", by=account("计划管理员"), at=AT)
    set_kind(revision=draft, kind="minutes", by=account("计划管理员"), at=AT)
    assert Plan.objects.get().kind == "minutes"
    event = Event.objects.get(action="plans.review.kind")
    assert (event.by, '"kind":"minutes"' in event.content) == ("计划管理员", True)


def test_the_kind_of_an_adopted_plan_stays(plan: Revision, account: Callable[[str], Account]) -> None:
    with pytest.raises(Settled):
        set_kind(revision=plan, kind="minutes", by=account("计划管理员"), at=AT)
    assert Plan.objects.get().kind == "plan"


def test_minutes_are_uploaded_and_their_kind_is_shown_and_corrected(sign_in: Callable[[str], Client]) -> None:
    office = sign_in("计划管理员")
    done = office.post("/plans/new/", {"file": SimpleUploadedFile("纪要.txt", MINUTES.encode())})
    page = office.get(done["Location"]).content.decode()
    assert "种类是“会议纪要”" in page
    assert 'data-draft-done="upload"' in page
    address = f"/plans/{Revision.objects.get().pk}/kind/"
    assert office.post(address, {"kind": "song"}).status_code == 302
    assert office.post(address, {"kind": "agreement"}).status_code == 302
    assert Plan.objects.get().kind == "agreement"
    assert sign_in("牵头单位").post(address, {"kind": "plan"}).status_code == 403


def test_a_photo_comes_with_typed_text_and_is_shown_small(sign_in: Callable[[str], Client]) -> None:
    office = sign_in("计划管理员")
    scan = SimpleUploadedFile("扫描.jpg", photo())
    refused = office.post("/plans/new/", {"file": scan, "text": "  "})
    assert refused.status_code == 400
    assert Revision.objects.count() == 0
    scan.seek(0)
    done = office.post("/plans/new/", {"file": scan, "text": MINUTES})
    one = f"/plans/{Revision.objects.get().pk}/"
    assert done["Location"] == f"{one}review/"
    picture = office.get(f"{one}picture/")
    assert (picture["Content-Type"], b"".join(picture)[:3]) == ("image/jpeg", b"\xff\xd8\xff")
    assert f"{one}picture/" in office.get(one).content.decode()
    assert f"{one}picture/" in office.get(f"{one}text/").content.decode()
    assert f"{one}picture/" in office.get(f"{one}text/0/").content.decode()
    assert b"".join(office.get(f"{one}beside/")).decode().replace("\r\n", "\n") == MINUTES.strip()
    for page in ("picture/", "beside/", "original/"):
        assert sign_in("牵头单位").get(one + page).status_code == 404


def test_a_file_without_a_picture_or_a_text_has_neither(sign_in: Callable[[str], Client], plan: Revision) -> None:
    for page in ("picture/", "beside/"):
        assert sign_in("外单位").get(f"/plans/{plan.pk}/{page}").status_code == 404


def test_two_texts_for_one_scan_are_one_too_many(sign_in: Callable[[str], Client]) -> None:
    sent = {
        "file": SimpleUploadedFile("a.jpg", photo()),
        "beside": SimpleUploadedFile("a.txt", b"abc"),
        "text": "def",
    }
    answer = sign_in("计划管理员").post("/plans/new/", sent)
    assert (answer.status_code, Revision.objects.count()) == (400, 0)


def test_an_instruction_is_registered_with_three_fields(sign_in: Callable[[str], Client]) -> None:
    office = sign_in("计划管理员")
    page = "/plans/new/instruction/"
    assert office.post(page, {"who": " ", "day": "2026-02-30", "text": "\n"}).status_code == 400
    done = office.post(page, {"who": "副州长  甲", "day": "2026-07-01", "text": WORDS})
    revision = Revision.objects.get()
    assert done["Location"] == f"/plans/{revision.pk}/review/"
    assert (revision.issuer, revision.plan.kind) == ("副州长 甲", "instruction")
    bad = {"who": "甲", "day": "2026-07-01", "text": WORDS, "scan": SimpleUploadedFile("a.jpg", b"nothing")}
    answer = office.post(page, bad)
    assert answer.status_code == 400
    assert 'id="id_scan_error"' in answer.content.decode()


@pytest.mark.parametrize(
    ("query", "holds", "lacks"),
    [
        ("?kind=minutes", "会议纪要", "合作协议"),
        ("?kind=agreement&state=draft", "合作协议", "专题会议"),
        ("?state=adopted", "没有符合条件的内容", "合作协议"),
        ("?text=专题", "专题会议", "合作协议"),
        ("?kind=song&state=%&sort=kind", "合作协议", "没有符合条件"),
    ],
)
def test_the_list_of_plans_is_filtered_by_the_address(
    register: None, sign_in: Callable[[str], Client], query: str, holds: str, lacks: str
) -> None:
    imported(MINUTES)
    imported(AGREEMENT)
    page = sign_in("计划管理员").get(f"/plans/{query}").content.decode()
    shown = page[page.index("</form>", page.index('class="filters"')) :]
    assert holds in shown
    assert lacks not in shown


def test_the_list_of_plans_is_exported_as_it_is_filtered(register: None, sign_in: Callable[[str], Client]) -> None:
    imported(MINUTES)
    imported(AGREEMENT)
    lines = b"".join(sign_in("计划管理员").get("/plans/?kind=minutes&format=csv")).decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("会议纪要,")
    hidden = b"".join(sign_in("牵头单位").get("/plans/?format=csv")).decode("utf-8-sig").splitlines()
    assert len(hidden) == 1
