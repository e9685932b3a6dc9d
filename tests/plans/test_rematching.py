"""People correct which row goes on in which, until the revision is adopted."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from luoshi.audit.models import Event
from luoshi.audit.queries import verify
from luoshi.orgs.models import Account
from luoshi.plans.actions import Conflict, Matched, NotThere, Seen, Settled, check_item, import_document, rematch
from luoshi.plans.models import Correction, MeasureUnit, ProjectMention, Revision
from luoshi.plans.queries.changes import changes, offered, summary
from luoshi.plans.rules.kinds import AS_ADOPTED
from tests.cast import AT
from tests.plans.editions import FIRST, edited

LATER = AT + timedelta(hours=1)
Accounts = Callable[[str], Account]


@pytest.fixture
def old(register: None, adopt: Callable[[Revision], Revision]) -> Revision:
    return adopt(import_document(data=FIRST.encode(), name="一.txt", by="计划管理员", at=AT).revision)


@pytest.fixture
def new(old: Revision) -> Revision:
    """A draft in which one project gave way to another; from the words nobody could say whether it is the same."""
    data = edited(
        ("大河家污水处理厂", "积石山固废中转工程"), ("沿岸村庄垃圾处理率达到90%", "沿岸村庄垃圾处理率达到95%")
    )
    return import_document(data=data, name="二.txt", plan=old.plan, by="计划管理员", at=AT).revision


def as_seen(kind: str, row: ProjectMention) -> Matched:
    return Matched(kind, row.pk, row.line_id, row.version)


def test_a_new_row_is_said_to_be_an_old_one(old: Revision, new: Revision, account: Accounts) -> None:
    was, row = old.projects.get(name__contains="污水处理厂"), new.projects.get(name__contains="中转")
    assert [(found, place) for found, place in offered(old, new, "project", row.pk)] == [(was, "2.3 处理沿岸垃圾")]
    rematch(revision=new, seen=as_seen("project", row), line=was.line_id, by=account("计划管理员"), at=LATER)
    row.refresh_from_db()
    assert (row.line_id, row.version, row.checked_at) == (was.line_id, 2, None)
    assert summary(changes(old, new))["project"] == {"changed": 1, "added": 0, "dropped": 0, "moved": 0, "same": 2}
    kept = Correction.objects.get(revision=new, operation="match")
    assert (kept.kind, kept.item, kept.by.name, kept.after["line_id"]) == ("project", row.pk, "计划管理员", was.line_id)
    assert Event.objects.filter(action="plans.review.matched", subject_id=str(new.pk)).count() == 1
    assert verify().first_break is None


def test_a_row_is_said_to_be_new_and_what_was_taken_over_is_asked_again(
    old: Revision, new: Revision, account: Accounts
) -> None:
    row = new.projects.get(name__contains="湿地")
    line, by = row.line_id, account("计划管理员")
    assert (row.checked_at is None, AS_ADOPTED in row.why) == (False, True)
    row = rematch(revision=new, seen=as_seen("project", row), line=None, by=by, at=LATER)
    row.refresh_from_db()
    assert row.line_id != line
    assert (row.checked_at, AS_ADOPTED in row.why) == (None, False)
    rematch(revision=new, seen=as_seen("project", row), line=line, by=by, at=LATER)
    row.refresh_from_db()
    assert (row.line_id, row.checked_at, AS_ADOPTED in row.why) == (line, AT, True)


def test_what_somebody_has_checked_in_the_draft_stays_as_they_left_it(new: Revision, account: Accounts) -> None:
    row, by = new.projects.get(name__contains="湿地"), account("计划管理员")
    seen = Seen("project", row.pk, row.version)
    check_item(revision=new, seen=seen, values={"name": "南岸修复工程"}, by=by, at=LATER)
    row.refresh_from_db()
    rematch(revision=new, seen=as_seen("project", row), line=None, by=by, at=LATER)
    row.refresh_from_db()
    assert (row.name, row.checked_at) == ("南岸修复工程", LATER)


def test_a_provision_is_rematched_with_all_that_stands_in_it(old: Revision, new: Revision, account: Accounts) -> None:
    provision, by = new.provisions.get(title__contains="湿地"), account("计划管理员")
    line = provision.line_id
    rematch(revision=new, seen=Matched("provision", provision.pk, line), line=None, by=by, at=LATER)
    assert new.projects.get(name__contains="湿地").checked_at is None
    provision.refresh_from_db()
    seen = Matched("provision", provision.pk, provision.line_id)
    rematch(revision=new, seen=seen, line=line, by=by, at=LATER)
    assert new.projects.get(name__contains="湿地").checked_at == AT
    measure = new.measures.get(title__contains="湿地")
    assert measure.units.filter(checked_at=None).count() == 0
    assert set(measure.units.values_list("version", flat=True)) == {3}


def test_nobody_overwrites_a_match_they_have_not_seen(new: Revision, old: Revision, account: Accounts) -> None:
    row, by = new.projects.get(name__contains="湿地"), account("计划管理员")
    seen = as_seen("project", row)
    rematch(revision=new, seen=seen, line=None, by=by, at=LATER)
    with pytest.raises(Conflict) as conflict:
        rematch(revision=new, seen=seen, line=None, by=by, at=LATER)
    assert conflict.value.current == row


@pytest.mark.parametrize(("name", "code"), [("河道", "taken"), ("elsewhere", "empty")])
def test_a_row_goes_on_only_with_a_free_line_of_the_revision_before(
    old: Revision, new: Revision, account: Accounts, name: str, code: str
) -> None:
    other = old.projects.filter(name__contains=name).first() or new.projects.get(name__contains="中转")
    line = other.line_id if code == "taken" else other.line_id + 99999
    row = new.projects.get(name__contains="中转")
    with pytest.raises(NotThere) as refused:
        rematch(revision=new, seen=as_seen("project", row), line=line, by=account("计划管理员"), at=LATER)
    assert refused.value.code == code
    assert Correction.objects.filter(revision=new, operation="match").count() == 0


def test_only_those_who_review_may_and_only_a_draft(old: Revision, new: Revision, account: Accounts) -> None:
    row = new.projects.get(name__contains="湿地")
    with pytest.raises(PermissionDenied):
        rematch(revision=new, seen=as_seen("project", row), line=None, by=account("牵头单位"), at=LATER)
    settled = old.projects.get(name__contains="湿地")
    with pytest.raises(Settled):
        rematch(revision=old, seen=as_seen("project", settled), line=None, by=account("计划管理员"), at=LATER)


def test_the_changes_are_told_by_kind_with_units_and_places(old: Revision, new: Revision) -> None:
    found = changes(old, new)
    told = summary(found)
    assert told["provision"]["changed"] == told["measure"]["changed"] == told["target"]["changed"] == 1
    assert (told["project"]["added"], told["project"]["dropped"], told["unit"]["added"]) == (1, 1, 0)
    assert told["unit"]["same"] == MeasureUnit.objects.filter(measure__revision=new).count() > 0
    target = next(row for row in found if row.kind == "target" and row.change == "changed")
    assert (target.old.value, target.new.value, target.places) == (90, 95, ("2.3 处理沿岸垃圾", "2.3 处理沿岸垃圾"))
