"""A case holds what is needed to score the reader on a document, and shows what people corrected."""

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

from luoshi.orgs.models import Account
from luoshi.plans.actions import Seen, check_item, confirm_rows, strike_item
from luoshi.plans.models import Revision
from luoshi.reader import read_bytes
from tests.cast import AT, SAMPLE
from tests.plans.exports.making import made


def case(revision: Revision) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(made("cases", revision))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def reading_of(held: dict[str, bytes]) -> dict[str, Any]:
    source = json.loads(held["gold.json"])["source"]
    return read_bytes(held[source], source).to_json()


def labels(kind: str, holder: dict[str, Any]) -> set[tuple[Any, ...]]:
    """What counts of a kind, as the reading contract has it; what is optional does not."""
    rows = [row for row in holder[kind] if not row.get("optional")]
    if kind == "measures":
        return {
            (row["start"], role, name)
            for row in rows
            for role in ("lead", "responsible")
            for name in row[role]
            if name not in row.get("optional_units", ())
        }
    names = {
        "outline": ("start", "title"),
        "targets": ("start", "end", "indicator", "value", "unit", "comparator", "deadline", "deadline_source"),
        "projects": ("start", "end", "name", "strength"),
        "mechanisms": ("start", "end", "name"),
    }[kind]
    return {tuple(row[name] for name in names) for row in rows}


def score(held: dict[str, bytes]) -> dict[str, float]:
    """F1 of the reader on a case, by kind."""
    gold, reading = json.loads(held["gold.json"]), reading_of(held)
    found = {}
    for kind in ("outline", "measures", "targets", "projects", "mechanisms"):
        meant, read = labels(kind, gold), labels(kind, reading)
        found[kind] = 2 * len(meant & read) / (len(meant) + len(read))
    return found


def test_a_reading_that_nobody_corrected_scores_full_marks(draft: Revision, account: Callable[[str], Account]) -> None:
    confirm_rows(revision=draft, certainties=("sure", "likely", "doubtful"), by=account("计划管理员"), at=AT)
    assert score(case(draft)) == dict.fromkeys(("outline", "measures", "targets", "projects", "mechanisms"), 1.0)


def test_what_people_corrected_costs_the_reader_marks(checked: Revision, account: Callable[[str], Account]) -> None:
    by, target, project = account("计划管理员"), checked.targets.first(), checked.projects.first()
    unit = checked.measures.all()[0].units.all()[0]
    assert target is not None
    assert project is not None
    right = {"indicator": "另一个指标"}
    check_item(revision=checked, seen=Seen("target", target.pk, target.version), values=right, by=by, at=AT)
    strike_item(revision=checked, seen=Seen("project", project.pk, project.version), by=by, at=AT)
    other = {"printed": "州档案馆"}
    check_item(revision=checked, seen=Seen("unit", unit.pk, unit.version), values=other, by=by, at=AT)
    found = score(case(checked))
    assert {kind for kind, mark in found.items() if mark < 1} == {"measures", "targets", "projects"}


def test_a_case_holds_the_file_that_was_read_its_text_and_every_correction(
    checked: Revision, account: Callable[[str], Account]
) -> None:
    project = checked.projects.first()
    assert project is not None
    seen = Seen("project", project.pk, project.version)
    strike_item(revision=checked, seen=seen, by=account("计划管理员"), at=AT, why="不是项目")
    held = case(checked)
    assert held["source.docx"] == SAMPLE.read_bytes()
    assert held["text.txt"].decode() == checked.text == reading_of(held)["text"]
    last = json.loads(held["corrections.json"])[-1]
    assert (last["operation"], last["kind"], last["why"]) == ("strike", "project", "不是项目")
    assert last["before"]["name"] == project.name
    assert "计划管理员" not in held["corrections.json"].decode()


def test_what_nobody_has_checked_counts_neither_way(draft: Revision) -> None:
    gold = json.loads(case(draft)["gold.json"])
    assert all(row["optional"] for kind in ("targets", "projects", "mechanisms") for row in gold[kind])
    assert all(set(row["lead"]) <= set(row["optional_units"]) for row in gold["measures"])
