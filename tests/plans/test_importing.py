"""A document becomes one plan, wholly or not at all."""

from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from luoshi.audit.models import Event
from luoshi.audit.queries import verify
from luoshi.files.models import StoredFile
from luoshi.files.queries import is_whole
from luoshi.orgs.models import Account, Unit
from luoshi.plans.actions import AlreadyAdopted, NotReady, adopt_revision, import_document
from luoshi.plans.models import Measure, MeasureUnit, Plan, Provision, Revision
from luoshi.plans.queries import content
from luoshi.plans.queries import plans as queries
from luoshi.plans.queries import units as unit_queries
from luoshi.reader.errors import ReadingError
from tests.cast import AT, SAMPLE, SINCE


def test_the_sample_plan_gives_rows_of_every_kind(draft: Revision) -> None:
    found = queries.counts(draft)
    assert (found.measures, draft.number, draft.last_year) == (20, "临州办发〔2024〕18号", 2028)
    assert min(found.units, found.targets, found.projects) >= 30
    assert found.mechanisms >= 10
    assert is_whole(draft.file)
    assert verify().first_break is None


def test_every_row_gives_back_its_own_words(draft: Revision) -> None:
    text = draft.text
    for unit in MeasureUnit.objects.filter(measure__revision=draft):
        assert "".join(text[unit.start : unit.end].split())[-2:] == unit.printed[-2:]
    for project in draft.projects.all():
        assert "".join(text[project.start : project.end].split()) == project.printed
    for provision in Provision.objects.filter(revision=draft):
        assert text[provision.start : provision.end].startswith(provision.number[0])


def test_the_same_file_twice_is_one_plan(draft: Revision) -> None:
    again = import_document(data=SAMPLE.read_bytes(), name="renamed.docx", by="test", at=AT)
    assert (again.revision, again.created, Plan.objects.count()) == (draft, False, 1)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "plan.docx"),
        (SAMPLE.read_bytes()[:20000], "plan.docx"),
        (b"%PDF-1.4 ...", "plan.txt"),
        (b"x" * 99, "a.exe"),
    ],
)
def test_an_unreadable_file_leaves_nothing(db: None, data: bytes, name: str) -> None:
    with pytest.raises(ReadingError) as refused:
        import_document(data=data, name=name, by="test", at=AT)
    assert refused.value.zh.endswith("。")
    assert (StoredFile.objects.count(), Plan.objects.count(), Event.objects.count()) == (0, 0, 0)


def test_a_failure_in_the_middle_leaves_nothing(register: None) -> None:
    before = Event.objects.count()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE plans_searchentry RENAME TO plans_elsewhere")
    with pytest.raises(DatabaseError), transaction.atomic():
        import_document(data=SAMPLE.read_bytes(), name="plan.docx", by="test", at=AT)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE plans_elsewhere RENAME TO plans_searchentry")
    assert (Plan.objects.count(), StoredFile.objects.count(), Event.objects.count()) == (0, 0, before)


@pytest.mark.django_db(transaction=True)
def test_two_people_importing_the_same_file_get_the_same_plan() -> None:
    found: list[Revision] = []

    def enter() -> None:
        try:
            found.append(import_document(data=SAMPLE.read_bytes(), name="plan.docx", by="test", at=AT).revision)
        finally:
            connection.close()

    people = [Thread(target=enter) for _ in range(3)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert len(found) == 3
    assert len({revision.pk for revision in found}) == Plan.objects.count() == StoredFile.objects.count() == 1


def test_a_revision_is_adopted_once_by_somebody_who_may(checked: Revision, account: Callable[[str], Account]) -> None:
    with pytest.raises(PermissionDenied):
        adopt_revision(revision=checked, since=SINCE, why="试试", by=account("计划管理员"), at=AT)
    adopted = adopt_revision(revision=checked, since=SINCE, why="州政府常务会议", by=account("审定人"), at=AT)
    with pytest.raises(AlreadyAdopted) as earlier:
        adopt_revision(revision=checked, since=SINCE, why="再来一次", by=account("审定人"), at=AT)
    assert earlier.value.adoption.by.username == "审定人"
    event = Event.objects.get(action="plans.revision.adopted")
    assert adopted.content_sha256 == content.digest(checked)
    assert adopted.content_sha256 in event.content
    assert checked.file.sha256 in event.content


def test_a_draft_nobody_has_checked_is_not_adopted(draft: Revision, account: Callable[[str], Account]) -> None:
    with pytest.raises(NotReady) as unready:
        adopt_revision(revision=draft, since=SINCE, why="会议", by=account("审定人"), at=AT)
    assert unready.value.open["unchecked"] > 100
    assert not hasattr(Revision.objects.get(pk=draft.pk), "adoption")


def test_the_real_plan_says_what_a_unit_leads(register: None, shared: Path) -> None:
    data = (shared / "seed" / "plan.txt").read_bytes()
    plan = import_document(data=data, name="plan.txt", by="test", at=AT).revision
    unit = Unit.objects.get(name="州水务局")
    duties = unit_queries.duties(unit, Revision.objects.all(), AT.date())
    leads = [duty for duty in duties if duty.role == "lead"]
    assert Measure.objects.filter(revision=plan).count() == 37
    assert len(leads) == 7
    assert {duty.says.hit for duty in leads} == {"州水务局"}
    assert all("牵头单位" in duty.says.before for duty in leads)
