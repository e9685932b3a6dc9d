"""When two printed names mean the same unit.

`key` brings a name to one spelling; equal keys are the same unit. What keys cannot decide, `likeness` ranks.
"""

import re

_SPACES = re.compile(r"\s+")
_BRACKETS = str.maketrans("()〔〕[]", "（）（）（）")
SHORTER = (
    ("国家发展和改革委员会", "国家发展改革委"),
    ("发展和改革委员会", "发展改革委"),
    ("发展和改革局", "发展改革局"),
    ("发改委", "发展改革委"),
    ("工业和信息化", "工信"),
    ("人力资源和社会保障", "人社"),
    ("人力资源社会保障", "人社"),
    ("住房和城乡建设", "住建"),
    ("住房城乡建设", "住建"),
    ("文化广电和旅游", "文旅"),
    ("文体广电和旅游", "文旅"),
    ("文化和旅游", "文旅"),
    ("卫生健康委员会", "卫生健康委"),
    ("卫健委", "卫生健康委"),
    ("市场监督管理", "市场监管"),
    ("林业和草原", "林草"),
    ("退役军人事务", "退役军人"),
    ("医疗保障", "医保"),
    ("应急管理", "应急"),
    ("国有资产监督管理委员会", "国资委"),
    ("民族宗教事务委员会", "民宗委"),
    ("管理委员会", "管委会"),
    ("委员会", "委"),
    ("人民政府", "政府"),
    ("各县（市）", "各县市"),
    ("各县（市、区）", "各县市区"),
)
"""Official long form -> the short form in common use."""


def key(name: str, own: tuple[str, ...] = (), level: str = "") -> str:
    """One spelling for a name. `own` are this government's names, longest first; `level` its one-character prefix.

    >>> key("临夏回族自治州 发展和改革委员会", ("临夏回族自治州", "临夏州"), "州")
    '州发展改革委'
    >>> key("各县（市）人民政府")
    '各县市政府'
    """
    squeezed = _SPACES.sub("", name).translate(_BRACKETS)
    for prefix in own:
        if squeezed.startswith(prefix) and len(squeezed) > len(prefix) + 1:
            squeezed = level + squeezed.removeprefix(prefix)
            break
    for long, short in SHORTER:
        squeezed = squeezed.replace(long, short)
    return squeezed


def likeness(one: str, other: str) -> float:
    """Share of character pairs that two keys have in common, 0 to 1.

    >>> round(likeness("州水务局", "州水利局"), 2), likeness("州水务局", "州水务局")
    (0.33, 1.0)
    """
    pairs = [{word[index : index + 2] for index in range(len(word) - 1)} or {word} for word in (one, other)]
    return 2 * len(pairs[0] & pairs[1]) / (len(pairs[0]) + len(pairs[1]))
