"""What the figures of a sentence claim: of which indicator, compared how, moved from where."""

from dataclasses import dataclass, replace
from typing import Literal

from luoshi.reader.reading import Comparator
from luoshi.reader.targets import grammar, names, words
from luoshi.reader.targets.quantities import Quantity
from luoshi.reader.targets.spots import Scene, Spot, is_enumerated

How = Literal["level", "growth", "action", "share", "external"]


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure and what it is said of. Places are in the flow.

    `base` is the indicator without words of growth and measure ("" until a neighbour lends its own). `construct`
    is shared by the claims of one 分别 or one clause; `year` is set where the figure has a year of its own.
    """

    start: int
    end: int
    indicator: str
    base: str
    how: How
    comparator: Comparator
    quantity: Quantity | None
    construct: int
    baseline: str | None = None
    modality: str | None = None
    year: int | None = None


def claim_of(scene: Scene, spot: Spot, last: Claim | None) -> Claim | None:
    """What one figure claims after the `last` claim of its sentence; None where it is no target."""
    for read in (_enumerated, _striving, _served, _level, _growth, _portion, _action, _bare):
        claim = read(scene, spot, last)
        if claim is not None:
            found = grammar.MODALITY.findall(scene.narrow, spot.low, spot.quantity.start)
            return replace(claim, modality=found[-1] if found else None)
    return None


def _compared(quantity: Quantity, hedged: bool, reach: str | None, default: Comparator) -> Comparator:
    """What stands behind the figure decides, then what stands before it, then the kind of claim."""
    if quantity.high is not None:
        return "range"
    if hedged:
        return "approx"
    return words.SUFFIXES.get(quantity.suffix) or words.REACHES.get(reach or "") or default


def _level(scene: Scene, spot: Spot, last: Claim | None) -> Claim | None:
    """…达到40%以上, …控制在5%以内, …由30%提高到45%."""
    region, hedged = grammar.unhedged(spot.region)
    found = grammar.LEVEL.search(grammar.OWN_YEAR.sub("", region), max(0, len(region) - grammar.REACH_WIDTH))
    if found is None or _describes(spot) or (found["made"] and spot.quantity.kind not in {"percent", "times"}):
        return None
    region = region[: found.start()]
    name = names.subject(region)
    if grammar.ACTION.fullmatch(name) or (found["only"] and len(names.noun_after(spot.after)) > 1):
        return None
    name = names.whole(name, last.base if last is not None else "")
    if name.startswith("占") and last is not None:
        name = last.base + name
    falls = grammar.FALLING.match(found["moved"] or "")
    exact = found["made"] and spot.quantity.value == 100
    limited = falls or grammar.LIMITED.search(name)
    default: Comparator = "<=" if limited else "=" if exact else ">="
    reach = found["reach"] or found["only"] or ""
    comparator = _compared(spot.quantity, hedged, None if limited and reach[:1] == "达" else reach, default)
    claim = _claim(scene, spot, last, "level", name, comparator)
    return claim and replace(claim, indicator=names.with_share(claim.base, found["of"], spot.quantity))


def _growth(scene: Scene, spot: Spot, last: Claim | None) -> Claim | None:
    """…年均增长7%以上, …下降18%, 高于全省平均水平1个百分点, …翻一番."""
    quantity = spot.quantity
    region, hedged = grammar.unhedged(spot.region)
    found = _grown(region, quantity)
    if found is None or quantity.kind in {"bare", "class"} or _describes(spot):
        return None
    named = found.groupdict()
    stem = region[: found.start()]
    base = grammar.COMPARED.search(stem)
    name = names.subject(stem)
    if grammar.ACTION.fullmatch(name):
        name = ""
        if quantity.kind in {"count", "amount"}:
            return None
    if not name and (names.noun_after(spot.after) or (not base and last is None and quantity.kind != "percent")):
        return None
    comparator = _compared(quantity, hedged, named.get("reach"), ">=")
    claim = _claim(scene, spot, last, "growth", name, comparator)
    if claim is None:
        return None
    if found.re is grammar.OVER:
        return replace(claim, indicator=claim.base + found[0])
    suffix = names.growth_suffix(named.get("adverbs") or "", named.get("verb") or "", quantity, base and base["base"])
    return replace(
        claim,
        indicator=names.with_suffix(claim.base, suffix),
        baseline=base[0].strip("，,比较与在") if base else None,
    )


def _grown(region: str, quantity: Quantity) -> "grammar.Match | None":
    window = max(0, len(region) - grammar.REACH_WIDTH)
    if quantity.kind == "fold":
        return grammar.ANYTHING_END.search(region)
    found = grammar.GROWTH.search(region, window)
    if found is None and quantity.kind in {"percent", "points"}:
        found = grammar.OVER.search(region, window)
    return found


def _describes(spot: Spot) -> bool:
    """A figure with a noun behind it says how large that noun is (产值达到10亿元的企业)."""
    if spot.quantity.kind == "count" and not spot.quantity.suffix and not spot.after.startswith("的"):
        return False
    return bool(grammar.NOUN.match(spot.after)) and not grammar.AIM.match(spot.after)


def _portion(scene: Scene, spot: Spot, last: Claim | None) -> Claim | None:
    """90%以上的乡镇卫生院达到服务能力标准: the share of a whole that does something."""
    found = grammar.PORTION.match(spot.after) if spot.quantity.kind == "percent" else None
    lead = names.subject(spot.region)
    whole = grammar.PART_DONE.search(spot.region) and spot.quantity.suffix and spot.after.startswith("的")
    covering = grammar.COVERING.search(spot.region) if spot.quantity.kind == "percent" else None
    if covering and len(names.noun_after(spot.after)) > 1:
        what = lead + names.noun_after(spot.after)
    elif whole and spot.quantity.kind == "percent":
        what = names.noun_after(spot.after)
    elif found is not None and len(lead) <= 8:
        what = lead + found["what"]
    else:
        return None
    comparator = _compared(spot.quantity, False, None, "=" if spot.quantity.value == 100 else ">=")
    claim = _claim(scene, spot, last, "share", what[:40], comparator)
    return claim and replace(claim, indicator=claim.base + "比例", end=spot.quantity.stop + len(spot.after))


def _action(scene: Scene, spot: Spot, last: Claim | None) -> Claim | None:
    """新建中小学5所, 完成10万亩营造林: something is done in a number or an amount."""
    quantity = spot.quantity
    region, hedged = grammar.unhedged(spot.region)
    reach = grammar.LEVEL.search(region, max(0, len(region) - grammar.REACH_WIDTH))
    region = region[: reach.start()] if reach else region
    left = scene.narrow[spot.low : spot.quantity.start]
    if quantity.kind == "class" and (quantity.unit or "").endswith("元"):
        return None
    own, verb = grammar.ACTION.search(region), grammar.ACTION.search(left) or grammar.ACHIEVED.search(spot.after)
    goes_on = last is not None and not own and last.how == "action"
    if not (verb or goes_on) or _is_scale(spot, region):
        return None
    if quantity.kind in {"percent", "times"}:
        return _changed(scene, spot, last, region)
    if quantity.kind not in {"count", "amount", "class"} or (quantity.spoken and not _builds(left, spot)):
        return None
    noun = names.sized(region, last.base if last else "") or names.counted(region, spot.after, spot.rest)
    noun = names.whole(noun, last.base if last else "") or (last.base if goes_on and last and not region else "")
    if not noun and (quantity.kind == "amount" or (quantity.unit or "").endswith("人次")):
        noun = names.subject(region)
    if last is not None and grammar.BUILDS_ONLY.fullmatch(noun):
        noun = ""
    default: Comparator = "approx" if quantity.kind == "class" else names.counting(quantity)
    comparator = _compared(quantity, hedged, reach["only"] if reach else None, default)
    claim = _claim(scene, spot, last, "action", noun, comparator, borrow=False)
    if claim is None:
        return None
    first = claim.start if own or goes_on else _trimmed(scene, spot.low, spot)
    start, end = _span(scene, spot, first)
    return replace(claim, indicator=names.with_measure(noun, quantity), start=start, end=end)


def _span(scene: Scene, spot: Spot, first: int) -> tuple[int, int]:
    """From the verb to the noun, and the clause around them where it is not twice as long."""
    verb = grammar.ACTION.search(scene.narrow, first, spot.quantity.start)
    start, end = verb.start() if verb else first, _noun_end(scene, spot)
    room = end - start
    if start - first <= room:
        room -= start - first
        start = first
    return start, spot.end if end <= spot.end <= end + room else end


def _striving(_scene: Scene, spot: Spot, last: Claim | None) -> Claim | None:
    """…增长6%，力争7%: a second, higher figure for the same indicator."""
    if last is None or last.quantity is None or last.quantity.unit != spot.quantity.unit:
        return None
    described = grammar.NOUN.match(spot.after) and not grammar.AIMED.search(spot.after)
    if grammar.STRIVING.fullmatch(spot.region) is None or described:
        return None
    return replace(
        last, end=spot.quantity.stop, quantity=spot.quantity, comparator=_compared(spot.quantity, False, None, ">=")
    )


def _served(scene: Scene, spot: Spot, last: Claim | None) -> Claim | None:
    """为2万名残疾人提供康复服务: something is done for a number of people."""
    found = grammar.SERVED.match(spot.after) if spot.region.endswith("为") and spot.quantity.kind == "count" else None
    if found is None:
        return None
    comparator = _compared(spot.quantity, False, None, names.counting(spot.quantity))
    claim = _claim(scene, spot, last, "action", found["who"], comparator)
    end = spot.quantity.stop + len(found["who"])
    return claim and replace(claim, indicator=names.with_measure(found["who"], spot.quantity), end=end)


def _noun_end(scene: Scene, spot: Spot) -> int:
    """Where the noun behind a figure ends, brackets inside it included."""
    if names.described(spot.rest):
        return spot.end
    left, place, depth = len(names.noun_after(spot.after, whole=True)), spot.quantity.stop, 0
    while left > 0 and place < spot.high:
        opens, closes = scene.narrow[place] in "（(", scene.narrow[place] in "）)"
        depth += opens
        left -= depth <= 0
        depth -= closes
        place += 1
    return place


def _enumerated(scene: Scene, spot: Spot, last: Claim | None) -> Claim | None:
    """打造甲、乙、丙“三条线路”: a quoted number of things that stand listed before it."""
    if not is_enumerated(scene, spot):
        return None
    noun = names.noun_after(spot.after)
    claim = _claim(scene, spot, last, "action", noun, "=")
    return claim and replace(
        claim, start=spot.low - 1, end=spot.high + 1, indicator=names.with_measure(noun, spot.quantity)
    )


def _builds(left: str, spot: Spot) -> bool:
    """A number in words is a target only where something is built, not where it belongs to a phrase."""
    return bool(grammar.BUILD.search(left)) and not grammar.ABSTRACT.match(spot.after)


def _is_scale(spot: Spot, region: str) -> bool:
    """Whether the figure tells how large one work is, or of how many the sentence speaks."""
    smallest = spot.quantity.unit in {"户", "人"} and spot.quantity.suffix and grammar.SMALLEST.match(spot.after)
    if smallest or grammar.SPOKEN_OF.search(region) or grammar.ABSTRACT.match(spot.after):
        return True
    specified = grammar.SPECIFIED.search(region) and not grammar.ADDED.search(region)
    sized = spot.after.startswith("的") or ("下" in spot.quantity.suffix and spot.after)
    rated = "/" in (spot.quantity.unit or "") and spot.quantity.suffix and spot.after
    deep = spot.quantity.unit == "米" and grammar.DIMENSION.match(spot.after)
    owned = len(names.subject(_without_action(region))) > 1 and grammar.OF_WORKS.match(spot.rest)
    return spot.quantity.kind == "amount" and bool(specified or sized or rated or deep or owned)


def _without_action(region: str) -> str:
    found = grammar.ACTION.match(region)
    return region[found.end() :] if found else region


def _changed(scene: Scene, spot: Spot, last: Claim | None, region: str) -> Claim | None:
    """压减审批时间30%: the verb of change stands before the noun."""
    found = grammar.CHANGE.fullmatch(names.subject(region))
    if found is None or grammar.NOUN.match(spot.after):
        return None
    claim = _claim(scene, spot, last, "growth", found["noun"], _compared(spot.quantity, False, None, ">="))
    return claim and replace(claim, indicator=claim.base + ("降幅" if grammar.FALLING.match(found[0]) else "增幅"))


def _bare(scene: Scene, spot: Spot, last: Claim | None) -> Claim | None:
    """优良天数比例90%以上: no verb, but a list goes on or a goal is told."""
    quantity = spot.quantity
    region, hedged = grammar.unhedged(spot.region)
    name = names.whole(names.subject(grammar.LINK.sub("", region)), last.base if last is not None else "")
    if name.startswith("占") and last is not None:
        name = last.base + name
    if grammar.NOUN.match(spot.after) or quantity.kind in {"class", "times", "span"} or len(name) < 2:
        return None
    if grammar.PLAIN.match(name) or grammar.SPECIFIED.search(region):
        return None
    default: Comparator = "<=" if grammar.LIMITED.search(name) else names.counting(quantity)
    comparator = _compared(quantity, hedged, None, default)
    if last is not None and last.how in {"level", "growth"} and len(name) <= 25:
        claim = _claim(scene, spot, last, last.how, name, comparator)
        growing = last.how == "growth" and quantity.kind == "percent"
        return claim and replace(claim, indicator=names.with_suffix(name, names.suffix_of(last)) if growing else name)
    told = scene.goal or quantity.suffix or spot.told == "forward"
    rate = quantity.kind == "percent" and name.endswith(("率", "比例", "比重"))
    if rate or (told and grammar.MEASURE_END.search(name)) or grammar.PER_HEAD.match(name):
        return _claim(scene, spot, last, "level", name, comparator)
    return None


def _claim(
    scene: Scene,
    spot: Spot,
    last: Claim | None,
    how: How,
    name: str,
    comparator: Comparator,
    *,
    borrow: bool = True,
) -> Claim | None:
    """A claim that begins where its part of the clause does; without a subject it goes on with what stands before."""
    start = construct = _trimmed(scene, spot.start, spot)
    if len(name) < 2 and borrow:
        if last is not None:
            name, start, construct = last.base, last.start, last.construct
            if how == "level" and spot.quantity.kind in {"amount", "count"}:
                name = names.with_suffix(name, "")
        else:
            name, start = names.clause_before(scene.text, spot.sentence, spot.low, start)
        if len(name) < 2:
            return None
    return Claim(start, spot.quantity.stop, name, name, how, comparator, spot.quantity, construct)


def _trimmed(scene: Scene, start: int, spot: Spot) -> int:
    found = grammar.TIME_LEAD.match(scene.narrow, start, spot.quantity.start)
    return found.end() if found else start
