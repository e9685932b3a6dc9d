"""What the text shows for and against a work's being a project, as codes of `luoshi.reader.certainty`."""

import re
from collections.abc import Iterator

from luoshi.reader.projects.names import Member
from luoshi.reader.projects.words import HEAD, NAMED_WORK, STRONG

_FAR = 60
"""A verb further off than this may govern other works only."""

_GENERAL = re.compile("^(?:各|全[省市州县区国]|国家|有关|相关|所有|一批|等|其他|区域|社会)")
COMPOUND = re.compile(
    "[景园社街校山灌小库湿城郊片牧林矿港厂病老]区(?=.)|[内江运大小]河|河[湖道流]|[城乡]镇|乡村|自然村|行政村|村[组民]|农村|城乡|城市|[州市县]县"
    "|县[城域乡]|市域|海洋|沿海"
)
"""Words with the letters of places that name none (景区, 内河)."""

_POLICY = re.compile("(?:行动|计划|试点|专项)$")
_BROKEN = re.compile("^[及与或的、，）)]|[和及与或的、，（(]$|[县市区州]县县")


def project_signs(member: Member, printed: str, verb: str, after: int, *, said: bool, proper: bool) -> tuple[str, ...]:
    """Signs of one work: `after` is the end of its verb, `said` whether a tail such as 等项目 says that it is one, and
    `proper` whether its name points at one place or thing, words like 景区 left aside.
    """
    near = said or member.start - after <= _FAR
    return ("project_verb" if near else "project_far", *_name(member.name, printed, verb, said=said, proper=proper))


def _name(name: str, printed: str, verb: str, *, said: bool, proper: bool) -> Iterator[str]:
    named = NAMED_WORK.search(name) is not None
    yield from (code for code, shown in (("project_proper", proper), ("project_name", named)) if shown)
    if said:
        yield "project_listed"
    if name != printed:
        yield "project_completed"
    works = proper or named or said
    whole = not _BROKEN.search(name) and name.count("（") == name.count("）")
    if not whole or not (works or HEAD.search(name)):
        yield "project_fragment"
    if (_GENERAL.search(name) and not said) or not works:
        yield "project_general"
    if not proper and (_POLICY.search(name) or not (said or STRONG.search(verb))):
        yield "project_policy"
