"""责任清单: for every unit, what it leads, answers for and supports. Groups stand for their members on a day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from luoshi.orgs.models import Unit
from luoshi.orgs.queries import members_of
from luoshi.papers.columns import Column, Row
from luoshi.papers.dates import official_date
from luoshi.papers.sheets import Sheet
from luoshi.plans.exports import wording
from luoshi.plans.exports.asked import Asked, Kind
from luoshi.plans.exports.contents import NUMBER, Contents
from luoshi.plans.exports.frame import group_notes, sheet, workbook
from luoshi.plans.exports.kinds.tasks import UNDATED, due_of
from luoshi.plans.models import Measure, MeasureUnit
from luoshi.plans.queries import lists

_ROLES = tuple(wording.SHARES)


@dataclass(frozen=True, slots=True)
class Share:
    """What falls to one unit of one measure, and through which group, if any."""

    rank: tuple[int, str]
    unit: str
    measure: Measure
    mention: MeasureUnit
    group: str = ""

    @property
    def order(self) -> tuple[int, int, int]:
        """Leading before answering before supporting; then as in the text."""
        return (_ROLES.index(self.mention.role), self.measure.start, self.measure.pk)


def make(asked: Asked) -> bytes:
    """The list as .xlsx; seven statements."""
    measures = list(lists.measures(asked.revision, asked.filters))
    mentions = [unit for measure in measures for unit in measure.units.all() if _wanted(unit, asked)]
    members = members_of({unit.group_id for unit in mentions if unit.group_id}, asked.on)
    by_unit = shared_out(measures, mentions, members)
    shares = [share for each in by_unit.values() for share in each]
    contents = Contents(asked.revision)
    rows = [_line(number, share, contents) for number, share in enumerate(shares, 1)]
    expanded = f"备注写明单位组的，原文只写组名，按该组{official_date(asked.on)}的成员逐个列出。"
    notes = [
        *group_notes(mentions, asked),
        *([expanded] if any(share.group for share in shares) else []),
        *([] if all(due_of(measure) for measure in measures) else [UNDATED]),
    ]
    counted = f"共{len(by_unit)}个单位、{len(shares)}项责任。"
    main = sheet(asked, str(KIND.name), COLUMNS, rows, notes, counted=counted, landscape=False)
    return workbook(asked, str(KIND.name), main, _summary(asked, by_unit))


def shared_out(
    measures: Iterable[Measure], mentions: Iterable[MeasureUnit], members: dict[int, list[Unit]]
) -> dict[tuple[int, str], list[Share]]:
    """Shares by unit, in the order of the register; names it does not know come last.

    A unit that a measure names twice, itself or through a group, has one share of it: the weightiest.
    """
    held = {measure.pk: measure for measure in measures}
    found: dict[tuple[int, str], dict[int, Share]] = {}
    for mention in mentions:
        for share in _shares(held[mention.measure_id], mention, members):
            own = found.setdefault(share.rank, {})
            before = own.get(mention.measure_id)
            if before is None or (share.order, bool(share.group)) < (before.order, bool(before.group)):
                own[mention.measure_id] = share
    ranked = sorted(found.items())
    return {rank: sorted(shares.values(), key=lambda share: share.order) for rank, shares in ranked}


def _shares(measure: Measure, mention: MeasureUnit, members: dict[int, list[Unit]]) -> Iterator[Share]:
    inside = members.get(mention.group_id, []) if mention.group_id else []
    for unit in inside:
        yield Share((unit.pk, unit.name), unit.name, measure, mention, mention.printed)
    if mention.unit:
        yield Share((mention.unit.pk, mention.unit.name), mention.unit.name, measure, mention)
    elif not inside:
        yield Share((_LAST, mention.printed), mention.printed, measure, mention)


def _wanted(mention: MeasureUnit, asked: Asked) -> bool:
    """Whether the filters leave this unit in."""
    unit, role = asked.filters.get("unit"), asked.filters.get("role")
    named = unit is None or mention.printed == unit
    return named and (not role or (mention.role == "lead") == (role == "lead"))


def _summary(asked: Asked, by_unit: dict[tuple[int, str], list[Share]]) -> Sheet:
    """How much falls to each unit."""
    rows: list[Row] = []
    for number, shares in enumerate(by_unit.values(), 1):
        roles = [share.mention.role for share in shares]
        rows.append((number, shares[0].unit, *(roles.count(role) for role in _ROLES), len(shares)))
    columns = (NUMBER, Column("单位"), *(Column(word, "serial") for word in wording.SHARES.values()), TOTAL)
    return sheet(asked, SUMMARY, columns, rows, (), counted=f"共{len(rows)}个单位。", landscape=False)


def _line(number: int, share: Share, contents: Contents) -> Row:
    leading = wording.names(share.measure.units.all(), "lead")
    share_word = "总牵头" if share.mention.accountable and not share.group else wording.SHARES[share.mention.role]
    return (
        number,
        share.unit,
        share_word,
        contents.place(share.measure),
        share.measure.title,
        leading,
        due_of(share.measure),
        share.group,
    )


_LAST = 2**62
COLUMNS = (
    NUMBER,
    Column("单位", "wrap", width=5.5, merge_repeats=True),
    Column("分工"),
    Column("条目"),
    Column("举措", "wrap"),
    Column("牵头单位", "wrap"),
    Column("完成时限", "date"),
    Column("备注"),
)
SUMMARY, TOTAL = "责任汇总", Column("合计", "serial")
KIND = Kind("duties", _("责任清单"), ".xlsx", make, place=2, rows="measures")
