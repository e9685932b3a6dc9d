"""The tables behind the adoption sheet."""

from collections.abc import Sequence

from luoshi.papers.columns import Column, Row
from luoshi.papers.dates import official_date
from luoshi.papers.document import Table
from luoshi.plans import words
from luoshi.plans.exports import wording
from luoshi.plans.exports.asked import Asked
from luoshi.plans.exports.contents import NUMBER, Contents, under_chapters
from luoshi.plans.exports.corrections import Telling
from luoshi.plans.exports.frame import group_notes, lead_notes
from luoshi.plans.exports.kinds.targets import answering
from luoshi.plans.exports.kinds.tasks import UNDATED, due_of
from luoshi.plans.models import Correction, Measure, MechanismMention, ProjectMention, Revision, TargetMention
from luoshi.plans.queries import lists

_PLACE = Column("条目")
_STANDING = Column("所在条目", "wrap")


def measure_table(asked: Asked) -> Table:
    """Every measure with its units; five statements."""
    measures = list(lists.measures(asked.revision, {}))
    contents = Contents(asked.revision)
    units = [unit for measure in measures for unit in measure.units.all()]
    roles = [role for role in wording.SHARES if role != "supporting" or any(unit.role == role for unit in units)]

    def line(number: int, row: Measure) -> Row:
        place = contents.number(row)
        return (number, place, row.title, *(wording.names(row.units.all(), role) for role in roles), due_of(row))

    named = [Column(str(words.ROLES[role]), "wrap") for role in roles]
    columns = (NUMBER, _PLACE, Column("举措", "wrap"), *named, Column("完成时限", "date"))
    undated = [] if all(map(due_of, measures)) else [UNDATED]
    notes = [*lead_notes(units), *group_notes(units, asked), *undated]
    return Table(columns, under_chapters(measures, contents, line), footnotes=notes)


def target_table(asked: Asked) -> Table:
    """Every target; three statements."""
    found = lists.targets(asked.revision, {}).select_related("provision", "measure", "owner")
    contents, text = Contents(asked.revision), asked.revision.text

    def line(number: int, row: TargetMention) -> Row:
        return (
            number,
            contents.number(row),
            row.indicator,
            wording.demand_of(row),
            wording.value_of(row, text),
            row.unit,
            row.deadline,
            str(words.MODALITIES.get(row.modality, "")),
            answering(row),
        )

    columns = (
        NUMBER,
        _PLACE,
        Column("指标名称", "wrap"),
        Column("要求"),
        Column("目标值", "number"),
        Column("计量单位"),
        Column("完成年份", "serial"),
        Column("属性"),
        Column("归口", "wrap"),
    )
    return Table(columns, under_chapters(found.prefetch_related("measure__units"), contents, line))


def project_table(asked: Asked) -> Table:
    """Every project; three statements."""
    found = lists.projects(asked.revision, {})
    contents = Contents(asked.revision)

    def line(number: int, row: ProjectMention) -> Row:
        strength, regions = str(words.STRENGTHS[row.strength]), "、".join(row.regions)
        return (number, row.name, row.verb, strength, regions, _standing(row, contents))

    columns = (NUMBER, Column("项目名称", "wrap"), Column("原文要求"), Column("类别"), Column("地点"), _STANDING)
    return Table(columns, under_chapters(found, contents, line))


def mechanism_table(asked: Asked) -> Table:
    """Every mechanism; three statements."""
    found = lists.mechanisms(asked.revision, {})
    contents = Contents(asked.revision)

    def line(number: int, row: MechanismMention) -> Row:
        return (number, row.name, _standing(row, contents), row.verb)

    columns = (NUMBER, Column("机制", "wrap"), _STANDING, Column("原文要求"))
    return Table(columns, under_chapters(found, contents, line))


def _standing(row: ProjectMention | MechanismMention, contents: Contents) -> str:
    """Where a row stands: the number, and the measure whose units answer for it."""
    return f"{contents.number(row)}{row.measure.title if row.measure else ''}"


def correction_table(revision: Revision, changed: Sequence[Correction]) -> Table:
    """Every correction with who made it, when and why; three statements."""
    telling = Telling(revision)
    rows: list[Row] = []
    for number, correction in enumerate(changed, 1):
        told = telling.told(correction)
        who = f"{correction.by.name}\n{official_date(correction.at)}"
        rows.append((number, told.kind, told.operation, told.name, told.before, told.after, who, correction.why))
    columns = (
        NUMBER,
        Column("类别"),
        Column("办法"),
        Column("对象", "wrap"),
        Column("更正前", "wrap"),
        Column("更正后", "wrap"),
        Column("更正人、日期", width=7.5),
        Column("理由", "wrap"),
    )
    return Table(columns, rows)
