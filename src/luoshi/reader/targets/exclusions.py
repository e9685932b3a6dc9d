"""Figures that are no targets: the past, rules about money and taking part, meetings, names."""

from luoshi.reader.targets import grammar
from luoshi.reader.targets.spots import Scene, Spot, is_enumerated

_OCCASIONS = {"次", "场", "场次", "轮"}


def is_excluded(scene: Scene, spot: Spot) -> bool:
    """Whether the words around a figure show that nobody promises to reach it."""
    return _looks_back(scene, spot) or _is_rule(scene, spot) or _is_named(scene, spot)


def _looks_back(scene: Scene, spot: Spot) -> bool:
    """Whether the sentence tells of the past before this figure, and not of the future since."""
    left = scene.narrow[spot.sentence : spot.quantity.start]
    past = max((found.end() for found in grammar.PAST.finditer(left)), default=-1)
    forward = max((found.end() for found in grammar.FORWARD.finditer(left)), default=-1)
    if past < 0 and forward < 0:
        return scene.past or left.endswith("了")
    return past > forward or left.endswith("了")


def _is_rule(scene: Scene, spot: Spot) -> bool:
    left = scene.narrow[spot.low : spot.quantity.start]
    if grammar.ELIGIBLE.search(left) or grammar.ELIGIBLE_AFTER.match(spot.after):
        return True
    if spot.quantity.kind != "count" and grammar.GRANTED.search(left):
        return True
    if left.startswith(("对", "凡")) and spot.after.startswith("的"):
        return True
    if spot.quantity.unit in _OCCASIONS and grammar.MEETING.search(left + spot.after):
        return True
    return spot.quantity.kind == "count" and bool(grammar.ORGANISED.search(left + spot.after))


def _is_named(scene: Scene, spot: Spot) -> bool:
    """A figure inside a quoted name (“三个一批”), unless the quote itself says what is to be reached."""
    if spot.low == 0 or scene.narrow[spot.low - 1] not in '“"':
        return False
    window = max(0, len(spot.region) - grammar.REACH_WIDTH)
    reached = grammar.LEVEL.search(spot.region, window) or grammar.GROWTH.search(spot.region, window)
    return reached is None and spot.high - spot.low <= 14 and not is_enumerated(scene, spot)
