"""机制清单: every mechanism to be built or run, and who answers for it."""

from django.utils.translation import gettext_lazy as _

from luoshi.papers.columns import Column, Row
from luoshi.plans.exports.asked import Asked, Kind
from luoshi.plans.exports.contents import NUMBER, Contents, places
from luoshi.plans.exports.frame import sheet, workbook
from luoshi.plans.exports.wording import units_of
from luoshi.plans.models import MechanismMention
from luoshi.plans.queries import lists


def make(asked: Asked) -> bytes:
    """The list as .xlsx; five statements."""
    found = asked.arranged(lists.mechanisms(asked.revision, asked.filters)).prefetch_related("measure__units")
    contents = Contents(asked.revision)

    def line(number: int, row: MechanismMention) -> Row:
        place = (contents.chapter(row), contents.number(row))
        return (number, *place, row.name, row.verb, *(units_of(row.measure, role) for role in ("lead", "responsible")))

    rows = [line(number, row) for number, row in enumerate(found, 1)]
    name = str(KIND.name)
    return workbook(asked, name, sheet(asked, name, (NUMBER, *places(asked), *COLUMNS), rows, NOTES))


COLUMNS: tuple[Column, ...] = (
    Column("机制", "wrap"),
    Column("原文要求"),
    Column("牵头单位", "wrap"),
    Column("责任单位", "wrap"),
)
NOTES = ("牵头单位、责任单位是机制所在举措的单位；所在条目没有写明单位的，空白。",)
KIND = Kind("mechanisms", _("机制清单"), ".xlsx", make, place=5, rows="mechanisms")
