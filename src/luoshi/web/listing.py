"""One page of a list: rows in the order and of the page that the address names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.functional import Promise

from luoshi.web.address import changed

Row = TypeVar("Row")
PAGE_SIZE = 50


@dataclass(frozen=True)
class Column:
    """A column's head: what it says, the key it sorts by ("" when it does not), and its class ("num")."""

    label: "str | Promise"
    key: str = ""
    css: str = ""


@dataclass(frozen=True)
class Listing(Generic[Row]):
    """What a list page shows, and the addresses of its other orders and pages."""

    rows: Sequence[Row]
    total: int
    page: int
    pages: int
    order: str
    params: QueryDict

    @property
    def first(self) -> int:
        """Position of the first row shown, from 1; 0 when there is none."""
        return (self.page - 1) * PAGE_SIZE + 1 if self.total else 0

    @property
    def last(self) -> int:
        """Position of the last row shown."""
        return max(self.first - 1 + len(self.rows), 0)

    def direction(self, key: str) -> str:
        """How the list is sorted by `key`, as `aria-sort` says it; "" when it is not."""
        return {key: "ascending", f"-{key}": "descending"}.get(self.order, "")

    def sort_href(self, key: str) -> str:
        """Sort by `key`; once more turns it round."""
        return changed(self.params, sort=f"-{key}" if self.order == key else key)

    def page_href(self, page: int) -> str:
        """Another page of the same list."""
        return changed(self.params, page=page if page > 1 else None)

    def numbers(self) -> list[int | None]:
        """The page numbers to offer, None for a gap: the first, the last and those around this one."""
        near = sorted({1, self.pages, *range(max(self.page - 2, 1), min(self.page + 2, self.pages) + 1)})
        shown: list[int | None] = []
        for number in near:
            if shown and number - 1 != shown[-1]:
                shown.append(None)
            shown.append(number)
        return shown


def listing(
    params: QueryDict,
    rows: QuerySet[Any, Row] | Sequence[Row],
    *,
    orders: Mapping[str, Sequence[str]] | None = None,
    default: str = "",
) -> Listing[Row]:
    """The page that `params` asks for. `orders` maps a sort key to the fields it sorts by.

    An unknown order falls back to `default`, a page out of range to the nearest: old links keep working.
    """
    order = _order(params.get("sort", ""), orders or {}, default)
    pages = Paginator(_sorted(rows, order, orders or {}), PAGE_SIZE)
    page = pages.get_page(params.get("page"))
    return Listing(list(page.object_list), pages.count, page.number, pages.num_pages, order, params)


def in_order(
    params: QueryDict,
    rows: QuerySet[Any, Row],
    *,
    orders: Mapping[str, Sequence[str]],
    default: str,
) -> QuerySet[Any, Row]:
    """All rows in the order that `params` asks for, for an export."""
    ordered: QuerySet[Any, Row] = _sorted(rows, _order(params.get("sort", ""), orders, default), orders)
    return ordered


def order_fields(params: QueryDict, *, orders: Mapping[str, Sequence[str]], default: str) -> tuple[str, ...]:
    """The fields by which `params` asks to sort, for an export that makes its own query."""
    order = _order(params.get("sort", ""), orders, default)
    return tuple(_turned(field) if order.startswith("-") else field for field in orders[order.removeprefix("-")])


def _order(asked: str, orders: Mapping[str, Sequence[str]], default: str) -> str:
    return asked if asked.removeprefix("-") in orders else default


def _sorted(rows: Any, order: str, orders: Mapping[str, Sequence[str]]) -> Any:
    fields = orders.get(order.removeprefix("-"))
    if not fields:
        return rows
    return rows.order_by(*(_turned(field) for field in fields) if order.startswith("-") else fields)


def _turned(field: str) -> str:
    return field[1:] if field.startswith("-") else f"-{field}"
