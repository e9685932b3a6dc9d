"""The last thing one did is taken back, whatever it was, unless somebody has gone on from there."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luoshi.audit.queries import verify
from luoshi.orgs.models import Account
from luoshi.plans import actions
from luoshi.plans.actions import Conflict, Seen
from luoshi.plans.models import Revision, SearchEntry
from luoshi.plans.queries import content, items, review
from luoshi.plans.queries.items import KINDS
from tests.cast import AT
from tests.plans.test_reviewing import first, kept, seen

People = Callable[[str], Account]


@pytest.fixture
def office(account: People) -> dict[str, Any]:
    return {"by": account("计划管理员"), "at": AT}


def register(revision: Revision) -> dict[str, Any]:
    """The rows of a draft without what counts changes or keys that new rows get."""
    found = content.register(revision)
    return {kind: sorted(map(repr, map(plain, found[kind]))) for kind in KINDS if kind != "unit"}


def plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in kept(row).items() if name != "measure_id"}


def found_names(revision: Revision) -> list[tuple[str, str]]:
    return sorted(SearchEntry.objects.filter(revision=revision).values_list("kind", "title"))


def confirm(draft: Revision, kind: str, office: dict[str, Any]) -> None:
    actions.check_item(revision=draft, seen=seen(kind, first(kind, draft, checked_at=None)), **office)


def correct(draft: Revision, kind: str, office: dict[str, Any]) -> None:
    row = first(kind, draft)
    name = {KINDS[kind].name: f"换个名字{row.version}"}
    actions.check_item(revision=draft, seen=seen(kind, row), values=name, **office)


def strike(draft: Revision, kind: str, office: dict[str, Any]) -> None:
    actions.strike_item(revision=draft, seen=seen(kind, first(kind, draft)), **office)


def split(draft: Revision, kind: str, office: dict[str, Any]) -> None:
    row = max(items.rows(kind, draft), key=lambda one: one.end - one.start)
    place = row.start + (row.end - row.start) // 2
    actions.split_item(revision=draft, seen=seen(kind, row), place=place, **office)


def merge(draft: Revision, kind: str, office: dict[str, Any]) -> None:
    rows = list(items.rows(kind, draft))
    one, other = min(pairwise(rows), key=lambda pair: (apart(*pair), pair[0].start))
    actions.merge_items(revision=draft, seen=seen(kind, one), other=seen(kind, other), **office)


def apart(one: Any, other: Any) -> int:
    same = getattr(one, "measure_id", None) == getattr(other, "measure_id", None)
    return int(other.start - one.end) if same else 10_000


def add(draft: Revision, kind: str, office: dict[str, Any]) -> None:
    start = draft.measures.all()[1].start
    actions.add_item(revision=draft, kind=kind, start=start + 1, end=start + 7, values={}, **office)


FOUND = ("target", "project", "mech")
DEEDS = {deed.__name__: deed for deed in (confirm, correct, strike, split, merge, add)}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("deed", DEEDS)
def test_what_was_done_is_taken_back(draft: Revision, office: dict[str, Any], deed: str, kind: str) -> None:
    before, names = register(draft), found_names(draft)
    DEEDS[deed](draft, kind, office)
    undone = actions.undo_last(revision=draft, **office)
    assert undone is not None
    assert register(draft) == before
    assert found_names(draft) == names
    assert [row for kind in KINDS for row in items.rows(kind, draft) if row.checked_at] == []
    assert list(review.struck(draft)) == []
    assert actions.undo_last(revision=draft, **office) is None
    assert verify().first_break is None


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    deeds=st.lists(
        st.tuples(st.sampled_from(sorted(DEEDS)), st.sampled_from(["target", "project", "mech"])), max_size=5
    )
)
def test_a_whole_afternoon_is_taken_back_step_by_step(
    draft: Revision, office: dict[str, Any], deeds: list[tuple[str, str]]
) -> None:
    before, names, done = register(draft), found_names(draft), 0
    for deed, kind in deeds:
        try:
            DEEDS[deed](draft, kind, office)
            done += 1
        except actions.NotThere:
            continue
    while actions.undo_last(revision=draft, **office):
        done -= 1
    assert done == 0
    assert register(draft) == before
    assert found_names(draft) == names


def test_two_merges_into_one_row_are_taken_back_one_after_the_other(draft: Revision, office: dict[str, Any]) -> None:
    measure = max(draft.measures.all(), key=lambda one: one.units.filter(role="responsible").count())
    before = register(draft)
    for _time in range(2):
        one, other = measure.units.filter(role="responsible")[:2]
        actions.merge_items(revision=draft, seen=seen("unit", one), other=seen("unit", other), **office)
    assert [bool(actions.undo_last(revision=draft, **office)) for _time in range(3)] == [True, True, False]
    assert register(draft) == before


def test_what_somebody_has_gone_on_from_stays(draft: Revision, office: dict[str, Any], account: People) -> None:
    row = first("project", draft)
    changed = actions.check_item(revision=draft, seen=seen("project", row), values={"name": "一"}, **office)
    other = {"by": account("审定人"), "at": AT}
    actions.check_item(
        revision=draft, seen=Seen("project", changed.pk, changed.version), values={"name": "二"}, **other
    )
    with pytest.raises(Conflict):
        actions.undo_last(revision=draft, **office)
    assert first("project", draft).name == "二"  # type: ignore[union-attr]


def test_one_takes_back_only_what_one_did_oneself(draft: Revision, office: dict[str, Any], account: People) -> None:
    actions.strike_item(revision=draft, seen=seen("project", first("project", draft)), **office)
    assert actions.undo_last(revision=draft, by=account("审定人"), at=AT) is None
    assert review.struck(draft).count() == 1


def test_many_confirmed_at_once_are_taken_back_in_one_step_but_for_what_was_touched_since(
    draft: Revision, office: dict[str, Any], account: People
) -> None:
    confirmed = actions.confirm_rows(revision=draft, certainties=("sure", "likely", "doubtful"), **office)
    row = first("project", draft)
    other = {"by": account("审定人"), "at": AT}
    actions.check_item(revision=draft, seen=seen("project", row), values={"name": "改过的名称"}, **other)
    undone = actions.undo_last(revision=draft, **office)
    assert undone is not None
    assert (undone.row, undone.many) == (None, confirmed - 1)
    assert [(row.name, row.checked_by_id) for row in draft.projects.exclude(checked_at=None)] == [
        ("改过的名称", other["by"].pk)
    ]
    assert actions.undo_last(revision=draft, **office) is None
    assert verify().first_break is None


def test_a_confirmation_of_many_that_others_have_gone_on_from_stays(
    draft: Revision, office: dict[str, Any], account: People
) -> None:
    row = first("target", draft)
    draft.projects.all().delete()
    actions.confirm_rows(
        revision=draft, certainties=(row.certainty,), kinds=("target",), within=(row.start, row.start + 1), **office
    )
    actions.strike_item(revision=draft, seen=seen("target", row), by=account("审定人"), at=AT)
    with pytest.raises(Conflict):
        actions.undo_last(revision=draft, **office)


def test_confirming_nothing_leaves_nothing_to_take_back(draft: Revision, office: dict[str, Any]) -> None:
    assert actions.confirm_rows(revision=draft, certainties=("sure",), within=(0, 0), **office) == 0
    assert actions.undo_last(revision=draft, **office) is None
