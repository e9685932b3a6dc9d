"""Lists: filter, order and page stand in the address, and old addresses keep working."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.http import QueryDict

from luoshi.web.address import changed
from luoshi.web.listing import Listing, listing


def shown(address: str, rows: int = 120) -> Listing[int]:
    return listing(QueryDict(address), range(rows))


@pytest.mark.parametrize(
    ("address", "first", "last"),
    [("", 1, 50), ("page=2", 51, 100), ("page=3", 101, 120), ("page=99", 101, 120), ("page=x", 1, 50)],
)
def test_a_page_out_of_range_is_the_nearest(address: str, first: int, last: int) -> None:
    found = shown(address)
    assert (found.first, found.last) == (first, last)


def test_an_empty_list_has_one_empty_page() -> None:
    found = shown("", rows=0)
    assert (found.first, found.last, found.total, found.pages, found.numbers()) == (0, 0, 0, 1, [1])


def test_numbers_show_the_ends_the_neighbours_and_gaps() -> None:
    assert shown("page=10", rows=1000).numbers() == [1, None, 8, 9, 10, 11, 12, None, 20]


def test_other_parameters_stay_in_every_address() -> None:
    found = shown("unit=水务局&page=2")
    assert QueryDict(found.page_href(3)[1:]).dict() == {"unit": "水务局", "page": "3"}
    assert QueryDict(found.page_href(1)[1:]).dict() == {"unit": "水务局"}


def test_sorting_again_turns_round_and_goes_back_to_page_one() -> None:
    found = listing(
        QueryDict("sort=name&page=2&q=水"), ContentType.objects.none(), orders={"name": ("model",)}, default="name"
    )
    assert found.direction("name") == "ascending"
    assert QueryDict(found.sort_href("name")[1:]).dict() == {"sort": "-name", "q": "水"}
    assert found.direction("value") == ""


def test_an_order_nobody_offers_is_the_default() -> None:
    found = listing(QueryDict("sort=password"), ContentType.objects.none(), orders={"name": ("model",)}, default="name")
    assert found.order == "name"


def test_changing_a_filter_goes_back_to_page_one_and_an_empty_one_goes_away() -> None:
    assert changed(QueryDict("a=1&page=4"), b="水") == "?a=1&b=%E6%B0%B4"
    assert changed(QueryDict("a=1&b=2"), b=None) == "?a=1"
