"""What every list says of itself: of which document, which edition, since when, as of when, signed as what."""

from collections.abc import Iterable, Sequence

from luoshi.orgs.queries import members_of
from luoshi.papers.columns import Column, Group, Row
from luoshi.papers.dates import official_date, official_minute
from luoshi.papers.sheets import Sheet, Workbook, workbook_bytes
from luoshi.plans.exports.asked import Asked
from luoshi.plans.models import Adoption, MeasureUnit, Revision
from luoshi.plans.queries.revisions import in_force
from luoshi.web.clock import day_of


def adoption_of(revision: Revision) -> Adoption | None:
    """The decision that makes a revision binding, if it was taken."""
    return getattr(revision, "adoption", None)


def basis(revision: Revision) -> str:
    """依据临州办发〔2024〕18号，第1版，自2024年3月15日起生效."""
    adoption = adoption_of(revision)
    state = f"自{official_date(adoption.since)}起生效" if adoption else "未采用（送审稿）"
    source = f"依据{revision.number}" if revision.number else ""
    return "，".join(part for part in (source, f"第{revision.edition}版", state) if part)


def as_of(asked: Asked) -> str:
    """The moment the list was made, or the past day it was made for."""
    return f"截至{official_minute(asked.at) if asked.on == day_of(asked.at) else official_date(asked.on)}"


def closing(asked: Asked, counted: str) -> list[str]:
    """The last footnotes: how many rows, what was signed, and which revision counts instead, if one does."""
    adoption = adoption_of(asked.revision)
    signed = (
        f"采用时签署的内容摘要（SHA-256）：{adoption.content_sha256}。" if adoption else "尚未签署采用，不作为依据。"
    )
    return [f"{counted}{signed}", *_replaced(asked)]


def _replaced(asked: Asked) -> list[str]:
    counts = in_force(asked.on).filter(plan=asked.revision.plan_id).values_list("edition", flat=True).first()
    if counts is None or counts <= asked.revision.edition:
        return []
    return [f"本版已由第{counts}版代替，{official_date(asked.on)}以第{counts}版为准。"]


def lead_notes(units: Iterable[MeasureUnit]) -> list[str]:
    """What the order of lead units means."""
    return ["牵头单位不止一个的，总牵头列在最前。"] if any(unit.accountable for unit in units) else []


def group_notes(units: Iterable[MeasureUnit], asked: Asked) -> list[str]:
    """Whom each group that is named stands for on the day; one statement."""
    groups: dict[int, str] = {}
    for unit in units:
        if unit.group_id:
            groups.setdefault(unit.group_id, unit.printed)
    found = members_of(groups, asked.on)
    return [
        f"“{printed}”指{'、'.join(unit.name for unit in found[group])}（{official_date(asked.on)}）。"
        for group, printed in groups.items()
        if found.get(group)
    ]


def workbook(asked: Asked, name: str, *sheets: Sheet) -> bytes:
    """The file that holds these lists."""
    return workbook_bytes(Workbook(_title(asked, name), sheets), at=asked.at)


def sheet(
    asked: Asked,
    name: str,
    columns: Sequence[Column],
    rows: Sequence[Row | Group],
    notes: Sequence[str],
    *,
    counted: str = "",
    landscape: bool = True,
) -> Sheet:
    """A list with its title, what it rests on, and footnotes."""
    number = sum(not isinstance(row, Group) for row in rows)
    return Sheet(
        name=name,
        title=_title(asked, name),
        columns=columns,
        rows=rows,
        subtitle=f"（{basis(asked.revision)}）",
        note_left=asked.narrowed,
        note_right=as_of(asked),
        footnotes=(*notes, *closing(asked, counted or f"共{number}项。")),
        landscape=landscape,
        freeze_columns=1,
    )


def _title(asked: Asked, name: str) -> str:
    return f"{' '.join(asked.revision.title.split())}{name}"
