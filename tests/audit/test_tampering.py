"""What somebody does to the record with raw SQL, guards off, is found, and the first broken place is named."""

from collections.abc import Sequence
from datetime import date

import pytest
from django.db import connection

from luoshi.audit.models import Event, Head
from luoshi.audit.queries import Break, verify
from luoshi.audit.rules.heads import Noted
from luoshi.orgs.models import Unit
from tests.audit.tampering import by_hand, execute, make, rewrite_history, standing_triggers

pytestmark = pytest.mark.django_db

LAST = "(SELECT MAX(sequence) FROM audit_event)"
UNIT = "(SELECT id FROM orgs_unit WHERE name = '乙局')"
OF_UNIT = f'"table" = \'orgs_unit\' AND "row" = CAST({UNIT} AS varchar(80))'
FORGED = (
    "INSERT INTO audit_event "
    '(sequence, change, at, "by", action, subject, subject_id, content, algorithm, previous, hash)'
    " SELECT {sequence}, 'forged', at, \"by\", action, subject, subject_id, content, algorithm, {previous}, '{hash}'"
    " FROM audit_event WHERE sequence = 2"
)
REWOUND = (
    f"DELETE FROM audit_event WHERE sequence = {LAST}",
    f"UPDATE audit_head SET sequence = {LAST}, hash = (SELECT hash FROM audit_event WHERE sequence = {LAST})",
)
WITNESS = """INSERT INTO audit_witness ("table", "row", operation, change) VALUES ('orgs_unit', '7', 'UPDATE', 'x')"""
SLIPPED_IN = (
    "INSERT INTO orgs_unit (name, full_name, kind, confirmed)"
    " SELECT '外来局', '外来局', kind, confirmed FROM orgs_unit WHERE name = '甲局'"
)
FORGET_LAST = "DELETE FROM audit_witness WHERE change = (SELECT change FROM audit_event WHERE sequence = 3)"


@pytest.fixture(autouse=True)
def record() -> None:
    """Three units, three events."""
    for name in ("甲局", "乙局", "丙局"):
        make(name)
    assert verify().first_break is None


def first_break() -> Break:
    found = verify().first_break
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("statements", "place", "said"),
    [
        pytest.param(["UPDATE audit_event SET content = '{}' WHERE sequence = 2"], "#2", "改动", id="content"),
        pytest.param(
            ["UPDATE audit_event SET at = '2020-01-01 00:00:00+00:00' WHERE sequence = 2"], "#2", "改动", id="time"
        ),
        pytest.param(["DELETE FROM audit_event WHERE sequence = 2"], "#3", "缺少第2条", id="middle deleted"),
        pytest.param(["DELETE FROM audit_event WHERE sequence = 3"], "head", "链尾", id="last deleted"),
        pytest.param(REWOUND, "orgs_unit:", "没有对应的记录", id="last deleted and head rewound"),
        pytest.param([FORGET_LAST, *REWOUND], "orgs_unit:", "没有录入的见证", id="last deleted with its witness"),
        pytest.param(
            [FORGED.format(sequence=4, previous="hash", hash="f" * 64)], "#4", "接不上", id="forged at the end"
        ),
        pytest.param(
            [
                "UPDATE audit_event SET sequence = 9 WHERE sequence = 3",
                FORGED.format(sequence=3, previous="hash", hash="f" * 64),
            ],
            "#3",
            "改动",
            id="forged in the middle",
        ),
        pytest.param(
            [
                "UPDATE audit_event SET sequence = 9 WHERE sequence = 2",
                "UPDATE audit_event SET sequence = 2 WHERE sequence = 3",
                "UPDATE audit_event SET sequence = 3 WHERE sequence = 9",
            ],
            "#2",
            "接不上",
            id="swapped",
        ),
        pytest.param(["DELETE FROM audit_witness"], "#1", "见证", id="witness emptied"),
        pytest.param([f"DELETE FROM audit_witness WHERE {OF_UNIT}"], "#2", "见证", id="witness row deleted"),
        pytest.param(
            [f"UPDATE audit_witness SET operation = 'UPDATE' WHERE {OF_UNIT}"], "#2", "见证", id="witness row altered"
        ),
        pytest.param(
            [WITNESS],
            "orgs_unit:7",
            "没有对应的记录",
            id="witness without event",
        ),
        pytest.param([f"DELETE FROM orgs_unit WHERE id = {UNIT}"], "orgs_unit:", "不见了", id="row deleted"),
        pytest.param(
            [f"DELETE FROM audit_witness WHERE {OF_UNIT}", f"DELETE FROM orgs_unit WHERE id = {UNIT}"],
            "#2",
            "见证",
            id="row deleted with its witness",
        ),
        pytest.param(
            [SLIPPED_IN],
            "orgs_unit:",
            "没有录入的见证",
            id="row slipped in",
        ),
        pytest.param(["UPDATE audit_head SET change = 'open'"], "head", "没有结束", id="change left open"),
        pytest.param(["DELETE FROM audit_head"], "head", "链尾", id="head deleted"),
    ],
)
def test_the_first_broken_place_is_named(statements: Sequence[str], place: str, said: str) -> None:
    by_hand(*statements)
    found = first_break()
    assert found.place.startswith(place)
    assert said in found.zh


def test_a_change_under_the_name_of_an_old_event_is_found() -> None:
    execute(
        "UPDATE audit_head SET change = (SELECT change FROM audit_event WHERE sequence = 2)",
        "UPDATE orgs_unit SET full_name = '别的名称'",
        "UPDATE audit_head SET change = ''",
    )
    assert first_break().place == "#2"


def test_a_change_while_the_head_is_gone_is_found() -> None:
    head = Head.objects.get()
    Head.objects.all().delete()
    Unit.objects.update(full_name="别的名称")
    Head.objects.create(pk=head.pk, sequence=head.sequence, hash=head.hash)
    assert first_break().place.startswith("orgs_unit:")


def test_a_forged_row_in_an_append_only_table_is_found() -> None:
    assert "duties_verdict_witness_insert" in triggers()
    assert "plans_correction_witness_insert" in triggers()


def triggers() -> set[str]:
    if connection.vendor == "sqlite":
        return set(standing_triggers())
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger")
        return {row[0] for row in cursor.fetchall()}


@pytest.mark.parametrize(
    ("trigger", "table"),
    [
        ("audit_event_guard_update", "audit_event"),
        ("audit_witness_guard_delete", "audit_witness"),
        ("duties_verdict_guard_delete", "duties_verdict"),
        ("delivery_task_witness_delete", "delivery_task"),
        ("orgs_unit_witness_update", "orgs_unit"),
    ],
)
def test_a_trigger_that_was_dropped_is_missed_also_on_a_table_without_rows(trigger: str, table: str) -> None:
    execute(f"DROP TRIGGER {trigger}" + (f" ON {table}" if connection.vendor == "postgresql" else ""))
    found = first_break()
    assert found.place == table
    assert f"缺少触发器 {trigger}" in found.zh


def test_a_trigger_that_was_replaced_or_switched_off_is_found() -> None:
    name = "orgs_unit_witness_update"
    if connection.vendor == "postgresql":
        execute("SET CONSTRAINTS ALL IMMEDIATE", f"ALTER TABLE orgs_unit DISABLE TRIGGER {name}")
    else:
        execute(f"DROP TRIGGER {name}", f"CREATE TRIGGER {name} AFTER UPDATE ON orgs_unit BEGIN SELECT 1; END")
    assert "被换过或停用" in first_break().zh


def noted(sequence: int) -> Noted:
    return Noted(date(2026, 6, 30), sequence, Event.objects.get(sequence=sequence).hash)


def test_only_a_head_noted_elsewhere_shows_that_the_whole_history_was_rewritten() -> None:
    earlier = [Noted(date(2026, 6, 29), 0, "0" * 64), noted(1), noted(2)]
    assert verify(earlier).first_break is None
    by_hand("UPDATE audit_event SET \"by\" = '别人' WHERE sequence = 2")
    rewrite_history()
    assert verify().first_break is None
    found = verify(earlier).first_break
    assert found is not None
    assert found.place == "#2"
    assert "2026-06-30" in found.zh


def test_an_old_database_put_back_lacks_a_head_that_was_noted() -> None:
    later = [noted(2), noted(3)]
    by_hand(FORGET_LAST, "DELETE FROM orgs_unit WHERE name = '丙局'", *REWOUND)
    assert verify().first_break is None
    found = verify(later).first_break
    assert found is not None
    assert found.place == "#3"
