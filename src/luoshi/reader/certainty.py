"""How sure the reader is of an item, and why: the signs it goes by, and what they tell a person in both languages.

Each detector names the signs that the text shows of an item, good and bad (`units.signs`, `targets.signs`,
`projects.signs`, `mechanisms`). The weakest decides, so that a person can confirm at once what is beyond doubt.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from luoshi.reader.reading import Certainty


@dataclass(frozen=True, slots=True)
class Reason:
    """A sign: how sure an item may be at most that shows it, and a sentence in Chinese and in English."""

    most: Certainty
    zh: str
    en: str


REASONS: dict[str, Reason] = {
    "unit_label": Reason("sure", "列在“牵头单位”“责任单位”等字样之后", "Listed behind a label such as 牵头单位"),
    "unit_column": Reason("sure", "列在表格的单位栏内", "Listed in a table's column of units"),
    "unit_verb": Reason("sure", "括号内写明牵头、负责或者配合", "A bracket says that it leads, answers or supports"),
    "unit_first": Reason(
        "sure", "文中说明首位或者带标记的单位牵头", "The text says that the first or marked one leads"
    ),
    "unit_group": Reason("sure", "代表多个单位", "Stands for several units"),
    "unit_bracket": Reason("likely", "括号内只列单位，没有写角色", "A bracket lists units without a role"),
    "unit_sentence": Reason(
        "likely", "取自正文句子，请核对是否为责任分工", "Taken from a sentence; check that it assigns duty"
    ),
    "unit_place": Reason("likely", "名称不以机构字样结尾", "The name does not end like that of a body"),
    "unit_joined": Reason("likely", "可能是几个单位连写", "These may be several units without a mark between"),
    "unit_split": Reason("likely", "名称跨行，已连成一个", "The name was broken over lines and is joined"),
    "unit_unclear": Reason("doubtful", "看不出是不是单位名称", "This may not be the name of a unit"),
    "measure_heading": Reason("sure", "有标题，单位写在本条之内", "It has a heading, and its units stand below it"),
    "measure_row": Reason("sure", "表格中单独一行", "A row of a table"),
    "measure_part": Reason(
        "likely", "没有自己的标题，起止按单位所在位置划定", "No heading of its own; its units mark its end"
    ),
    "measure_units": Reason("likely", "有单位需要核对", "Some of its units need checking"),
    "target_full": Reason("sure", "有比较词、有数、有单位", "It has a comparing word, a figure and a unit"),
    "target_count": Reason("sure", "有动词、有数、有单位", "It has a verb, a figure and a unit"),
    "target_table": Reason("sure", "取自指标表", "Taken from a table of indicators"),
    "target_bare": Reason(
        "likely", "没有比较词，请核对是达到还是不超过", "No comparing word; check which way it is meant"
    ),
    "target_unit": Reason("likely", "没有计量单位", "The figure has no unit"),
    "target_spoken": Reason("likely", "数字用汉字表述，已折算", "The figure stands in words and was converted"),
    "target_name": Reason(
        "likely", "指标名称由上下文取得，请核对", "The indicator's name comes from the context; check it"
    ),
    "target_shared": Reason("sure", "用“分别”合写，已一一对应", "Shared out by 分别, one figure for each"),
    "target_words": Reason("doubtful", "没有写数，或者数在别的文件里", "No figure, or one that another document holds"),
    "target_base": Reason("doubtful", "基期没有写数值", "The base has no figure"),
    "due_stated": Reason("sure", "期限同句", "The deadline stands in the same sentence"),
    "due_period": Reason("sure", "文中写明规划期", "The text names the period"),
    "due_paragraph": Reason("sure", "期限在本段前文", "The deadline stands before it in the paragraph"),
    "due_before": Reason("likely", "期限取自前文，请核对", "The deadline comes from what stands before; check it"),
    "due_plan": Reason("likely", "期限取自方案规划期，请核对", "The deadline is that of the whole plan; check it"),
    "due_none": Reason("likely", "没有写期限", "No deadline is given"),
    "project_name": Reason("sure", "名称以工程、项目等字样结尾", "The name ends like that of a work"),
    "project_proper": Reason("sure", "名称带有地名或者专名", "The name holds a place or a name of its own"),
    "project_verb": Reason("sure", "紧跟在动词之后", "It stands right behind its verb"),
    "project_verb_behind": Reason(
        "likely", "动词在名称之后，请核对是否为今后的事", "The verb stands behind it; check that it is to come"
    ),
    "project_listed": Reason("sure", "列在“等项目”“等工程”之前", "Listed before 等项目 or 等工程"),
    "project_completed": Reason("likely", "几个项目共用词语，名称已补全", "Works share words; the name was completed"),
    "project_general": Reason(
        "likely", "没有地名或者专名，可能是泛指", "No place and no name of its own; it may be general"
    ),
    "project_far": Reason("likely", "离动词较远，力度请核对", "Its verb stands far off; check the strength"),
    "project_policy": Reason("likely", "可能是工作要求，不是项目", "It may be a task and no work"),
    "project_fragment": Reason("doubtful", "名称可能不完整", "The name may be incomplete"),
    "mechanism_set": Reason(
        "sure", "有建立、推行等动词，名称以机制、制度、平台等结尾", "A verb sets up what ends in 机制, 制度 or 平台"
    ),
    "mechanism_run": Reason("sure", "写明要开展的协同管理工作", "The text says which joint work is to be done"),
    "mechanism_weak": Reason(
        "likely", "动词为加强、推进等，可能是一般要求", "The verb is a weak one; it may be a general request"
    ),
    "mechanism_kept": Reason("likely", "可能是已有的制度", "It may be a system that exists already"),
    "mechanism_general": Reason("doubtful", "名称是泛称，或者过长", "The name is a general one, or too long"),
}
"""Code -> what it means. Codes are kept with what was read: a code is never given another meaning."""

_ORDER: tuple[Certainty, ...] = ("doubtful", "likely", "sure")


def reason(code: str) -> tuple[str, str]:
    """The sentence of a code in Chinese and in English. KeyError for a code that the reader does not give.

    >>> reason("due_stated")
    ('期限同句', 'The deadline stands in the same sentence')
    """
    found = REASONS[code]
    return found.zh, found.en


def certainty_of(why: Iterable[str]) -> Certainty:
    """What the weakest of these signs allows.

    >>> certainty_of(("target_full", "due_plan")), certainty_of(("target_full", "due_stated"))
    ('likely', 'sure')
    """
    return min((REASONS[code].most for code in why), key=_ORDER.index, default="doubtful")
