"""What people do to rows that were read: every operation leaves a whole record, a findable row and a correction."""

from collections.abc import Callable
from decimal import Decimal
from threading import Barrier, Thread
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from luoshi.audit.models import Event
from luoshi.audit.queries import verify
from luoshi.orgs.models import Account, Unit, UnitGroup
from luoshi.plans import actions
from luoshi.plans.actions import Conflict, NotThere, Rules, Seen, Settled
from luoshi.plans.models import Correction, MeasureUnit, Revision, SearchEntry
from luoshi.plans.queries import items, readiness
from luoshi.plans.queries.items import KINDS, Item
from luoshi.plans.queries.readiness import open_points
from luoshi.plans.rules.readiness import standing_in_the_way
from tests.cast import AT

People = Callable[[str], Account]


def seen(kind: str, row: Item) -> Seen:
    return Seen(kind, row.pk, row.version)


def first(kind: str, revision: Revision, at: int = 0, **wanted: Any) -> Item:
    found: Item = items.rows(kind, revision).filter(**wanted)[at]
    return found


def kept(content: dict[str, Any]) -> dict[str, Any]:
    """A row's content without what counts changes."""
    content = {name: value for name, value in content.items() if name != "version"}
    if "units" in content:
        content["units"] = [kept(unit) | {"measure_id": None} for unit in content["units"]]
    return content


def found_by_name(revision: Revision, kind: str, pk: int) -> list[str]:
    return list(SearchEntry.objects.filter(revision=revision, kind=kind, target=pk).values_list("title", flat=True))


@pytest.fixture
def office(account: People) -> dict[str, Any]:
    return {"by": account("计划管理员"), "at": AT}


VALUES: dict[str, dict[str, Any]] = {
    "measure": {"title": "换个说法"},
    "unit": {"role": "supporting"},
    "target": {"value": Decimal("12.5"), "modality": "binding"},
    "project": {"name": "另一个名称"},
    "mech": {"name": "另一种机制"},
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_correction_keeps_who_when_why_before_and_after(draft: Revision, office: dict[str, Any], kind: str) -> None:
    row = first(kind, draft)
    before = items.content_of(kind, row)
    actions.check_item(revision=draft, seen=seen(kind, row), values=VALUES[kind], why="与原文不符", **office)
    kept_one = Correction.objects.get(operation="correct", item=row.pk, kind=kind)
    assert (kept_one.by, kept_one.at, kept_one.why) == (office["by"], AT, "与原文不符")
    assert kept_one.before == before
    after = items.item(kind, draft, row.pk)
    assert after is not None
    assert kept_one.after == items.content_of(kind, after)
    assert (after.checked_by, after.version) == (office["by"], row.version + 1)
    assert verify().first_break is None


@pytest.mark.parametrize("kind", KINDS)
def test_confirming_changes_no_version_and_a_second_one_nothing(
    draft: Revision, office: dict[str, Any], account: People, kind: str
) -> None:
    row = first(kind, draft)
    actions.check_item(revision=draft, seen=seen(kind, row), **office)
    again = actions.check_item(revision=draft, seen=seen(kind, row), by=account("审定人"), at=AT)
    assert (again.version, again.checked_by) == (row.version, office["by"])
    assert Correction.objects.filter(operation="confirm").count() == 1


@pytest.mark.parametrize("kind", KINDS)
def test_striking_and_restoring_gives_the_same_row_back(draft: Revision, office: dict[str, Any], kind: str) -> None:
    row = first(kind, draft, at=2)
    before, held = kept(items.content_of(kind, row)), held_by(row)
    correction = actions.strike_item(revision=draft, seen=seen(kind, row), why="不是任务", **office)
    assert items.item(kind, draft, correction.item) is None
    assert found_by_name(draft, kind, correction.item) == []
    back = actions.restore_item(correction=correction, **office)
    assert kept(items.content_of(kind, back)) == before
    assert held_by(back) == held
    assert back.checked_at is None
    if kind not in {"measure", "unit"}:
        assert found_by_name(draft, kind, back.pk) == [items.name_of(kind, back)]
    assert verify().first_break is None
    with pytest.raises(NotThere) as twice:
        actions.restore_item(correction=correction, **office)
    assert twice.value.code == "taken"


def held_by(row: Item) -> list[int]:
    """What stands under a measure."""
    found = (getattr(row, name, None) for name in ("targets", "projects", "mechanisms"))
    return [pk for rows in found if rows is not None for pk in rows.values_list("pk", flat=True)]


def test_one_unit_answers_for_the_whole_and_the_other_steps_down_visibly(
    draft: Revision, office: dict[str, Any]
) -> None:
    measure = readiness.without_accountable(draft)[0]
    one, other = measure.units.filter(role="lead")[:2]
    actions.check_item(revision=draft, seen=seen("unit", one), values={"accountable": True}, **office)
    actions.check_item(revision=draft, seen=seen("unit", other), values={"accountable": True}, **office)
    one.refresh_from_db()
    assert (one.accountable, one.version) == (False, 3)
    stepped_down = Correction.objects.filter(kind="unit", item=one.pk).first()
    assert stepped_down is not None
    assert (stepped_down.before["accountable"], stepped_down.after["accountable"]) == (True, False)
    other.refresh_from_db()
    changed = actions.check_item(revision=draft, seen=seen("unit", other), values={"role": "responsible"}, **office)
    assert isinstance(changed, MeasureUnit)
    assert not changed.accountable


@pytest.mark.parametrize("kind", KINDS)
def test_words_one_selects_become_a_row_once(draft: Revision, office: dict[str, Any], kind: str) -> None:
    measure = draft.measures.all()[1]
    text, start = draft.text, measure.start + 4
    row = actions.add_item(revision=draft, kind=kind, start=start - 1, end=start + 6, values={}, **office)
    assert text[row.start : row.end].strip("、，；。：和与及 \t\n") == text[row.start : row.end]
    assert row.added
    if kind not in {"measure", "unit"}:
        assert found_by_name(draft, kind, row.pk) == [items.name_of(kind, row)]
    with pytest.raises(NotThere) as again:
        actions.add_item(revision=draft, kind=kind, start=row.start, end=row.end, values={}, **office)
    assert again.value.code == "taken"
    assert verify().first_break is None


@pytest.mark.parametrize(
    ("kind", "start", "end", "code"),
    [("project", 5, 5, "empty"), ("project", 9, 3, "empty"), ("nothing", 0, 9, "empty"), ("unit", 0, 9, "no_measure")],
)
def test_what_cannot_be_added_is_refused(
    draft: Revision, office: dict[str, Any], kind: str, start: int, end: int, code: str
) -> None:
    before = Event.objects.count()
    with pytest.raises(NotThere) as refused:
        actions.add_item(revision=draft, kind=kind, start=start, end=end, values={}, **office)
    assert (refused.value.code, Event.objects.count()) == (code, before)


def test_a_unit_the_register_lacks_is_proposed_when_it_is_added(draft: Revision, office: dict[str, Any]) -> None:
    measure = draft.measures.all()[1]
    row = actions.add_item(revision=draft, kind="unit", start=measure.start, end=measure.start + 8, values={}, **office)
    assert isinstance(row, MeasureUnit)
    assert row.unit is not None
    assert not row.unit.confirmed
    assert row.printed in [name.printed for name in readiness.unknown_names(draft)]


@pytest.mark.parametrize("kind", ["unit", "project", "mech", "target"])
def test_a_row_is_split_and_merged_back(draft: Revision, office: dict[str, Any], kind: str) -> None:
    row = max(items.rows(kind, draft), key=lambda one: one.end - one.start)
    place = row.start + (row.end - row.start) // 2
    was = (row.start, row.end)
    one, other = actions.split_item(revision=draft, seen=seen(kind, row), place=place, **office)
    assert one.end <= other.start
    assert (one.checked_at, other.checked_at) == (None, None)
    merged = actions.merge_items(revision=draft, seen=seen(kind, other), other=seen(kind, one), **office)
    assert ((merged.start, merged.end), merged.pk) == (was, row.pk)
    assert found_by_name(draft, kind, other.pk) == []
    assert verify().first_break is None


def test_a_split_measure_shares_out_what_stands_in_it(draft: Revision, office: dict[str, Any]) -> None:
    measure = max(draft.measures.all(), key=lambda one: one.units.count())
    units = list(measure.units.values_list("start", flat=True))
    place = units[len(units) // 2]
    one, other = actions.split_item(revision=draft, seen=seen("measure", measure), place=place, **office)
    assert set(one.units.values_list("start", flat=True)) == {start for start in units if start < place}  # type: ignore[union-attr]
    assert set(other.units.values_list("start", flat=True)) == {start for start in units if start >= place}  # type: ignore[union-attr]
    assert (one.title, bool(other.title)) == (measure.title, True)  # type: ignore[union-attr]


def test_a_row_split_without_a_place_keeps_what_stands_in_it(draft: Revision, office: dict[str, Any]) -> None:
    measure = draft.measures.all()[0]
    units = measure.units.count()
    one, other = actions.split_item(revision=draft, seen=seen("measure", measure), place=None, **office)
    assert (one.units.count(), other.units.count()) == (units, 0)  # type: ignore[union-attr]


def test_what_stands_far_apart_or_is_of_another_kind_is_not_merged(draft: Revision, office: dict[str, Any]) -> None:
    start, end = first("project", draft), items.rows("project", draft).last()
    target = first("target", draft)
    for other, kind in ((end, "project"), (target, "target"), (start, "project")):
        with pytest.raises(NotThere) as refused:
            actions.merge_items(revision=draft, seen=seen("project", start), other=seen(kind, other), **office)
        assert refused.value.code == "far"
    units = [measure.units.all()[0] for measure in draft.measures.all()[:2]]
    with pytest.raises(NotThere):
        actions.merge_items(revision=draft, seen=seen("unit", units[0]), other=seen("unit", units[1]), **office)


def do_everything(draft: Revision, row: Item, office: dict[str, Any]) -> list[Callable[[], object]]:
    """Every way to change one row."""
    common = {"revision": draft, "seen": Seen("project", row.pk, 1)}
    other = Seen("project", first("project", draft, at=1).pk, 1)
    return [
        lambda: actions.check_item(**common, **office),
        lambda: actions.check_item(**common, values={"name": "改"}, **office),
        lambda: actions.strike_item(**common, **office),
        lambda: actions.split_item(**common, place=None, **office),
        lambda: actions.merge_items(**common, other=other, **office),
    ]


def test_a_row_that_somebody_has_changed_meanwhile_is_a_conflict(draft: Revision, office: dict[str, Any]) -> None:
    row = first("project", draft)
    actions.check_item(revision=draft, seen=seen("project", row), values={"name": "先改的"}, **office)
    events = Event.objects.count()
    for change in do_everything(draft, row, office):
        with pytest.raises(Conflict) as conflict:
            change()
        assert conflict.value.current is not None
        assert items.name_of("project", conflict.value.current) == "先改的"
    assert Event.objects.count() == events


def test_a_row_that_is_gone_is_a_conflict_with_nothing(draft: Revision, office: dict[str, Any]) -> None:
    row = first("project", draft)
    changes = do_everything(draft, row, office)
    actions.strike_item(revision=draft, seen=seen("project", row), **office)
    for change in changes:
        with pytest.raises(Conflict) as conflict:
            change()
        assert conflict.value.current is None


def test_nothing_is_changed_by_those_who_may_not_or_after_adoption(
    draft: Revision, account: People, office: dict[str, Any], adopt: Callable[[Revision], Revision]
) -> None:
    row = first("project", draft)
    for name in ("牵头单位", "领导", "审计员", "外地联络员"):
        for change in do_everything(draft, row, {"by": account(name), "at": AT}):
            with pytest.raises(PermissionDenied):
                change()
    adopt(draft)
    events = Event.objects.count()
    rules = Rules(names=True)
    others: list[Callable[[], object]] = [
        lambda: actions.complete_rows(revision=draft, rules=rules, **office),
        lambda: actions.confirm_rows(revision=draft, certainties=("sure",), **office),
        lambda: actions.undo_last(revision=draft, **office),
        lambda: actions.add_item(revision=draft, kind="project", start=300, end=309, values={}, **office),
        lambda: actions.recognise(revision=draft, printed="州水务局", meant=None, **office),
    ]
    for change in do_everything(draft, row, office) + others:
        with pytest.raises(Settled):
            change()
    assert Event.objects.count() == events


def test_confirming_many_keeps_to_its_certainties_and_its_chapter(draft: Revision, office: dict[str, Any]) -> None:
    half = len(draft.text) // 2
    within = actions.confirm_rows(revision=draft, certainties=("sure",), within=(0, half), **office)
    checked = [row for kind in KINDS for row in items.rows(kind, draft) if row.checked_at]
    assert len(checked) == within > 50
    assert {row.certainty for row in checked} == {"sure"}
    assert max(row.start for row in checked) < half
    assert verify().first_break is None


def test_filling_by_rules_touches_only_what_is_open(draft: Revision, office: dict[str, Any]) -> None:
    owner, mine = Unit.objects.get(name="州发展改革委"), Unit.objects.get(name="州水务局")
    target = readiness.without_owner(draft)[0]
    actions.check_item(revision=draft, seen=seen("target", target), values={"owner_id": mine.pk}, **office)
    before = open_points(draft)
    rules = Rules(accountable=True, names=True, owner=owner, modality="expected", due=AT.date())
    filled = actions.complete_rows(revision=draft, rules=rules, **office)
    assert filled == {
        "unknown_units": before.unknown_units,
        "no_accountable": before.no_accountable,
        "no_owner": before.no_owner,
        "no_modality": before.no_modality,
        "no_due": before.no_due,
    }
    assert set(standing_in_the_way(open_points(draft))) == {"unchecked"}
    target.refresh_from_db()
    assert target.owner == mine
    assert verify().first_break is None


def test_a_name_is_recognised_as_one_of_the_register_or_as_a_unit_of_its_own(
    draft: Revision, office: dict[str, Any]
) -> None:
    name = readiness.unknown_names(draft)[0]
    group = UnitGroup.objects.filter(confirmed=True)[0]
    assert actions.recognise(revision=draft, printed=name.printed, meant=group, **office) == name.times
    row = MeasureUnit.objects.get(measure__revision=draft, printed=name.printed)
    assert (row.unit, row.group, row.is_group) == (None, group, True)
    assert not Unit.objects.filter(pk=name.unit_id).exists()
    assert actions.recognise(revision=draft, printed=name.printed, meant=None, **office) == 0
    assert verify().first_break is None


def test_a_proposed_name_that_is_corrected_is_looked_up_again(draft: Revision, office: dict[str, Any]) -> None:
    name = readiness.unknown_names(draft)[0]
    row = MeasureUnit.objects.get(measure__revision=draft, printed=name.printed)
    actions.check_item(revision=draft, seen=seen("unit", row), values={"printed": "州水务局"}, **office)
    row.refresh_from_db()
    assert row.unit == Unit.objects.get(name="州水务局")
    assert readiness.unknown_names(draft) == []


@pytest.mark.django_db(transaction=True)
def test_of_two_people_at_once_one_changes_the_row_and_the_other_sees_what_stands(
    draft: Revision, account: People
) -> None:
    row, start = first("project", draft), Barrier(2)
    people = [account("计划管理员"), account("审定人")]
    found: list[str] = []

    def change(by: Account) -> None:
        start.wait()
        try:
            given = {"name": by.username}
            actions.check_item(revision=draft, seen=seen("project", row), values=given, by=by, at=AT)
            found.append("changed")
        except Conflict as conflict:
            found.append(items.name_of("project", conflict.current) if conflict.current else "gone")
        finally:
            connection.close()

    threads = [Thread(target=change, args=(by,)) for by in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    now = items.name_of("project", first("project", draft))
    assert sorted(found) == sorted(["changed", now])
    assert now in {by.username for by in people}
    assert Correction.objects.filter(operation="correct").count() == 1
    assert verify().first_break is None
