"""A leader's instruction (批示) as a document: what it is called, and its text when there is no photo of it."""

from datetime import date

from luoshi.reader.reading import Facts


def title_of(read: Facts, who: str) -> str:
    """The title that the text itself prints if it is one of an instruction, else one that says whose it is.

    >>> title_of(Facts(title="关于供水的批示", kind="批示"), "甲"), title_of(Facts(title="请水务局牵头"), "副州长甲")
    ('关于供水的批示', '副州长甲批示')
    """
    return read.title if read.title and read.kind == "批示" else f"{who}批示"


def composed(title: str, text: str, who: str, day: date) -> str:
    r"""The instruction as a text of its own: title, words, signature.

    >>> composed("甲批示", "请办。", "甲", date(2026, 7, 1))
    '甲批示\n\n请办。\n\n甲\n2026年7月1日\n'
    """
    body = text.strip()
    head = "" if body.startswith(title) else f"{title}\n\n"
    return f"{head}{body}\n\n{who}\n{day.year}年{day.month}月{day.day}日\n"
