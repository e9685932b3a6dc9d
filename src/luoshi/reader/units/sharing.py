"""What the members of a list share: 甲市、乙县政府 are two governments, 各市、县政府 is one expression."""

import re
from collections.abc import Sequence

from luoshi.reader.units.vocabulary import any_of

_LEVEL = any_of("省 自治区 直辖市 自治州 市 地 州 盟 县 区 旗 乡 镇 街道")
_NOTE = "(?:[（(〔][^（）()〔〕]{1,12}[）)〕])?"
_KIND = any_of("扩权 自治 省直管 直管 县级 地级 特 神农架林")
_FIRST = re.compile(
    rf"(?:各|有关|相关|沿[^、]{{1,6}}|全[省市州县区]各?)?{_LEVEL}{{1,3}}{_NOTE}|各地区行署|各盟行政公署|各盟行署"
)
_OPENS = re.compile(rf"(?:.*[^和及与](?:和|及|与|以及))?(?:{_FIRST.pattern})")
_NEXT = re.compile(rf"{_KIND}?{_LEVEL}{{1,3}}{_NOTE}")
_LAST = re.compile(
    rf"(?!街道)(?:直辖市[和及])?(?:{_KIND}|计划单列)?{_LEVEL}{{1,3}}{_NOTE}(?:[两三四]?级)?(?:党委和|党委)?(?:(?:人民)?政府|党委|人大|政协|行署){_NOTE}"
)
_BARE = re.compile(f"(?!街道)(?:县级|地级)?{_LEVEL}{_NOTE}")
_REGION = re.compile(
    r"(?!.*(?:各|有关|相关|新区|开发区|园区|经开区|高新区|度假区|示范区|管理区|试验区|合作区))[\u4e00-\u9fff]{1,14}[市县区州盟旗乡镇]"
)
_ZONE = re.compile(r"(?!各|有关|相关)[\u4e00-\u9fff]{1,14}区")
_GOVERNMENT = re.compile(
    r"(?P<head>(?!.*(?:各|有关|相关))[\u4e00-\u9fff]{1,14}[市县区州盟旗乡镇])(?P<tail>(?:人民)?政府)"
)
_ADMINISTRATION = re.compile(r"(?P<head>(?!各|有关|相关)[\u4e00-\u9fff]{1,14}区)(?P<tail>管委会|管理委员会)")
_COUNTED = re.compile(
    r"(?P<head>[\u4e00-\u9fff]{2,8}?)(?:等?(?:[两二三四五六七八九十]|[0-9]+)个?|等)(?P<kind>县区|县市|市县|区县|[县市区旗州]|乡镇)(?P<tail>(?:人民)?政府)"
)
_SHORT = re.compile(r"[\u4e00-\u9fff]{2,4}")
_FIELD = re.compile(
    r"(?!有关|相关|职能|各|主管|责任|成员|市直|省直|州直|县直|区直|直属|组成)[\u4e00-\u9fff]{2,8}(?P<tail>部门)"
)
_BARE_FIELD = re.compile(r"[\u4e00-\u9fff]{2,6}(?<![局委厅办部院署会区县市州心司团])")
_PLAIN = re.compile(
    r"(?![^市县区旗州]*(?:各|有关|相关|全))[\u4e00-\u9fff]{2,4}(?P<kind>[市县区旗州])(?P<tail>(?:人民)?政府)"
)
_BARE_PLACE = re.compile(r"[\u4e00-\u9fff]{2,3}(?<![局委厅办部院署会区县市州旗心司团府行校社所站队联协组])")
_CLOSE = frozenset("、和\n")


def one_body(pieces: Sequence[tuple[str, str]]) -> int:
    """How many of these pieces, from the first on, are one expression cut at its own 、; 1 when the first stands alone.

    `pieces` holds names and the separator before each.

    >>> one_body([("各市", ""), ("县（区）人民政府", "、"), ("各部门", "，")])
    2
    >>> one_body([("各乡镇", ""), ("街道", "、")]), one_body([("甲市", ""), ("乙县政府", "、")])
    (1, 1)
    >>> one_body([("各省", ""), ("自治区", "、"), ("直辖市和计划单列市人民政府", "、")])
    3
    """
    if not pieces or _OPENS.fullmatch(pieces[0][0]) is None:
        return 1
    size, bare = 1, 1
    for name, separator in pieces[1:]:
        if separator != "、":
            break
        size += 1
        if _LAST.fullmatch(name):
            return size
        if _NEXT.fullmatch(name) is None:
            break
        bare = size if bare == size - 1 and _BARE.fullmatch(name) else bare
    return bare


def completed(listed: Sequence[tuple[str, str]]) -> list[str]:
    """Names with the ending that only the last of a row prints; `listed` holds names and the separator before each.

    >>> completed([("甲市", ""), ("乙县", "、"), ("丙县政府", "、")])
    ['甲市政府', '乙县政府', '丙县政府']
    >>> completed([("子午", ""), ("丑未", "、"), ("寅申三县人民政府", "、")])
    ['子午县人民政府', '丑未县人民政府', '寅申县人民政府']
    """
    names = [name for name, _ in listed]
    for last, name in enumerate(names):
        for whole, part in ((_GOVERNMENT, _REGION), (_ADMINISTRATION, _ZONE), (_FIELD, _BARE_FIELD)):
            found = whole.fullmatch(name)
            if found:
                _share(names, listed, last, part, found["tail"])
        counted = _COUNTED.fullmatch(name)
        if counted:
            names[last] = _whole(counted["head"], counted["kind"], counted["tail"])
            for place in _row(names, listed, last, _SHORT):
                names[place] = _whole(names[place], counted["kind"], counted["tail"])
        plain = _PLAIN.fullmatch(name)
        if plain:
            for place in _row(names, listed, last, _BARE_PLACE):
                names[place] += plain["kind"] + plain["tail"]
    return names


def _whole(head: str, kind: str, tail: str) -> str:
    return head + tail if head[-1] in "县市区旗州镇乡" else head + kind[0] + tail


def _row(names: Sequence[str], listed: Sequence[tuple[str, str]], last: int, part: "re.Pattern[str]") -> list[int]:
    """Members just before `last` that are such parts of a name."""
    row, place = [], last
    while place and listed[place][1] in _CLOSE and part.fullmatch(names[place - 1]):
        place -= 1
        row.append(place)
    return row


def _share(names: list[str], listed: Sequence[tuple[str, str]], last: int, part: "re.Pattern[str]", tail: str) -> None:
    for place in _row(names, listed, last, part):
        names[place] += tail
