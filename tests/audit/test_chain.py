"""Every change is one event, and what happened to the record afterwards is found."""

from collections.abc import Callable
from threading import Thread

import pytest
from django.db import DatabaseError, connection, transaction

from luoshi.audit.actions import Past, change, write_rows
from luoshi.audit.models import Event, Head, Witness
from luoshi.audit.queries import verify
from luoshi.orgs.models import Account, Unit
from tests.audit.tampering import by_hand, make
from tests.cast import AT

pytestmark = pytest.mark.django_db


def test_a_change_is_recorded_with_who_when_and_what() -> None:
    make("州水务局")
    event = Event.objects.get()
    assert (event.sequence, event.by, event.at, event.action) == (1, "test", AT, "test.made")
    assert '"after":{"name":"州水务局"}' in event.content
    assert verify().first_break is None


def test_a_failing_change_leaves_nothing() -> None:
    def fail() -> None:
        with change(action="test.made", subject="unit", by="test", at=AT):
            Unit.objects.create(name="州水务局", full_name="州水务局")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert (Event.objects.count(), Unit.objects.count(), Witness.objects.count()) == (0, 0, 0)


def test_changes_nest_and_each_has_its_event() -> None:
    with change(action="test.outer", subject="unit", by="test", at=AT):
        make("州水务局")
        Unit.objects.create(name="州林草局", full_name="州林草局")
    assert list(Event.objects.order_by("sequence").values_list("action", flat=True)) == ["test.made", "test.outer"]
    assert verify().first_break is None
    assert Head.objects.get().change == ""


def test_rows_in_bulk_are_one_event_and_what_led_to_them_are_others() -> None:
    units = [Unit(name=f"单位{number}", full_name=f"单位{number}") for number in range(3)]
    past = (Past("test.made", "unit", unit.pk, "test", AT, {"name": unit.name}) for unit in units)
    write_rows(rows=([], units), past=past, subject="unit", subject_id="", by="test", at=AT)
    events = list(Event.objects.order_by("sequence"))
    assert [event.action for event in events] == ["test.made"] * 3 + ["audit.rows.written"]
    assert [event.subject_id for event in events[:3]] == [str(unit.pk) for unit in units]
    assert '"after":{"orgs_unit":3}' in events[3].content
    assert '"rows":3' in events[3].content
    assert verify().first_break is None
    by_hand(f"DELETE FROM audit_witness WHERE change = '{events[3].change}' AND \"row\" = '{units[0].pk}'")
    assert str(verify().first_break and verify().first_break.place) == "#4"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("by", "别人"),
        ("action", "test.other"),
        ("content", "{}"),
        ("subject_id", "99"),
        ("at", "2020-01-01 00:00:00+00:00"),
        ("previous", "f" * 64),
        ("hash", "0" * 64),
        ("algorithm", "md0"),
    ],
)
def test_an_altered_column_is_found(column: str, value: str) -> None:
    for name in ("甲局", "乙局", "丙局"):
        make(name)
    by_hand(f"UPDATE audit_event SET \"{column}\" = '{value}' WHERE sequence = 2")
    found = verify().first_break
    assert found is not None
    assert found.place == "#2"


@pytest.mark.parametrize(("gone", "place"), [(1, "#2"), (2, "#3"), (3, "head")])
def test_a_deleted_event_is_found(gone: int, place: str) -> None:
    for name in ("甲局", "乙局", "丙局"):
        make(name)
    by_hand(f"DELETE FROM audit_event WHERE sequence = {gone}")
    found = verify().first_break
    assert found is not None
    assert found.place == place


def test_a_row_changed_without_an_event_is_found_and_stays_found() -> None:
    make("州水务局")
    Unit.objects.update(full_name="别的名称")
    make("州林草局")
    found = verify().first_break
    assert found is not None
    assert found.place.startswith("orgs_unit:")
    assert "UPDATE" in found.zh


def test_a_row_changed_by_raw_sql_is_found() -> None:
    make("州水务局")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM orgs_unit")
    assert verify().first_break is not None


@pytest.mark.parametrize("statement", ["UPDATE audit_event SET action = 'x'", "DELETE FROM audit_event"])
def test_the_record_refuses_to_be_changed(statement: str) -> None:
    make("州水务局")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_cast_is_made_by_recorded_changes(account: Callable[[str], Account]) -> None:
    account("牵头单位")
    assert verify().first_break is None
    assert Event.objects.filter(action="orgs.account.created").count() == 1


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_time_leave_no_gap() -> None:
    def write(name: str) -> None:
        try:
            for number in range(5):
                make(f"{name}{number}局")
        finally:
            connection.close()

    writers = [Thread(target=write, args=(name,)) for name in "甲乙丙丁"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    verdict = verify()
    assert (verdict.events, verdict.first_break) == (20, None)
