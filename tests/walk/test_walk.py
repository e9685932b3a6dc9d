"""Every role walks over every route and every thing of another unit, by GET and by POST.

Nothing answers with a failure; without the permission there is a 403, without an account the way to sign in, and what
somebody may not see is a 404 that does not say what it hides.
"""

import pytest

from luoshi.orgs.rules.roles import ROLES, permissions_of
from tests.walk.conftest import CITIZEN, WALKERS, Answer, Walked
from tests.walk.routes import ROUTES, Route
from tests.walk.things import EMPTY, PARAMETERS, POST_NEEDS, SECRETS, TELLS_ALL, Scene, Who

pytestmark = pytest.mark.django_db

NOT_THIS_METHOD = 405


def test_every_parameter_stands_for_something() -> None:
    """A new route with parameters needs a line in things.PARAMETERS, or nobody walks over it."""
    needed = {route.name: set(route.parameters) for route in ROUTES if route.parameters}
    assert {name: set(things) for name, things in PARAMETERS.items()} == needed


def test_every_role_walks() -> None:
    assert {role for _, roles in WALKERS.values() for role in roles} == set(ROLES)


@pytest.mark.parametrize("name", [*WALKERS, CITIZEN])
def test_a_walk_over_everything(walked: Walked, scene: Scene, name: str) -> None:
    wrong = [f"{found}: {trouble}" for found in walked(name) if (trouble := _trouble(found, name, scene))]
    assert wrong == []


def test_what_is_hidden_is_hidden_and_what_is_not_is_there(walked: Walked) -> None:
    """The walk would be worth little if everything answered 405, or were hidden from everybody."""
    for route in (route for route in ROUTES if route.parameters and route.name not in EMPTY):
        met = {name: {found.status for found in walked(name) if found.route == route} for name in WALKERS}
        hidden = {name for name in WALKERS if _holds(route, _who(name)) and not _sees(route, _who(name))}
        assert all(404 in met[name] for name in hidden), route.name
        assert any(not statuses.isdisjoint({200, 302, 400, 409}) for statuses in met.values()), route.name


def _who(name: str) -> Who:
    unit, roles = WALKERS.get(name, ("", ()))
    return Who(unit, permissions_of(list(roles)))


def _holds(route: Route, who: Who) -> bool:
    return route.permission == "public" or not who.permissions.isdisjoint({route.permission, *route.others})


def _sees(route: Route, who: Who) -> bool:
    return all(thing.seen_by(who) for thing in route.things().values())


def _trouble(found: Answer, name: str, scene: Scene) -> str:
    """What is wrong with an answer, "" when nothing is."""
    route, status, who = found.route, found.status, _who(name)
    if name == CITIZEN and route.permission != "public":
        return "" if found.asks_to_sign_in else f"{status}, not asked to sign in"
    needed = _needed(found)
    if needed.isdisjoint({"public", *who.permissions}):
        return "" if status == 403 else f"{status} without {needed}"
    if not _sees(route, who) and status not in {404, NOT_THIS_METHOD}:
        return f"{status}, not hidden"
    absent = {404} if route.name in EMPTY else set()
    if _sees(route, who) and (status in {403, 404} - absent or status >= 500):
        return f"{status}, but there"
    return _told(found, who, scene)


def _needed(found: Answer) -> set[str]:
    """Permissions of which one suffices."""
    more = POST_NEEDS.get(found.route.name) if found.method == "POST" else None
    return {more} if more else {found.route.permission, *found.route.others}


def _told(found: Answer, who: Who, scene: Scene) -> str:
    hidden = [] if found.route.name in TELLS_ALL else [thing for thing in SECRETS if not thing.seen_by(who)]
    return "".join(f"tells {thing.secret(scene)}" for thing in hidden if thing.secret(scene) in found.text)
