"""Tables of main indicators: one row per indicator, columns for unit, base year, target year and 属性."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from luoshi.reader.certainty import certainty_of
from luoshi.reader.flow import Flow
from luoshi.reader.page import Page
from luoshi.reader.reading import Comparator, DeadlineSource, Target
from luoshi.reader.source import Table
from luoshi.reader.targets import grammar, words
from luoshi.reader.targets.loose_indicators import KIND, NAME, UNIT, loose_indicators
from luoshi.reader.targets.quantities import NARROW, any_of
from luoshi.reader.targets.signs import row_signs
from luoshi.reader.targets.times import Frame

_YEAR = re.compile(r"(20[0-9]{2})年?")
_BASE = re.compile(r"实际|完成(?:值|情况)|现状|基期|基数|基准|预计完成")
_AIM = re.compile(r"目标值?|规划目标|预期目标|目标数|任务[量数]|计划数")
_TASK = re.compile("(?:目标|工作|建设|重点|主要)?任务(?:名称|内容)?|工作内容|建设内容|项目名称")
_AMOUNT = re.compile("(?:目标|计划|年度)?任务[量数]")
_RATE = re.compile(r"年均|增速|累计|增长")
_VALUE = re.compile(
    r"[\[〔［(（【]?(?P<sign>[≥≤><=]|大于|小于|不低于|不超过|超过|达到|约)?"
    r"(?P<low>[0-9][0-9,]*(?:\.[0-9]+)?)(?:[-—–~至](?P<high>[0-9][0-9,]*(?:\.[0-9]+)?))?"
    rf"(?P<unit>[^0-9\[\]〔〕［］()（）【】]{{0,8}}?)(?P<suffix>{any_of(words.SUFFIXES)})?[\]〕］)）】]?(?:[（(].*[）)]|左右)?"
)
_BRACKETED_UNIT = re.compile(r"[（(](?P<unit>[^（）()]{1,12})[）)]$")
_EXTERNAL = re.compile(r"(?:完成|达到|控制在).{0,8}(?:下达|分解|核定)|(?:省|市|国家|上级).{0,6}(?:下达|分解|核定)")


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of figures: its place in a row, its year if one is printed, and how it is called."""

    index: int
    year: int | None
    title: str


@dataclass(frozen=True, slots=True)
class _Shape:
    """Which column of a table says what."""

    header: int
    name: int
    unit: int | None
    kind: int | None
    base: _Column | None
    aims: tuple[_Column, ...]


def indicator_targets(page: Page, frame: Frame) -> tuple[list[Target], list[tuple[int, int]]]:
    """Targets of the tables of indicators, and the ranges of the flow those tables take."""
    found: list[Target] = []
    taken = []
    for table in [*page.tables, *loose_indicators(page)]:
        grid = _grid(page.flow, table)
        shape = _shape(grid, frame)
        rows = [] if shape is None else list(_rows(page, table, grid, shape, frame))
        if rows:
            found += rows
            taken.append((page.flow.at(table.start), page.flow.at(table.end)))
    return found, taken


def _grid(flow: Flow, table: Table) -> list[list[str]]:
    return [
        [flow.text[flow.at(cell.start) : flow.at(cell.end)].replace("\n", "").translate(NARROW) for cell in row]
        for row in table.rows
    ]


def _shape(grid: Sequence[Sequence[str]], frame: Frame) -> _Shape | None:
    """The columns of a table of indicators; None where it is another kind of table."""
    for depth, row in enumerate(grid[:3]):
        name = _where(row, NAME)
        if name is None and _where(row, _AMOUNT) is not None:
            name = _where(row, _TASK)
        if name is None:
            continue
        last = depth + (depth + 1 < len(grid) and grid[depth + 1][name] == row[name])
        titles = ["".join(dict.fromkeys(each[index] for each in grid[depth : last + 1])) for index in range(len(row))]
        base, aims = _figures(titles, frame)
        if aims:
            return _Shape(last, name, _where(titles, UNIT), _where(titles, KIND), base, aims)
    return None


def _where(titles: Sequence[str], pattern: "re.Pattern[str]") -> int | None:
    return next((index for index, title in enumerate(titles) if pattern.fullmatch(title)), None)


def _figures(titles: Sequence[str], frame: Frame) -> tuple[_Column | None, tuple[_Column, ...]]:
    """The base column and the columns of targets."""
    dated, plain = [], []
    for index, title in enumerate(titles):
        year = _YEAR.search(title)
        if year:
            dated.append(_Column(index, int(year[1]), title))
        elif _AIM.search(title) and not _RATE.search(title):
            plain.append(_Column(index, None, title))
    past = [each for each in dated if _BASE.search(each.title) or frame.is_over(each.year or 0)]
    if not past and frame.present is None and len(dated) > 1:
        past = dated[:1]
    aims = [each for each in dated if each not in past and not _RATE.search(each.title)] or plain
    return (past[-1] if past else None), tuple(aims)


def _rows(page: Page, table: Table, grid: Sequence[Sequence[str]], shape: _Shape, frame: Frame) -> Iterator[Target]:
    for row, texts in zip(table.rows[shape.header + 1 :], grid[shape.header + 1 :], strict=True):
        name = texts[shape.name]
        if len(name) < 2 or len({cell.start for cell in row}) == 1:
            continue
        for aim in shape.aims:
            value = _value(texts[aim.index], _unit(texts, shape), name)
            if value is None:
                continue
            start, end = row[shape.name].start, max(row[aim.index].end, row[shape.name].end)
            low, high = page.flow.at(start), page.flow.at(end)
            year = aim.year or frame.last
            source: DeadlineSource = "explicit" if aim.year else "plan_period" if year else "none"
            why = row_signs(source, external=value.low is None)
            kind = texts[shape.kind] if shape.kind is not None else ""
            yield Target(
                path=page.path_at(low),
                start=page.flow.span(low, high)[0],
                end=page.flow.span(low, high)[1],
                quote=page.flow.text[low:high].replace("\n", ""),
                indicator=_BRACKETED_UNIT.sub("", name),
                comparator=value.comparator,
                value=value.low,
                value_high=value.high,
                unit=value.unit,
                deadline=year,
                deadline_source=source,
                baseline=_baseline(texts, shape),
                modality=next((each for each in ("约束性", "预期性") if each[:2] in kind), None),
                certainty=certainty_of(why),
                why=why,
            )


def _unit(texts: Sequence[str], shape: _Shape) -> str:
    printed = texts[shape.unit] if shape.unit is not None else ""
    if printed.strip("-—/"):
        return printed.strip("[]〔〕［］()（）")
    found = _BRACKETED_UNIT.search(texts[shape.name])
    return found["unit"] if found else ""


def _baseline(texts: Sequence[str], shape: _Shape) -> str | None:
    """The base year with its figure, as 2020年45%."""
    if shape.base is None:
        return None
    figure = texts[shape.base.index].strip("-—/")
    if not figure:
        return None
    unit = _unit(texts, shape)
    return f"{shape.base.year}年" * bool(shape.base.year) + figure + (unit if figure[-1].isdigit() else "")


@dataclass(frozen=True, slots=True)
class _Value:
    comparator: Comparator
    low: Decimal | None
    high: Decimal | None
    unit: str | None


def _value(text: str, unit: str, name: str) -> _Value | None:
    """A cell's figure: 13.6, ≥95, 〔11〕, 8-10, 1.2万, 完成省下达任务; None where it holds none."""
    if _EXTERNAL.search(text):
        return _Value("external", None, None, None)
    found = _VALUE.fullmatch(text)
    if found is None:
        return None
    default: Comparator = "<=" if grammar.LIMITED.search(_BRACKETED_UNIT.sub("", name)) else ">="
    said = words.SUFFIXES.get(found["suffix"] or "") or words.REACHES.get(found["sign"] or "") or default
    own = found["unit"]
    if own and set(own) <= set("百千万亿"):
        own += unit
    high = found["high"]
    return _Value(
        "range" if high else said,
        Decimal(found["low"].replace(",", "")),
        Decimal(high.replace(",", "")) if high else None,
        own or unit or None,
    )
