"""Part plans and parents: which plan is below which, and which measure carries out which."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from luoshi.audit.models import Event
from luoshi.audit.queries import verify
from luoshi.orgs.models import Account
from luoshi.plans.actions import (
    CannotBeParent,
    LinksStand,
    NotLinkable,
    import_document,
    link_measures,
    set_parent,
    unlink_measures,
)
from luoshi.plans.models import MeasureLink, Plan, Revision
from luoshi.plans.queries import links as queries
from luoshi.plans.rules.linking import Named, suggestions
from tests.cast import AT
from tests.pages.texts import PART, short_plan


@pytest.fixture
def parent(adopt: Callable[[Revision], Revision]) -> Revision:
    """A plan of three measures, adopted."""
    return adopt(import_document(data=short_plan(3), name="上级.txt", by="test", at=AT).revision)


@pytest.fixture
def part(parent: Revision, account: Callable[[str], Account]) -> Revision:
    """A draft below it: one measure of the same title, one nearly so, one of its own."""
    revision = import_document(data=PART.encode(), name="子方案.txt", by="test", at=AT).revision
    set_parent(revision=revision, parent=parent.plan, by=account("计划管理员"), at=AT)
    return Revision.objects.select_related("plan").get(pk=revision.pk)


def lines(revision: Revision) -> list[int]:
    return list(revision.measures.values_list("line", flat=True))


def test_a_plan_becomes_a_part_and_this_is_signed(part: Revision, parent: Revision) -> None:
    assert part.plan.parent == parent.plan
    event = Event.objects.get(action="plans.parent.set")
    assert f'"parent":{parent.plan_id}' in event.content
    assert verify().first_break is None


def test_no_plan_is_below_itself(
    part: Revision, parent: Revision, adopt: Callable[[Revision], Revision], account: Callable[[str], Account]
) -> None:
    office = account("计划管理员")
    adopt(part)
    for revision, above, code in ((parent, parent, "itself"), (parent, part, "part")):
        with pytest.raises(CannotBeParent) as refused:
            set_parent(revision=revision, parent=above.plan, by=office, at=AT)
        assert refused.value.code == code
    third = import_document(data=short_plan(2), name="第三.txt", by="test", at=AT).revision
    with pytest.raises(CannotBeParent) as draft:
        set_parent(revision=parent, parent=third.plan, by=office, at=AT)
    assert draft.value.code == "draft"
    assert Plan.objects.get(pk=parent.plan_id).parent is None


def test_only_those_who_review_may_set_parents_and_links(
    part: Revision, parent: Revision, account: Callable[[str], Account]
) -> None:
    reader = account("牵头单位")
    with pytest.raises(PermissionDenied):
        set_parent(revision=part, parent=None, by=reader, at=AT)
    with pytest.raises(PermissionDenied):
        link_measures(revision=part, pairs=[(lines(part)[0], lines(parent)[0])], by=reader, at=AT)
    with pytest.raises(PermissionDenied):
        unlink_measures(revision=part, pairs=None, by=reader, at=AT)


def test_measures_are_linked_once_and_unlinked_again(
    part: Revision, parent: Revision, account: Callable[[str], Account]
) -> None:
    office, pair = account("计划管理员"), (lines(part)[0], lines(parent)[0])
    assert link_measures(revision=part, pairs=[pair, pair], by=office, at=AT) == 1
    assert link_measures(revision=part, pairs=[pair, (pair[0], lines(parent)[1])], by=office, at=AT) == 1
    with pytest.raises(LinksStand) as standing:
        set_parent(revision=part, parent=None, by=office, at=AT)
    assert standing.value.count == 2
    assert unlink_measures(revision=part, pairs=[pair], by=office, at=AT) == 1
    assert unlink_measures(revision=part, pairs=None, by=office, at=AT) == 1
    set_parent(revision=part, parent=None, by=office, at=AT)
    assert verify().first_break is None


@pytest.mark.parametrize("swapped", ["lower", "upper", "nobody", "target"])
def test_foreign_measures_are_not_linked(
    part: Revision, parent: Revision, account: Callable[[str], Account], swapped: str
) -> None:
    good = (lines(part)[0], lines(parent)[0])
    bad = {
        "lower": (lines(parent)[1], lines(parent)[0]),
        "upper": (lines(part)[0], lines(part)[1]),
        "nobody": (lines(part)[0], 10**9),
        "target": (lines(part)[0], parent.targets.values_list("line", flat=True)[0]),
    }[swapped]
    with pytest.raises(NotLinkable) as refused:
        link_measures(revision=part, pairs=[good, bad], by=account("计划管理员"), at=AT)
    assert refused.value.pairs == [bad]
    assert not MeasureLink.objects.exists()


def test_a_plan_without_a_parent_links_nothing(parent: Revision, account: Callable[[str], Account]) -> None:
    with pytest.raises(NotLinkable):
        link_measures(revision=parent, pairs=[(1, 2)], by=account("计划管理员"), at=AT)


def test_likely_pairs_are_suggested_and_only_the_same_are_beyond_doubt(part: Revision, parent: Revision) -> None:
    rows = queries.linked(part, parent)
    found = [(row.measure.title, row.suggested.title if row.suggested else None) for row in rows]
    assert found == [
        ("清理第一段河道", "清理第一段河道"),
        ("清理第二段河道淤积", "清理第二段河道"),
        ("开展节水宣传", None),
    ]
    assert [bool(row.suggestion and row.suggestion.sure) for row in rows] == [True, True, False]


def test_two_parents_measures_as_close_as_each_other_leave_a_doubt() -> None:
    lower = [Named(1, "清理河道", frozenset())]
    uppers = [Named(2, "清理河道", frozenset()), Named(3, "清理河道", frozenset())]
    assert not suggestions(lower, uppers, {})[1].sure
    assert suggestions(lower, uppers[:1], {})[1].sure
    assert suggestions(lower, uppers, {1: {2}}) == {}
    assert suggestions(lower, [], {}) == {}


def test_both_sides_show_what_is_linked_to_those_who_may_see_it(
    part: Revision,
    parent: Revision,
    account: Callable[[str], Account],
    sign_in: Callable[[str], Client],
    adopt: Callable[[Revision], Revision],
) -> None:
    office, reader = sign_in("计划管理员"), sign_in("外单位")
    pair = (lines(part)[0], lines(parent)[0])
    link_measures(revision=part, pairs=[pair], by=account("计划管理员"), at=AT)
    measure = parent.measures.select_related("provision").get(line=pair[1])
    assert measure.provision is not None
    above = f"/plans/{parent.pk}/text/{measure.provision.ordinal}/"
    assert part.title in office.get(above).content.decode()
    assert part.title not in reader.get(above).content.decode()
    assert part.title not in reader.get(f"/plans/{parent.pk}/carried/").content.decode()
    adopt(part)
    assert part.title in reader.get(above).content.decode()
    carried = reader.get(f"/plans/{parent.pk}/carried/?state=carried").content.decode()
    assert part.title in carried
    assert "清理第二段河道" not in carried
    lower = part.measures.select_related("provision").get(line=pair[0])
    assert lower.provision is not None
    below = reader.get(f"/plans/{part.pk}/text/{lower.provision.ordinal}/").content.decode()
    assert parent.title in below
    csv = b"".join(reader.get(f"/plans/{parent.pk}/carried/?format=csv")).decode("utf-8-sig").splitlines()
    assert len(csv) == 4
    assert part.title in csv[1]


def test_links_are_made_and_removed_on_their_page(
    part: Revision, parent: Revision, sign_in: Callable[[str], Client]
) -> None:
    office, page = sign_in("计划管理员"), f"/plans/{part.pk}/links/"
    shown = office.get(page).content.decode()
    sure = [f"{lower}:{upper}" for lower, upper in zip(lines(part)[:2], lines(parent)[:2], strict=True)]
    assert all(f'value="{pair}"' in shown for pair in sure)
    assert office.post(f"{page}add/", {"pair": sure}).status_code == 302
    assert MeasureLink.objects.count() == 2
    assert office.post(f"{page}add/", {"lower": lines(part)[2], "upper": lines(parent)[2]}).status_code == 302
    assert MeasureLink.objects.count() == 3
    csv = b"".join(office.get(f"{page}?format=csv&state=linked")).decode("utf-8-sig").splitlines()
    assert len(csv) == 4
    assert office.post(f"{page}remove/", {"pair": sure[0]}).status_code == 302
    assert MeasureLink.objects.count() == 2
    assert office.post(f"{page}remove/", {"all": "yes"}).status_code == 302
    assert not MeasureLink.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [{}, {"pair": "1"}, {"pair": "a:b"}, {"pair": "-1:2"}, {"pair": f"{10**30}:1"}, {"pair": "1:1:1"}, {"lower": "1"}],
)
def test_nonsense_links_nothing(part: Revision, sign_in: Callable[[str], Client], sent: dict[str, str]) -> None:
    office, page = sign_in("计划管理员"), f"/plans/{part.pk}/links/"
    assert office.post(f"{page}add/", sent).status_code == 302
    assert office.post(f"{page}remove/", sent).status_code == 302
    assert not MeasureLink.objects.exists()


def test_a_parent_is_chosen_on_the_plan_page_among_those_that_can_be(
    part: Revision, parent: Revision, sign_in: Callable[[str], Client]
) -> None:
    office = sign_in("计划管理员")
    address = f"/plans/{part.pk}/parent/"
    assert office.post(address, {"parent": ""}).status_code == 302
    assert Plan.objects.get(pk=part.plan_id).parent is None
    for wrong in (part.plan_id, 10**9, "x", -1):
        assert office.post(address, {"parent": wrong}).status_code == 302
        assert Plan.objects.get(pk=part.plan_id).parent is None
    assert office.post(address, {"parent": parent.plan_id})["Location"] == f"/plans/{part.pk}/links/"
    assert Plan.objects.get(pk=part.plan_id).parent == parent.plan
    assert sign_in("牵头单位").post(address, {"parent": ""}).status_code == 403
    assert sign_in("牵头单位").get(f"/plans/{part.pk}/links/").status_code == 404


def test_a_page_of_links_without_a_parent_says_where_to_choose_one(
    parent: Revision, sign_in: Callable[[str], Client]
) -> None:
    page = sign_in("计划管理员").get(f"/plans/{parent.pk}/links/")
    assert page.status_code == 200
    assert f"/plans/{parent.pk}/#family" in page.content.decode()


def test_a_measure_that_the_parent_dropped_is_named_and_can_be_unlinked(
    part: Revision, parent: Revision, account: Callable[[str], Account], sign_in: Callable[[str], Client]
) -> None:
    pair = (lines(part)[0], lines(parent)[0])
    link_measures(revision=part, pairs=[pair], by=account("计划管理员"), at=AT)
    parent.measures.filter(line=pair[1]).delete()
    page = sign_in("计划管理员").get(f"/plans/{part.pk}/links/").content.decode()
    assert "上级现行版已没有这一条" in page
    assert f'value="{pair[0]}:{pair[1]}"' in page
