"""What somebody asked for, what a kind of export is, and the file that comes of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar

from django.db.models import Model, QuerySet

from luoshi.plans.models import Revision

if TYPE_CHECKING:
    from django.utils.functional import Promise

LANGUAGE = "zh-hans"

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Asked:
    """A revision to be exported. `on` is the day on which groups are expanded, `at` the moment of the export.

    `filters` and `order` (field names, the text's order when empty) are those of the list page it is exported from,
    `narrowed` says the filters in words.
    """

    revision: Revision
    at: datetime
    on: date
    filters: Mapping[str, str] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    narrowed: str = ""

    @property
    def in_text_order(self) -> bool:
        """Whether rows stand as in the document, so that its chapters can be headings."""
        return not self.order

    def arranged(self, rows: QuerySet[Row]) -> QuerySet[Row]:
        """Rows in the order asked for."""
        return rows.order_by(*self.order) if self.order else rows


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of export: what it is called, its file's extension, and what makes it.

    `rows` names the list page whose filters it follows and which offers it, if any; `place` orders the kinds on a page.
    """

    code: str
    name: "str | Promise"
    suffix: str
    make: Callable[[Asked], bytes]
    place: int
    rows: str = ""
    permission: str = "plans.read"


@dataclass(frozen=True, slots=True)
class File:
    """A file in memory."""

    name: str
    content_type: str
    data: bytes
