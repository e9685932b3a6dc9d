"""What the indicator of a figure is called."""

import re
from typing import TYPE_CHECKING

from luoshi.reader.reading import Comparator
from luoshi.reader.targets import grammar
from luoshi.reader.targets.quantities import Quantity

if TYPE_CHECKING:
    from luoshi.reader.targets.claims import Claim

_MAKING = re.compile(
    r"(?:涉及|惠及|培育|建成(?!区)|打造|创建|引进|实现|新建|形成|带动|推进|推动|新增(?!长)|累计)(?=[\u4e00-\u9fff“]{3})"
)
_EDGE = "，、：；,:;（)的—-·"
_LISTED = re.compile("上市(?:企业|公司|后备)")
_BARE_MEASURE = re.compile("总?(?:产量|产值|面积|总量|规模|产能)")
_TRAILING = re.compile(
    r"(?:(?:全面|全部|基本|如期)(?:建成|完成|竣工|投产|投用|开工|通车)(?:投用|投产|运营)?|建设|改造|工作|等|共|各|约|合计|总数|年|以上|目标|任务|左右|分别|达到|达|不少于|至少|累计|其中|的|均|都|每年|到|为|在|不低于|超过|完成)+$"
)
_NOUN_STOP = re.compile(
    r"[，。；、：《]|以上|(?<=.)(?:[和与并]|(?<![涉惠普])及|以及|用于|其中|作为|进行|实施|开展|纳入|达到|实现|完成|带动|确保|力争)"
)
_GROWN = re.compile(r"(?:年均|平均)?(?:增长率|增长|增速|增幅|下降率|降幅|下降|提高)$")
_SIZE_ONLY = re.compile("[0-9.]*[十百千万亿]*元(?:及?以[上下])")
_NOUN_REST = re.compile(
    r"率|量|业(?!务)|面积|额|期|产值|者|员|力(?!争)|型|化|性|类|区(?!域|块)|规模|能力|水平|总|价|值|人数|比|[站点园]$"
)
_AREA_LENGTH = (
    (re.compile("亩|公顷|平方|hm|km²|km2|m²"), "面积"),
    (re.compile("公里|千米|km"), "里程"),
    (re.compile("人|名$|位$"), "人数"),
    (re.compile("元"), "金额"),
    (re.compile("户$"), "户数"),
    (re.compile("千瓦$|MW|GW"), "装机规模"),
    (re.compile("吨|斤|克|立方|升"), "总量"),
)


def subject(region: str) -> str:
    """The noun phrase that a clause is about, without the words that lead to it.

    >>> subject("到2025年，全市森林覆盖率"), subject("力争高新技术企业")
    ('森林覆盖率', '高新技术企业')
    """
    found = grammar.LEAD_IN.match(region)
    text = region[found.end() :] if found else region
    text = grammar.COMPARED_IN.sub("", grammar.COMPARED.sub("", text)).replace("分别", "")
    making = _MAKING.match(text)
    if making:
        return subject(text[making.end() :])
    return text.strip(_EDGE)


def whole(name: str, before: str) -> str:
    """A bare measure (产量) with the thing that the claim before it measured (粮食播种面积).

    >>> whole("产量", "粮食播种面积"), whole("税收", "营业收入"), whole("总产值", "蔬菜产量")
    ('粮食产量', '税收', '蔬菜总产值')
    """
    measured = grammar.SHARED_TAIL.search(before) if _BARE_MEASURE.fullmatch(name) else None
    return before[: measured.start()] + name if measured else name


def clause_before(text: str, sentence: int, low: int, start: int) -> tuple[str, int]:
    """The subject of the clause that ends just before `low`, and where it begins; ("", `start`) if there is none."""
    window = text[max(sentence, low - 61) : max(0, low - 1)]
    clause = re.split(r"[，。；：\n（）、]", window)[-1]
    name = _TRAILING.sub("", subject(clause))
    return (name, low - 1 - len(clause)) if 2 <= len(name) <= 30 else ("", start)


def sized(region: str, before: str) -> str:
    """A size alone (亿元以上) with the thing that the claim before it counted by its size; "" if it is none.

    >>> sized("亿元以上", "营业收入10亿元以上的旅游集团"), sized("其中规模企业", "企业")
    ('亿元以上旅游集团', '')
    """
    size = subject(region)
    return size + before.rpartition("以上")[2].removeprefix("的") if _SIZE_ONLY.fullmatch(size) else ""


def growth_suffix(adverbs: str, verb: str, quantity: Quantity, base_year: str | None) -> str:
    """What growth of an indicator is called: 年均增速, 降幅, 比2020年增幅."""
    falls = bool(grammar.FALLING.match(verb))
    if quantity.kind in {"amount", "count"}:
        return ""
    if base_year:
        return f"比{base_year}{'降幅' if falls else '增幅'}"
    if grammar.ANNUAL.search(adverbs):
        return "年均降幅" if falls else "年均增速"
    return "降幅" if falls else "提高幅度" if quantity.kind == "points" else "增速"


def with_suffix(base: str, suffix: str) -> str:
    """Indicator and growth words, none of them twice.

    >>> with_suffix("地区生产总值增长", "年均增速")
    '地区生产总值年均增速'
    """
    return (_GROWN.sub("", base) or base) + suffix


def suffix_of(claim: "Claim") -> str:
    """The words of growth in a claim's indicator."""
    return claim.indicator.removeprefix(_GROWN.sub("", claim.base) or claim.base)


def with_share(base: str, whole: str | None, quantity: Quantity) -> str:
    """A quantity that reaches 42% of a whole is a share of it."""
    shared = whole and quantity.kind == "percent" and not base.endswith(("率", "比例", "比重", "占比"))
    return f"{base}占比" if shared else base


def counting(quantity: Quantity) -> Comparator:
    """Things are counted exactly, amounts are reached."""
    scaled = any(scale in (quantity.unit or "") for scale in "万亿")
    return "=" if quantity.kind == "count" and not scaled else ">="


def counted(region: str, after: str, rest: str) -> str:
    """What an action counts: the noun behind the figure, between verb and figure, or before the verb; "" if none."""
    following = described(rest) or noun_after(after)
    if len(following) >= 2 or following in {"省", "市", "州", "县", "区", "乡", "镇", "村", "校", "户"}:
        return following
    phrase = (described(region) if "、" in region and "等" in region else "") or subject(region)
    return _without_verbs(phrase) or ("" if grammar.ACTION.fullmatch(phrase) else _TRAILING.sub("", phrase))


def described(rest: str) -> str:
    """The noun at the end of a list of what it is like or what belongs to it (甲、乙等人才, 甲、乙的人才)."""
    mark = next((each for each in "等的" if each in rest), "")
    noun = rest.rpartition(mark)[2] if mark and "、" in rest else ""
    return _TRAILING.sub("", noun) if 2 <= len(noun) <= 30 else ""


def _without_verbs(phrase: str) -> str:
    previous, whole = None, phrase
    while phrase != previous:
        previous = phrase
        phrase = _TRAILING.sub("", subject(phrase))
        verb = grammar.ACTION.match(phrase)
        rest = phrase[verb.end() :] if verb and not _LISTED.match(phrase) else ""
        verb = verb if not _LISTED.match(phrase) else None
        if len(rest) > 1 and not _NOUN_REST.match(rest):
            phrase = rest
        elif verb and not rest:
            phrase = "" if previous == whole else previous
            break
    return phrase


def noun_after(after: str, *, whole: bool = False) -> str:
    """The noun phrase right behind a figure; `whole` keeps 建设 and the like at its end."""
    text = grammar.SIZED.sub("", after.removeprefix("的"), count=1)
    found = _NOUN_STOP.search(text)
    noun = (text[: found.start()] if found else text)[:30]
    return noun if whole else _TRAILING.sub("", noun)


def with_measure(noun: str, quantity: Quantity) -> str:
    """The noun and what of it is counted (面积, 里程, 人数, 数量)."""
    if grammar.MEASURE_END.search(noun):
        return noun
    if quantity.kind == "class":
        return noun + "装机规模"
    unit = quantity.unit or ""
    return noun + next((suffix for pattern, suffix in _AREA_LENGTH if pattern.search(unit)), "数量")
