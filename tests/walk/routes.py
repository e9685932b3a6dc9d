"""Every route of the product, as the URL resolver knows it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.walk.things import PARAMETERS, Scene, Thing


@dataclass(frozen=True)
class Route:
    """A route: its name with its room, its parameters, the permission that its view asks for, and all that suffice."""

    name: str
    parameters: tuple[str, ...]
    permission: str
    others: tuple[str, ...] = ()

    def address(self, scene: Scene) -> str:
        """Its address, with the things of `PARAMETERS` in it."""
        return reverse(self.name, kwargs={name: thing.of(scene) for name, thing in self.things().items()})

    def things(self) -> Mapping[str, Thing]:
        """What each parameter stands for."""
        return PARAMETERS.get(self.name, {})


def routes(resolver: URLResolver | None = None, room: str = "", given: tuple[str, ...] = ()) -> Iterator[Route]:
    """All of them, those of included rooms too."""
    for entry in (resolver or get_resolver()).url_patterns:
        parameters = (*given, *entry.pattern.converters)
        if isinstance(entry, URLResolver):
            yield from routes(entry, f"{entry.namespace}:" if entry.namespace else room, parameters)
        elif isinstance(entry, URLPattern):
            permission = getattr(entry.callback, "permission", "")
            held = tuple(getattr(entry.callback, "permissions", ()))
            yield Route(f"{room}{entry.name}", parameters, permission, held)


ROUTES = list(routes())
