"""Figures that are no targets: the past, rules about money and taking part, meetings, names."""

from luoshi.reader.targets import grammar
from luoshi.reader.targets.spots import Scene, Spot, is_enumerated

_NEAR = 120
_OCCASIONS = {"次", "场", "场次", "轮"}


def is_excluded(scene: Scene, spot: Spot) -> bool:
    """Whether the words around a figure show that nobody promises to reach it."""
    return _looks_back(scene, spot) or _is_rule(scene, spot) or _is_named(scene, spot)


def _looks_back(scene: Scene, spot: Spot) -> bool:
    """Whether the sentence tells of the past before this figure, and not of the future since."""
    place = spot.quantity.start
    return spot.told == "back" or (scene.past and not spot.told) or scene.narrow[place - 1 : place] == "了"


def _is_rule(scene: Scene, spot: Spot) -> bool:
    left = scene.narrow[max(spot.low, spot.quantity.start - _NEAR) : spot.quantity.start]
    if grammar.ELIGIBLE.search(left) or grammar.ELIGIBLE_AFTER.match(spot.after):
        return True
    if spot.quantity.kind != "count" and grammar.GRANTED.search(left):
        return True
    if left.startswith(("对", "凡")) and spot.after.startswith("的"):
        return True
    if spot.quantity.unit in _OCCASIONS and grammar.MEETING.search(left + spot.after):
        return True
    if spot.quantity.unit in _OCCASIONS and grammar.OFTEN.search(left):
        return True
    if spot.quantity.kind != "count":
        return False
    return bool(grammar.ORGANISED.search(left + spot.after) or (spot.quantity.value == 1 and grammar.EACH.search(left)))


def _is_named(scene: Scene, spot: Spot) -> bool:
    """A figure inside a quoted name (“三个一批”), unless the quote itself says what is to be reached."""
    if spot.low == 0 or scene.narrow[spot.low - 1] not in '“"':
        return False
    window = max(0, len(spot.region) - grammar.REACH_WIDTH)
    reached = grammar.LEVEL.search(spot.region, window) or grammar.GROWTH.search(spot.region, window)
    return reached is None and spot.high - spot.low <= 14 and not is_enumerated(scene, spot)
