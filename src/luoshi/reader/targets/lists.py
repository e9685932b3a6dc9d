"""Sentences of figures: rows shared out by 分别, values moved from a baseline, names lent by neighbours."""

import re
from collections.abc import Sequence
from dataclasses import replace

from luoshi.reader.reading import Comparator
from luoshi.reader.targets import grammar, names, words
from luoshi.reader.targets.claims import Claim, claim_of
from luoshi.reader.targets.exclusions import is_excluded
from luoshi.reader.targets.quantities import Quantity
from luoshi.reader.targets.spots import Scene, Spot, spots_in
from luoshi.reader.targets.worded import worded_claims

_YEAR_LIST = re.compile(r"20[0-9]{2}年?[底末]?(?:[、和及与]20[0-9]{2}年[底末]?)+")
_YEAR = re.compile(r"20[0-9]{2}")
_PAIRS = {"城乡": ("城镇", "农村"), "一二三产": ("一产", "二产", "三产")}
_REACHING = re.compile("惠及|覆盖|带动|服务|涉及|受益")
_RATIO = re.compile("(?:占比|比重|比例|增速|增长率|增幅)$")
_OWN_NAME = 6
_SEPARATOR = re.compile(r"、|以及|和|及|与|，")


def claims_in(scene: Scene, start: int, end: int) -> list[Claim]:
    """What the figures of one sentence claim, in printed order."""
    found: list[Claim] = []
    for spots in spots_in(scene, start, end):
        found += _clause(scene, spots, found)
    worded = list(worded_claims(scene, start, end))
    found = [each for each in found if not any(each.start < other.end and other.start < each.end for other in worded)]
    return sorted([*_lent(scene, found), *worded], key=lambda claim: (claim.start, claim.end))


def _clause(scene: Scene, spots: Sequence[Spot], earlier: Sequence[Claim]) -> list[Claim]:
    found: list[Claim] = []
    index, baseline, stem = 0, None, None
    while index < len(spots):
        spot = spots[index]
        if stem is not None:
            spot = replace(spot, start=stem[0], region=stem[1] + spot.region)
        origin = grammar.FROM.search(spot.region)
        claim = None
        run = 1
        if origin is None and not is_excluded(scene, spot):
            claim = claim_of(scene, spot, next(iter([*found[-1:], *earlier[-1:]]), None))
        if claim is not None:
            claim = replace(claim, baseline=baseline or claim.baseline)
            run = _run(spots, index)
            rows = _shared(scene, claim, spots[index : index + run]) if run > 1 else [claim]
            found += _again(rows, [*earlier, *found])
        figure = scene.text[spot.quantity.start : spot.quantity.end]
        baseline = origin["when"].rstrip("的") + figure if origin else None
        stem = (spot.start, spot.region[: origin.start()]) if origin else None
        index += run
    return found


def _again(rows: list[Claim], earlier: Sequence[Claim]) -> list[Claim]:
    """甲、乙增长1%、2%，分别达到3、4: a row without members of its own measures those of the row before it again."""
    before = [each for each in earlier if each.construct == rows[0].construct][-len(rows) :]
    borrowed = len(rows) > 1 and len(before) == len(rows) and {each.base for each in rows} == {before[-1].base}
    if not borrowed or len({each.base for each in before}) < len(rows):
        return rows
    return [replace(row, base=each.base, indicator=each.base) for row, each in zip(rows, before, strict=True)]


def _run(spots: Sequence[Spot], index: int) -> int:
    """How many figures stand in one row (8万吨、65万吨和12万吨) from this one on."""
    end = index + 1
    while end < len(spots) and spots[end].row and not spots[end - 1].after:
        end += 1
    return end - index


def _parts(region: str) -> list[str]:
    return _SEPARATOR.split(region)


def _shared(scene: Scene, claim: Claim, spots: Sequence[Spot]) -> list[Claim]:
    """One claim per member of 甲、乙、丙分别达到1、2、3; all cover the whole construction."""
    last = spots[-1].quantity
    years = _years(scene, spots)
    common: Comparator = ">=" if claim.comparator == "range" else claim.comparator
    members = [claim.base] * len(spots) if years else _members(claim.base, len(spots))
    suffix = names.suffix_of(claim)
    shared = []
    for index, spot in enumerate(spots):
        quantity = _with_unit(spot.quantity, last)
        suffixed = words.SUFFIXES.get(quantity.suffix or last.suffix, common)
        shared.append(
            replace(
                claim,
                end=max(last.stop, claim.end),
                base=members[index],
                indicator=names.with_suffix(members[index], suffix) if suffix else members[index],
                comparator="range" if quantity.high is not None else suffixed,
                quantity=quantity,
                year=years[index] if years else None,
            )
        )
    return shared


def _years(scene: Scene, spots: Sequence[Spot]) -> list[int]:
    """The years of 2025年和2030年…分别 for a row of as many figures; [] where the sentence names none."""
    listed = _YEAR_LIST.findall(scene.narrow, spots[0].sentence, spots[0].quantity.start)
    years = [int(year) for year in _YEAR.findall(listed[-1])] if listed else []
    return years if len(years) == len(spots) else []


def _with_unit(quantity: Quantity, last: Quantity) -> Quantity:
    """8、65、12万吨: a bare number takes the unit of the last one."""
    return replace(quantity, unit=last.unit, kind=last.kind) if quantity.kind == "bare" else quantity


def _members(base: str, count: int) -> list[str]:
    """Names of the members of a list, each completed with what the last one says for all."""
    base = base.replace("分别", "")
    for short, members in _PAIRS.items():
        if count == len(members) and short in base:
            return [base.replace(short, each, 1) for each in members]
    parts = _parts(base) if len(_parts(base)) == count else base.split("、")
    if len(parts) != count:
        return [base] * count
    return _completed(parts)


def _completed(parts: Sequence[str]) -> list[str]:
    """油料、蔬菜、食用菌总产量 -> 油料总产量 …; 肉牛存、出栏量 -> 肉牛存栏量, 肉牛出栏量."""
    first, last = parts[0], parts[-1]
    if all(len(part) == 1 for part in parts[:-1]) and len(last) > 4:
        return [*(part + last[1:] for part in parts[:-1]), last]
    alike = _alike(first, last)
    if alike:
        return [part if part.endswith(alike) else part + alike for part in parts[:-1]] + [last]
    tail = grammar.SHARED_TAIL.search(last)
    shared = tail[0] if tail else ""
    if len(last) <= 4 and tail and tail.start() <= 1:
        head, own = _split_short(first, last)
        return [
            head + own,
            *(head + part + last[1:] if len(part) == 1 else head + part for part in parts[1:]),
        ]
    ratio = _RATIO.search(last)
    if ratio and not _RATIO.search(first):
        return [part if _RATIO.search(part) else part + ratio[0] for part in parts[:-1]] + [last]
    whole = len(shared) >= _OWN_NAME
    return [part if _ends(part, shared, whole=whole) else part + shared for part in parts[:-1]] + [last]


def _alike(first: str, last: str) -> str:
    """What the last member adds to words that the first one ends in: 洪涝灾害、干旱灾害年均损失率; "" if nothing."""
    for size in range(min(len(first), 6), 1, -1):
        place = last.find(first[-size:])
        if place >= 0:
            rest = last[place + size :]
            return rest if grammar.MEASURE_END.search(rest) else ""
    return ""


def _ends(part: str, shared: str, *, whole: bool) -> bool:
    """Whether a member says itself what is measured; one that all share at length must end it."""
    if whole:
        return part.endswith(shared[-3:])
    return not shared or grammar.MEASURE_END.search(part) is not None


def _split_short(first: str, last: str) -> tuple[str, str]:
    """肉牛存 + 出栏量 -> 肉牛, 存栏量; 蔬菜产量 + 产值 -> 蔬菜, 产量."""
    measured = grammar.SHARED_TAIL.search(first)
    if measured and measured.start() > 0:
        return first[: measured.start()], measured[0]
    return first[:-1], first[-1] + last[1:]


def _lent(scene: Scene, claims: Sequence[Claim]) -> list[Claim]:
    """A count without a noun (建成10个) takes the noun of the claim behind it, else of the one before it; whom
    something reaches (惠及1.2万户) is said of what stands before.
    """
    named = list(claims)
    for index in reversed(range(len(named))):
        claim = named[index]
        if claim.base or claim.quantity is None:
            continue
        behind, before = named[index + 1 : index + 2], named[:index][::-1]
        reaches = _REACHING.match(scene.narrow, claim.start) is not None
        told = scene.narrow[claims[0].start : claim.start]
        inside = told.count("（") > told.count("）")
        donors = [*before, *behind] if reaches or inside else [*behind, *before]
        donor = next((each for each in donors if each.base and each.quantity), None)
        if donor is not None:
            named[index] = replace(claim, base=donor.base, indicator=names.with_measure(donor.base, claim.quantity))
    return [claim for claim in named if claim.base]
