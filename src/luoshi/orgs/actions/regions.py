"""Regions and the shipped register of units, from CSV."""

import csv
from collections.abc import Iterator
from datetime import datetime
from io import StringIO
from pathlib import Path

from luoshi.audit.actions import change
from luoshi.orgs.actions.units import give_names
from luoshi.orgs.models import GroupMember, Region, Unit, UnitGroup
from luoshi.values.codes import is_region_code

COLUMNS = ("code", "name", "short_name", "kind", "parent")


class BadRows(ValueError):
    """Rows that cannot be used; nothing was imported. `rows` are (line, Chinese, English)."""

    def __init__(self, rows: list[tuple[int, str, str]]) -> None:
        super().__init__(rows)
        self.rows = rows


def shipped(name: str) -> str:
    """A CSV that comes with luoshi: regions.csv, units.csv, groups.csv or working_days.csv."""
    return (Path(__file__).parent.parent / "data" / name).read_text(encoding="utf-8")


def import_regions(*, text: str, by: str, at: datetime) -> int:
    """Enter or rename the regions of a CSV (code,name,short_name,kind,parent); returns how many. Raises BadRows."""
    rows = list(csv.DictReader(StringIO(text.removeprefix("\ufeff"))))
    wrong = list(_wrong_rows(rows))
    if wrong:
        raise BadRows(wrong)
    with change(action="orgs.regions.imported", subject="region", by=by, at=at) as made:
        for row in sorted(rows, key=lambda row: len(row["code"].rstrip("0"))):
            values = {name: row[name] for name in ("name", "short_name", "kind")} | {"parent_id": row["parent"] or None}
            Region.objects.update_or_create(code=row["code"], defaults=values)
        made.after = {"codes": [row["code"] for row in rows]}
    return len(rows)


def _wrong_rows(rows: list[dict[str, str]]) -> Iterator[tuple[int, str, str]]:
    if not rows or set(COLUMNS) - set(rows[0]):
        yield 1, f"第一行要有这些列名：{','.join(COLUMNS)}", f"the first line must name the columns {','.join(COLUMNS)}"
        return
    known = {row["code"] for row in rows} | set(Region.objects.values_list("code", flat=True))
    seen: set[str] = set()
    for line, row in enumerate(rows, start=2):
        if not is_region_code(row["code"] or ""):
            yield line, f"代码“{row['code']}”不合 GB/T 2260", f"code {row['code']!r} does not fit GB/T 2260"
        elif row["code"] in seen:
            yield line, f"代码{row['code']}重复", f"code {row['code']} stands twice"
        elif not row["name"]:
            yield line, "缺少名称", "the name is missing"
        elif row["parent"] and row["parent"] not in known:
            yield line, f"上级代码{row['parent']}不存在", f"parent {row['parent']} does not exist"
        seen.add(row["code"])


def import_units(*, units: str, groups: str, by: str, at: datetime) -> int:
    """Enter units (name,full_name,kind,region,aliases) and groups (name,aliases,kind of its members) not yet known."""
    with change(action="orgs.units.imported", subject="unit", by=by, at=at) as made:
        rows = _new(units, set(Unit.objects.values_list("name", flat=True)))
        regions = set(Region.objects.values_list("code", flat=True))
        entered = Unit.objects.bulk_create(
            Unit(
                name=row["name"],
                full_name=row["full_name"],
                kind=row["kind"],
                region_id=row["region"] if row["region"] in regions else None,
            )
            for row in rows
        )
        names = [
            (printed, unit, None)
            for row, unit in zip(rows, entered, strict=True)
            for printed in (row["name"], row["full_name"], *row["aliases"].split())
        ]
        give_names([*names, *_enter_groups(groups)])
        made.after = {"units": [unit.name for unit in entered]}
    return len(entered)


def _enter_groups(text: str) -> list[tuple[str, None, UnitGroup]]:
    """New groups with their members; returns the names they are to have."""
    rows = _new(text, set(UnitGroup.objects.values_list("name", flat=True)))
    groups = UnitGroup.objects.bulk_create(UnitGroup(name=row["name"]) for row in rows)
    GroupMember.objects.bulk_create(
        GroupMember(group=group, unit=unit)
        for row, group in zip(rows, groups, strict=True)
        if row["kind"]
        for unit in Unit.objects.filter(kind=row["kind"])
    )
    return [
        (printed, None, group)
        for row, group in zip(rows, groups, strict=True)
        for printed in (row["name"], *row["aliases"].split())
    ]


def _new(text: str, known: set[str]) -> list[dict[str, str]]:
    return [row for row in csv.DictReader(StringIO(text)) if row["name"] not in known]
