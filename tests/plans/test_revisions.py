"""A changed document becomes the next revision of its plan: what is settled stays settled, the rest is asked."""

from collections.abc import Callable
from datetime import date, timedelta
from threading import Thread

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import translation

from luoshi.audit.models import Event
from luoshi.audit.queries import verify
from luoshi.cli import demo
from luoshi.orgs.models import Account
from luoshi.plans import words
from luoshi.plans.actions import (
    NoRevision,
    Seen,
    TooEarly,
    add_item,
    adopt_revision,
    check_item,
    first_accountable,
    import_document,
    merge_items,
    strike_item,
)
from luoshi.plans.models import Correction, Line, MeasureUnit, Plan, Provision, Revision, SearchEntry
from luoshi.plans.queries import revisions
from luoshi.plans.queries.readiness import open_points
from luoshi.plans.rules.kinds import AS_ADOPTED
from tests.cast import AT, SINCE
from tests.plans.editions import FIRST, edited, moved

Adopt = Callable[[Revision], Revision]


@pytest.fixture
def first(register: None) -> Revision:
    """The first edition, neither checked nor adopted."""
    return import_document(data=FIRST.encode(), name="一.txt", by="计划管理员", at=AT).revision


@pytest.fixture
def adopted(first: Revision, adopt: Adopt) -> Revision:
    return adopt(first)


def revised(of: Revision, *changes: tuple[str, str], text: str = FIRST) -> Revision:
    data = edited(*changes, text=text)
    return import_document(data=data, name="二.txt", plan=of.plan, by="计划管理员", at=AT).revision


def seen(kind: str, row: object) -> Seen:
    return Seen(kind, row.pk, row.version)  # type: ignore[attr-defined]


RAISED = ("垃圾处理率达到90%", "垃圾处理率达到95%")


def test_a_new_text_is_the_next_edition_and_keeps_the_lines(adopted: Revision) -> None:
    new = revised(adopted, RAISED)
    assert (new.plan, new.edition, Plan.objects.count()) == (adopted.plan, 2, 1)
    for found in ("provisions", "measures", "targets", "projects", "mechanisms"):
        lines = [set(getattr(revision, found).values_list("line", flat=True)) for revision in (adopted, new)]
        assert lines[0] == lines[1], found
    assert verify().first_break is None


def test_what_did_not_change_stays_confirmed_by_whoever_did_and_the_rest_is_asked(adopted: Revision) -> None:
    new = revised(adopted, RAISED)
    kept = new.targets.get(indicator__contains="河道")
    raised = new.targets.get(indicator__contains="垃圾")
    assert (kept.checked_by.name, kept.certainty, kept.why[-1]) == ("计划管理员", "sure", AS_ADOPTED)
    assert kept.checked_at == adopted.targets.get(line=kept.line).checked_at
    assert (raised.checked_at, raised.value, AS_ADOPTED in raised.why) == (None, 95, False)
    project = new.projects.get(name__contains="污水处理厂")
    assert (project.checked_at, project.certainty, project.why[-1]) == (None, "sure", AS_ADOPTED)
    assert 0 < open_points(new).unchecked < 10


def test_a_corrected_value_stands_though_the_reader_reads_it_the_same_wrong_way_again(
    first: Revision, account: Callable[[str], Account], adopt: Adopt
) -> None:
    target = first.targets.get(indicator__contains="湿地")
    values = {"indicator": "南岸湿地修复面积", "modality": "binding", "owner_id": account("计划管理员").unit_id}
    check_item(revision=first, seen=seen("target", target), values=values, by=account("计划管理员"), at=AT)
    first_accountable(
        revision=first, measures=list(first.measures.values_list("pk", flat=True)), by=account("审定人"), at=AT
    )
    new = revised(adopt(first), RAISED)
    again = new.targets.get(line=target.line)
    assert (again.indicator, again.modality, again.owner_id) == tuple(values.values())
    accountable = MeasureUnit.objects.filter(measure__revision=new, accountable=True)
    assert accountable.filter(measure__title__contains="湿地").get().printed == "州林草局"
    assert SearchEntry.objects.filter(revision=new, kind="target", title="南岸湿地修复面积").exists()


def test_an_owner_and_a_nature_go_on_though_the_figure_was_raised(
    first: Revision, account: Callable[[str], Account], adopt: Adopt
) -> None:
    target = first.targets.get(indicator__contains="垃圾")
    values = {"modality": "expected", "owner_id": account("计划管理员").unit_id}
    check_item(revision=first, seen=seen("target", target), values=values, by=account("计划管理员"), at=AT)
    again = revised(adopt(first), RAISED).targets.get(line=target.line)
    assert (again.value, again.modality, again.owner_id, again.checked_at) == (95, *values.values(), None)


def test_what_somebody_added_comes_back_where_its_sentence_stands(
    first: Revision, account: Callable[[str], Account], adopt: Adopt
) -> None:
    by = account("计划管理员")
    for named in ("按年度报告进展", "保洁员"):
        start = first.text.index(named)
        add_item(revision=first, kind="mech", start=start, end=start + len(named), values={}, by=by, at=AT)
    new = revised(adopt(first), RAISED, ("建立保洁员制度", "落实保洁责任"))
    brought = new.mechanisms.get(added=True)
    assert new.text[brought.start : brought.end] == brought.name == "按年度报告进展"
    assert (brought.checked_by, brought.provision.title) == (by, "组织保障")
    assert brought.line_id == first.mechanisms.get(name=brought.name).line_id
    kept = Correction.objects.get(revision=new, operation="add")
    assert (kept.item, kept.by, kept.why) == (brought.pk, by, "沿用第1版：前一版有这一条，原文未改")


def test_what_somebody_struck_out_is_not_proposed_again_unless_its_sentence_changed(
    first: Revision, account: Callable[[str], Account], adopt: Adopt
) -> None:
    by = account("计划管理员")
    for name in ("湿地修复", "污水处理厂"):
        project = first.projects.get(name__contains=name)
        strike_item(revision=first, seen=seen("project", project), by=by, at=AT, why="不是项目")
    new = revised(adopt(first), ("建立保洁员制度", "建立村级保洁员制度"))
    assert not new.projects.filter(name__contains="湿地修复").exists()
    assert new.projects.get(name__contains="污水处理厂").checked_at is None
    kept = Correction.objects.get(revision=new, operation="strike")
    assert (kept.by, kept.why, kept.before["name"]) == (by, "沿用第1版：前一版已划去，原文未改", "南岸湿地修复工程")
    third = revised(adopt(new), ("牵头单位：州住建局", "牵头单位：州乡村振兴局"))
    assert not third.projects.filter(name__contains="湿地修复").exists()


def test_two_units_made_one_are_read_as_one_again(
    first: Revision, account: Callable[[str], Account], adopt: Adopt
) -> None:
    one, other = MeasureUnit.objects.filter(measure__revision=first, measure__title__contains="湿地", role="lead")
    by = account("计划管理员")
    merge_items(revision=first, seen=seen("unit", one), other=seen("unit", other), by=by, at=AT)
    new = revised(adopt(first), RAISED)
    found = MeasureUnit.objects.get(measure__revision=new, measure__title__contains="湿地", role="lead")
    assert (found.printed, found.checked_by) == ("州林草局、州水务局", by)
    assert new.text[found.start : found.end] == found.printed


def test_a_renamed_unit_is_asked_and_the_others_of_its_measure_are_not(adopted: Revision) -> None:
    new = revised(adopted, ("责任单位：州财政局", "责任单位：州财政局、州审计局"))
    units = {row.printed: row for row in MeasureUnit.objects.filter(measure__revision=new)}
    assert units["州审计局"].checked_at is None
    assert units["州审计局"].unit is not None
    assert units["州自然资源局"].checked_at is not None
    assert units["州财政局"].unit_id == MeasureUnit.objects.get(measure__revision=adopted, printed="州财政局").unit_id


def test_a_section_put_elsewhere_keeps_its_line_and_all_that_was_settled_of_it(adopted: Revision) -> None:
    text = (
        moved(FIRST, "（三）处理", "\n三、组织", "（一）清理")
        .replace("（一）清理", "（二）清理")
        .replace("（三）处理", "（一）处理")
    )
    new = revised(adopted, text=text)
    old = adopted.provisions.get(title__contains="垃圾")
    assert Provision.objects.get(revision=new, line=old.line).ordinal < old.ordinal
    assert open_points(new).unchecked == 0


@pytest.mark.parametrize("again", [FIRST, FIRST.replace("\n（一）", "\n\n（一）")])
def test_a_text_that_says_the_same_is_refused(adopted: Revision, again: str) -> None:
    with pytest.raises(NoRevision) as refused:
        revised(adopted, text=again)
    assert (refused.value.code, refused.value.revision) == ("same_text", adopted)
    assert Revision.objects.count() == 1


def test_a_plan_has_one_open_draft(adopted: Revision) -> None:
    draft = revised(adopted, RAISED)
    assert revised(adopted, RAISED) == draft
    with pytest.raises(NoRevision) as refused:
        revised(adopted, ("2000亩", "2500亩"))
    assert (refused.value.code, refused.value.revision) == ("open_draft", draft)


def test_a_file_of_another_plan_is_refused(adopted: Revision) -> None:
    other = import_document(data=edited(RAISED), name="别的.txt", by="计划管理员", at=AT).revision
    with pytest.raises(NoRevision) as refused:
        revised(adopted, RAISED)
    assert (refused.value.code, refused.value.revision) == ("known", other)


def test_a_failure_in_the_middle_leaves_the_plan_as_it_was(adopted: Revision) -> None:
    events, lines = Event.objects.count(), Line.objects.count()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE plans_searchentry RENAME TO plans_elsewhere")
    with pytest.raises(DatabaseError), transaction.atomic():
        revised(adopted, RAISED)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE plans_elsewhere RENAME TO plans_searchentry")
    assert (Revision.objects.count(), Event.objects.count(), Line.objects.count()) == (1, events, lines)


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_bring_a_new_text_at_once_one_is_told_of_the_other(adopted: Revision) -> None:
    told: list[str] = []

    def bring(figure: int) -> None:
        try:
            revised(adopted, ("2000亩", f"{figure}亩"))
            told.append("entered")
        except NoRevision as refused:
            told.append(refused.code)
        finally:
            connection.close()

    people = [Thread(target=bring, args=(figure,)) for figure in (2100, 2200)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert sorted(told) == ["entered", "open_draft"]
    assert Revision.objects.filter(plan=adopted.plan).count() == 2


def test_each_day_has_its_revision(adopted: Revision, adopt: Adopt, account: Callable[[str], Account]) -> None:
    new = revised(adopted, RAISED)
    turn = date(2026, 1, 1)
    with pytest.raises(TooEarly):
        adopt_revision(
            revision=_settled(new, account), since=SINCE - timedelta(1), why="会", by=account("审定人"), at=AT
        )
    adopt_revision(revision=new, since=turn, why="州政府第 9 次常务会议", by=account("审定人"), at=AT)
    for day, expected in (
        (SINCE - timedelta(1), None),
        (SINCE, adopted),
        (turn - timedelta(1), adopted),
        (turn, new),
        (turn + timedelta(900), new),
    ):
        assert revisions.in_force(day).first() == expected, day


def _settled(revision: Revision, account: Callable[[str], Account]) -> Revision:
    demo.settle(revision, account("计划管理员"), AT)
    return revision


def test_a_plan_that_counts_from_a_later_day_is_there_for_readers_while_its_next_text_is_checked(
    adopted: Revision, account: Callable[[str], Account]
) -> None:
    draft = revised(adopted, RAISED)
    early = SINCE - timedelta(1)
    assert list(revisions.current(account("外单位"), early)) == [adopted]
    assert list(revisions.current(account("计划管理员"), early)) == [draft]


def test_a_reason_is_told_in_the_language_of_the_page() -> None:
    told = []
    for language in ("zh-hans", "en"):
        with translation.override(language):
            told.append([words.reason(code) for code in (AS_ADOPTED, "due_stated")])
    assert told[0] == ["与现行版相同", "期限同句"]
    assert told[1] == ["Same as in the revision in force", "The deadline stands in the same sentence"]
