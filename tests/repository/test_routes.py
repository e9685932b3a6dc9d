"""Every address says who may see it."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from luoshi.orgs.rules.roles import PERMISSIONS


def routes(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        address = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry, address)
        else:
            yield address, entry


ROUTES = dict(routes(get_resolver()))


@pytest.mark.parametrize("address", ROUTES)
def test_a_route_names_a_permission_or_says_it_is_public(address: str) -> None:
    permission = getattr(ROUTES[address].callback, "permission", None)
    assert permission == "public" or permission in PERMISSIONS, (
        f"{address}: decorate its view with requires() or public"
    )
