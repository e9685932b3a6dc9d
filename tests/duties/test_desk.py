"""My desk and the report form: who sees what, drafts, signatures, receipts, what is refused and where it is said."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document

from luoshi.audit.actions import change
from luoshi.audit.queries import verify
from luoshi.delivery.models import Task
from luoshi.duties.actions.drafting import NotYourTurn, sign_draft
from luoshi.duties.actions.receipts import sign_receipt
from luoshi.duties.actions.reporting import NotTaken, Told, submit_report
from luoshi.duties.actions.reviewing import decide_report
from luoshi.duties.actions.setting import set_signatures
from luoshi.duties.models import Assignment, Draft, DraftFile, Extension, Milestone, Receipt, Report, Signature
from luoshi.duties.queries.mine import desk
from luoshi.duties.queries.signing import mark_of
from luoshi.orgs.models import Account
from luoshi.plans.models import Revision
from luoshi.values.periods import Period
from tests.cast import AT
from tests.duties.desk import MORNING, SignIn, stand_at
from tests.duties.making import canal, reservoir, unit
from tests.files.samples import photo

People = Callable[[str], Account]
Q1, Q2 = Period.parse("2026Q1"), Period.parse("2026Q2")
TEXT = {"text": "渠系改造按期推进，两处渡槽已完工。"}


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_at(monkeypatch)


@pytest.fixture
def whole(plan: Revision, account: People) -> Task:
    return canal(plan, account("计划管理员"))


@pytest.fixture
def dam(plan: Revision, account: People) -> Task:
    return reservoir(plan, account("计划管理员"))


def address(task: Task, rest: str = "") -> str:
    return f"/duties/{task.pk}/report/2026Q2/{rest}"


def post(browser: Client, task: Task, do: str, **fields: object) -> object:
    return browser.post(address(task), {"do": do, "version": "0", **fields})


def page(browser: Client, where: str, status: int = 200) -> str:
    answer = browser.get(where)
    assert answer.status_code == status
    return answer.content.decode()


def accepted(task: Task, by: Account, quantity: int, period: Period = Q1) -> Report:
    """A report of an earlier quarter that was accepted in April, before the cast had its roles."""
    at = MORNING - timedelta(days=85)
    with change(action="test", subject="duty", by="test", at=at):
        return Report.objects.create(
            duty=task.duty,
            unit=by.unit,
            period=str(period),
            period_end=period.last_day,
            quantity=quantity,
            by=by,
            at=at,
            outcome="accepted",
            decided_at=at,
        )


def test_a_desk_shows_what_the_unit_owes_by_date(whole: Task, dam: Task, account: People) -> None:
    found = desk(account("牵头单位"), MORNING.date())
    kinds = [(item.kind, item.duty, item.group(MORNING.date())) for item in found.items]
    assert kinds == [
        ("report", dam.pk, "month"),
        ("report", whole.pk, "month"),
        ("receipt", dam.pk, "undated"),
        ("receipt", whole.pk, "undated"),
    ]
    assert found.count == 4


def test_a_helper_signs_but_does_not_report(dam: Task, account: People) -> None:
    assert [item.kind for item in desk(account("责任单位"), MORNING.date()).items] == ["receipt"]
    assert desk(account("外单位"), MORNING.date()).count == 0


def test_a_share_is_owed_by_the_unit_that_holds_it(plan: Revision, account: People) -> None:
    canal(plan, account("计划管理员"), shares=[("永靖县政府", 80), ("州教育局", 40)])
    own = [item for item in desk(account("责任单位"), MORNING.date()).items if item.kind == "report"]
    assert [(item.target, item.part.role) for item in own] == [(Decimal(80), "responsible")]
    assert [item.kind for item in desk(account("牵头单位"), MORNING.date()).items] == ["receipt"]


def test_a_report_late_is_overdue_and_gone_once_sent(whole: Task, account: People) -> None:
    lead = account("牵头单位")
    late = date(2026, 7, 9)
    items = [item for item in desk(lead, late).items if item.kind == "report"]
    assert [item.group(late) for item in items] == ["overdue"]
    assert lead.unit is not None
    submit_report(duty=whole.duty, unit=lead.unit, period=Q2, told=Told(Decimal(5), "已开工"), by=lead, at=MORNING)
    found = desk(lead, late)
    assert [item.kind for item in found.items] == ["receipt"]
    assert [report.period for report in found.waiting] == ["2026Q2"]


def test_a_returned_report_is_on_the_desk_with_the_reason_even_after_the_window_closed(
    whole: Task, account: People
) -> None:
    lead, office = account("牵头单位"), account("计划管理员")
    assert lead.unit is not None
    what = {"duty": whole.duty, "unit": lead.unit, "period": Q2, "by": lead}
    sent = submit_report(told=Told(Decimal(5), "已开工"), at=MORNING, **what)
    later = MORNING + timedelta(days=40)
    decide_report(report=sent, stage="office", outcome="returned", why="验收单缺章", by=office, at=later)
    item = next(item for item in desk(lead, later.date()).items if item.kind == "report")
    assert item.returned is not None
    assert [verdict.why for verdict in item.returned.verdicts.all()] == ["验收单缺章"]
    assert submit_report(told=Told(Decimal(6), "补章"), at=later, **what).attempt == 2


def test_the_desk_takes_as_many_statements_for_ten_duties_as_for_one(
    plan: Revision, account: People, sign_in: SignIn
) -> None:
    browser, office = sign_in("牵头单位"), account("计划管理员")
    taken = []
    for count in (1, 9):
        for _each in range(count):
            canal(plan, office)
            reservoir(plan, office)
        for where in ("/mine/", "/mine/count/", address(Task.objects.all()[0])):
            with CaptureQueriesContext(connection) as captured:
                page(browser, where)
            taken.append(len(captured))
    assert taken[:3] == taken[3:]
    assert max(taken) <= 60


def test_filters_stand_in_the_address(whole: Task, dam: Task, sign_in: SignIn) -> None:
    browser = sign_in("牵头单位")
    text = page(browser, "/mine/?kind=receipt")
    assert "data-row" in text
    assert "二季度报告" not in text
    assert "没有符合条件的事" in page(browser, "/mine/?part=supporting")
    assert page(browser, "/mine/count/") == "4"


@pytest.mark.parametrize("name", ["外单位", "责任单位"])
def test_a_report_of_another_units_duty_is_not_there(whole: Task, sign_in: SignIn, name: str) -> None:
    browser = sign_in(name)
    post(sign_in("牵头单位"), whole, "save", **TEXT)
    draft = Draft.objects.get()
    for where in (
        address(whole),
        address(whole, "sheet/"),
        f"/duties/{whole.pk}/receipt/",
        f"/mine/drafts/{draft.pk}/",
    ):
        assert (where, browser.get(where).status_code) == (where, 404)
    assert post(browser, whole, "send", **TEXT).status_code == 404
    assert browser.get(f"/duties/{whole.pk}/report/2026Q9/").status_code == 404
    assert browser.get(f"/duties/{whole.pk}/report/2027Q2/").status_code == 404


def test_what_is_missing_is_said_before_sending_and_beside_the_field_after(whole: Task, sign_in: SignIn) -> None:
    browser = sign_in("牵头单位")
    before = page(browser, address(whole))
    assert "请填完成数" in before
    assert "请写进展情况" in before
    assert 'class="error"' not in before
    answer = post(browser, whole, "send", quantity="十二", **TEXT)
    assert answer.status_code == 400
    text = answer.content.decode()
    assert re.search(r'id="quantity-error-[^"]+"><span[^>]*>!</span>“十二”不是数', text)
    assert "渠系改造按期推进" in text
    assert Report.objects.count() == 0
    browser.cookies["luoshi_language"] = "en"
    assert "is not a number" in post(browser, whole, "send", quantity="十二", **TEXT).content.decode()


def test_a_periods_own_figure_is_added_to_the_last_accepted_one_and_both_are_shown(
    whole: Task, account: People, sign_in: SignIn
) -> None:
    accepted(whole, account("牵头单位"), 30)
    browser = sign_in("牵头单位")
    post(browser, whole, "save", quantity="１２．５", basis="period", **TEXT)
    text = page(browser, address(whole))
    assert re.search(r"本次增加</dt><dd>12\.5</dd>\s*<dt>报后累计</dt><dd>42\.5</dd>", text)
    assert "已认定 25%，序时 51%。这次通过后为 35%" in text
    answer = post(browser, whole, "send", quantity="１２．５", basis="period", version="1", **TEXT)
    sent = Report.objects.get(period="2026Q2")
    assert answer.url == f"/mine/?sent={sent.pk}"
    assert sent.quantity == Decimal("42.5")
    assert "发展改革部门审核" in page(browser, answer.url)
    assert not Draft.objects.exists()


def test_fewer_than_before_is_said_beside_the_figure(whole: Task, account: People, sign_in: SignIn) -> None:
    accepted(whole, account("牵头单位"), 30)
    answer = post(sign_in("牵头单位"), whole, "send", quantity="12", basis="total", **TEXT)
    assert answer.status_code == 400
    assert "比上次认定的少" in answer.content.decode()


def test_no_news_is_one_click(whole: Task, sign_in: SignIn) -> None:
    answer = post(sign_in("牵头单位"), whole, "unchanged")
    assert answer.status_code == 302
    sent = Report.objects.get()
    assert (sent.unchanged, sent.quantity, sent.stage) == (True, None, "office")


def test_no_news_does_not_throw_away_what_is_written(whole: Task, sign_in: SignIn) -> None:
    browser = sign_in("牵头单位")
    assert post(browser, whole, "unchanged", **TEXT).status_code == 400
    post(browser, whole, "save", **TEXT)
    answer = post(sign_in("同事"), whole, "unchanged")
    assert answer.status_code == 400
    assert TEXT["text"] in answer.content.decode()
    assert Report.objects.count() == 0


def test_a_milestone_is_claimed_with_its_own_file(dam: Task, sign_in: SignIn) -> None:
    browser, step = sign_in("牵头单位"), Milestone.objects.get(title="导流洞通水")
    claim = {f"claim-{step.pk}": "1", f"reached-{step.pk}": "2026-03-20", **TEXT}
    refused = post(browser, dam, "send", **claim)
    assert "认领“导流洞通水”要附佐证" in refused.content.decode()
    picture = SimpleUploadedFile("通水.jpg", photo("jpg"), "image/jpeg")
    version = str(Draft.objects.get().version)
    post(browser, dam, "attach", version=version, **{f"file-{step.pk}": picture}, **claim)
    kept = DraftFile.objects.get()
    small = browser.get(address(dam, f"files/{kept.pk}/?small=1"))
    assert small["Content-Type"] == "image/jpeg"
    assert small.getvalue().startswith(b"\xff\xd8")
    whole_file = browser.get(address(dam, f"files/{kept.pk}/"))
    assert whole_file["Content-Disposition"].startswith("attachment")
    assert whole_file.getvalue().startswith(b"\xff\xd8")
    post(browser, dam, "send", version=version, **claim)
    sent = Report.objects.get()
    claimed = sent.claims.get()
    assert (claimed.milestone, claimed.reached_on) == (step, date(2026, 3, 20))
    assert [proof.caption for proof in claimed.evidence.all()] == ["通水.jpg"]
    assert verify().first_break is None


def test_progress_can_go_without_the_milestone(dam: Task, sign_in: SignIn) -> None:
    step = Milestone.objects.get(title="导流洞通水")
    post(sign_in("牵头单位"), dam, "send:bare", **{f"claim-{step.pk}": "1"}, **TEXT)
    assert not Report.objects.get().claims.exists()


def test_a_file_that_is_refused_is_said_and_what_is_typed_stays(whole: Task, sign_in: SignIn) -> None:
    browser = sign_in("牵头单位")
    bad = SimpleUploadedFile("程序.exe", b"MZ\x90\x00" + bytes(300))
    good = SimpleUploadedFile("说明.txt", "验收单".encode())
    answer = browser.post(address(whole), {"do": "attach", "version": "0", "file": [bad, good], **TEXT}, follow=True)
    assert "程序.exe：" in answer.content.decode()
    assert [row.name for row in DraftFile.objects.all()] == ["说明.txt"]
    key = DraftFile.objects.get().pk
    post(browser, whole, f"remove:{key}", version="1", **TEXT)
    assert not DraftFile.objects.exists()
    assert Draft.objects.get().content["text"] == TEXT["text"]


def test_two_people_of_one_unit_see_both_texts_and_lose_none(whole: Task, sign_in: SignIn) -> None:
    one, two = sign_in("牵头单位"), sign_in("同事")
    post(one, whole, "save", text="甲写的")
    answer = post(two, whole, "save", text="乙写的")
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "甲写的" in text
    assert "乙写的" in text
    assert Draft.objects.get().content["text"] == "甲写的"
    post(two, whole, "mine:1", text="乙写的")
    assert Draft.objects.get().content["text"] == "乙写的"
    again = post(one, whole, "send", text="甲写的", quantity="3", version="1")
    assert again.status_code == 409
    assert Report.objects.count() == 0


def test_the_script_gets_the_parts_alone(whole: Task, sign_in: SignIn) -> None:
    browser = sign_in("牵头单位")
    answer = browser.post(address(whole), {"do": "save", "version": "0", **TEXT}, headers={"X-Sent-By": "script"})
    text = answer.content.decode()
    assert "<html" not in text
    assert 'name="version" value="1"' in text
    assert {"saved", "sums", "missing", "files-0", "signing"} <= set(re.findall(r'data-part="([^"]+)"', text))


def test_a_duty_is_signed_for_objected_to_or_passed_on(dam: Task, account: People, sign_in: SignIn) -> None:
    lead, colleague = sign_in("牵头单位"), account("同事")
    where = f"/duties/{dam.pk}/receipt/"
    assert "有异议须写明理由" in lead.post(where, {"verdict": "objected"}).content.decode()
    assert not Receipt.objects.exists()
    assert "请选转给谁" in lead.post(where, {"verdict": "passed_on"}).content.decode()
    assert not Receipt.objects.exists()
    offered = page(lead, f"{where}?verdict=passed_on")
    assert "永靖县政府" in offered
    assert "州教育局" not in offered
    lead.post(where, {"verdict": "passed_on", "to": f"unit-{unit('临夏县政府').pk}", "why": "请配合"})
    assert Assignment.objects.filter(duty=dam.pk, unit=unit("临夏县政府")).exists()
    lead.post(where, {"verdict": "passed_on", "to": f"member-{colleague.pk}"})
    item = desk(colleague, MORNING.date()).items[0]
    assert item.handler == colleague
    assert "二季度报告" in page(sign_in("同事"), "/mine/?who=me")
    assert "没有符合条件的事" in page(lead, "/mine/?who=me")


def test_a_report_leaves_a_unit_that_signs_only_once_all_have_signed_what_it_says(
    whole: Task, account: People, sign_in: SignIn
) -> None:
    head, section = account("局长"), account("科长")
    set_signatures(count="2", since=MORNING.date(), by=head, at=MORNING)
    clerk = sign_in("牵头单位")
    told = {"quantity": "8", "basis": "total", **TEXT}
    assert "还差：经办人" in post(clerk, whole, "send", **told).content.decode()
    post(clerk, whole, "ask", version="1", **told)
    draft = Draft.objects.get()
    assert desk(head, MORNING.date()).count == 0
    with pytest.raises(NotYourTurn) as early:
        sign_draft(draft=draft, mark=mark_of(draft), by=head, at=MORNING)
    assert early.value.code == "turn"
    for name in ("科长", "局长"):
        browser = sign_in(name)
        assert "等您审签" in page(browser, "/mine/")
        mark = re.search(r'name="mark" value="(\w+)"', page(browser, f"/mine/drafts/{draft.pk}/"))
        assert mark is not None
        browser.post(f"/mine/drafts/{draft.pk}/", {"mark": mark.group(1)})
    post(clerk, whole, "save", version="1", quantity="9", **TEXT)
    assert "还差：经办人" in page(clerk, address(whole))
    post(clerk, whole, "save", version="2", **told)
    lead = account("牵头单位")
    assert lead.unit is not None
    other = Told(Decimal(80), TEXT["text"])
    with pytest.raises(NotTaken):
        submit_report(duty=whole.duty, unit=lead.unit, period=Q2, told=other, by=lead, at=MORNING)
    post(clerk, whole, "send", version="3", **told)
    assert [row.step for row in Signature.objects.order_by("id")] == ["clerk", "section", "head"]
    assert section.pk in {row.by_id for row in Signature.objects.all()}
    assert verify().first_break is None


def test_whoever_wrote_it_does_not_sign_it_as_well(whole: Task, account: People) -> None:
    head = account("局长")
    set_signatures(count="1", since=MORNING.date(), by=head, at=MORNING)
    lead = account("牵头单位")
    assert lead.unit is not None
    draft = Draft.objects.create(
        duty=whole.duty, unit=lead.unit, period="2026Q2", content=TEXT, saved_by=head, saved_at=MORNING
    )
    sign_draft(draft=draft, mark=mark_of(draft), by=lead, at=MORNING)
    with pytest.raises(NotYourTurn) as own:
        sign_draft(draft=draft, mark=mark_of(draft), by=head, at=MORNING)
    assert own.value.code == "author"
    with pytest.raises(NotYourTurn) as changed:
        sign_draft(draft=draft, mark="0" * 64, by=head, at=MORNING)
    assert changed.value.code == "changed"


def test_a_scanned_sheet_stands_for_the_signatures_until_the_text_changes(
    whole: Task, account: People, sign_in: SignIn
) -> None:
    set_signatures(count="1", since=MORNING.date(), by=account("局长"), at=MORNING)
    clerk, told = sign_in("牵头单位"), {"quantity": "8", "basis": "total", **TEXT}
    scan = SimpleUploadedFile("签批.jpg", photo("jpg"), "image/jpeg")
    post(clerk, whole, "attach", scan=scan, **told)
    post(clerk, whole, "save", version="1", quantity="9", basis="total", **TEXT)
    assert "内容改过，要重新签" in page(clerk, address(whole))
    assert post(clerk, whole, "send", version="2", quantity="9", basis="total", **TEXT).status_code == 400
    post(clerk, whole, "save", version="2", **told)
    assert post(clerk, whole, "send", version="3", **told).status_code == 302
    assert Report.objects.get().evidence.get().caption == "签批.jpg"


def test_only_the_head_of_a_unit_switches_signing(whole: Task, account: People, sign_in: SignIn) -> None:
    assert sign_in("牵头单位").post("/mine/signing/", {"count": "1"}).status_code == 403
    assert sign_in("局长").post("/mine/signing/", {"count": "1"}).status_code == 302
    lead = account("牵头单位")
    assert lead.unit is not None
    with pytest.raises(NotTaken) as unsigned:
        submit_report(duty=whole.duty, unit=lead.unit, period=Q2, told=Told(Decimal(1), "甲"), by=lead, at=MORNING)
    assert (unsigned.value.code, unsigned.value.what) == ("signatures", "clerk")


def test_the_sheet_prints_what_the_draft_says(whole: Task, sign_in: SignIn) -> None:
    browser = sign_in("牵头单位")
    post(browser, whole, "save", quantity="8", basis="total", **TEXT)
    answer = browser.get(address(whole, "sheet/"))
    cells = [
        cell.text for table in Document(BytesIO(answer.content)).tables for row in table.rows for cell in row.cells
    ]
    assert "渠系改造按期推进，两处渡槽已完工。" in cells
    assert any("到本期末累计 8公里" in cell for cell in cells)
    assert {"经办人", "科室负责人意见", "分管领导意见"} <= set(cells)


def test_the_office_enters_for_a_unit_which_confirms_on_its_desk(whole: Task, account: People, sign_in: SignIn) -> None:
    office, lead = sign_in("计划管理员"), sign_in("牵头单位")
    where = address(whole, f"for/{unit('州水务局').pk}/")
    post(lead, whole, "save", text="单位自己的草稿")
    assert "单位自己的草稿" not in page(office, where)
    assert lead.get(where).status_code == 403
    proof = SimpleUploadedFile("电话记录.txt", "六十公里".encode())
    told = {"quantity": "60", "basis": "total", "text": "电话报：渠道铺设过半"}
    kept = office.post(where, {"do": "attach", "file": proof, **told}).content.decode()
    token = re.search(r'name="kept" value="([^"]+)"', kept)
    assert token is not None
    assert "代填要写明谁说的" in office.post(where, {"do": "send", "kept": token.group(1), **told}).content.decode()
    said = {"said_by": "马晓燕", "said_on": "2026-07-01"}
    assert office.post(where, {"do": "send", "kept": token.group(1), **told, **said}).status_code == 302
    sent = Report.objects.get()
    assert (sent.said_by, sent.evidence.count()) == ("马晓燕", 1)
    assert "代填，待确认" in page(lead, "/mine/")
    assert sign_in("外单位").post(f"/mine/confirm/{sent.pk}/").status_code == 404
    lead.post(f"/mine/confirm/{sent.pk}/")
    sent.refresh_from_db()
    assert sent.confirmed_by == account("牵头单位")
    assert "确认代填" not in page(lead, "/mine/?kind=confirm").split("data-rows")[1].split("</form>")[1]


def test_a_receipt_once_given_leaves_the_desk(whole: Task, account: People) -> None:
    lead = account("牵头单位")
    sign_receipt(duty=whole.duty, verdict="accepted", by=lead, at=AT)
    assert [item.kind for item in desk(lead, MORNING.date()).items] == ["report"]


def test_a_day_of_grace_moves_the_date_on_the_desk(whole: Task, account: People) -> None:
    lead, office = account("牵头单位"), account("计划管理员")
    assert lead.unit is not None
    until, late = date(2026, 8, 20), date(2026, 8, 3)
    assert "report" not in [item.kind for item in desk(lead, late).items]
    with change(action="test", subject="duty", by="test", at=MORNING):
        Extension.objects.create(period="2026Q2", unit=lead.unit, until=until, why="汛期", by=office, at=MORNING)
    assert [item.due for item in desk(lead, late).items if item.kind == "report"] == [until]


def test_a_milestone_is_on_the_desk_before_its_report_opens(dam: Task, account: People) -> None:
    lead, day = account("牵头单位"), date(2026, 11, 2)
    found = [(item.kind, item.due) for item in desk(lead, day).items if item.kind != "receipt"]
    assert found == [("milestone", date(2026, 3, 31))]
    assert [step.title for step in desk(lead, day).items[0].milestones] == ["导流洞通水", "填筑到顶", "蓄水"]


def test_an_objection_stays_on_the_desk_as_a_mark(whole: Task, account: People, sign_in: SignIn) -> None:
    browser = sign_in("牵头单位")
    browser.post(f"/duties/{whole.pk}/receipt/", {"verdict": "objected", "why": "应由州农业农村局牵头"})
    assert "已提异议，等重新确定" in page(browser, "/mine/")
    assert Receipt.objects.get().why == "应由州农业农村局牵头"


def test_signing_for_a_duty_is_one_click_on_the_desk(whole: Task, sign_in: SignIn) -> None:
    browser = sign_in("牵头单位")
    assert browser.post(f"/duties/{whole.pk}/receipt/", {"verdict": "accepted"}).status_code == 302
    assert Receipt.objects.get().verdict == "accepted"
    assert "待签收" not in page(browser, "/mine/").split("data-rows")[1].split("</aside>")[0].split("<aside")[0]
