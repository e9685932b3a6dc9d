"""`luoshi read FILE`: what a document promises, as a table or as JSON (docs/reading.md)."""

import argparse
import json
import os
import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from luoshi.reader import read_beside, read_file
from luoshi.reader.errors import ReadingError
from luoshi.reader.formats import check_size
from luoshi.reader.reading import Certainty, Measure, Mechanism, Problem, Project, Reading, Target

HELP = "读出文件里的举措、单位、目标、项目和机制 (read a plan document)"

_PIPED_WIDTH = 160
_NARROWEST = 60


@dataclass(frozen=True)
class _Words:
    """A label in both languages."""

    zh: str
    en: str

    def __call__(self, language: str) -> str:
        return self.zh if language == "zh" else self.en


_STRENGTHS = {
    "committed": _Words("完成", "committed"),
    "started": _Words("开工", "started"),
    "implement": _Words("实施", "implement"),
    "strive": _Words("争取", "strive"),
    "explore": _Words("探索", "explore"),
}
_COMPARATORS = {
    "range": _Words("区间", "range"),
    "approx": _Words("约", "about"),
    "external": _Words("另文", "elsewhere"),
}
_MARKS: dict[Certainty, _Words] = {
    "sure": _Words("", ""),
    "likely": _Words("待核", "check"),
    "doubtful": _Words("存疑", "doubtful"),
}
_FACTS = (
    (_Words("标题", "Title"), "title"),
    (_Words("文种", "Kind"), "kind"),
    (_Words("发文字号", "Number"), "number"),
    (_Words("发文机关", "Issuer"), "issuer"),
    (_Words("成文日期", "Date"), "date"),
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """FILE and the form of the answer."""
    parser.add_argument("file", metavar="FILE", help="文件：.docx .pdf .xlsx .html .txt .md (a document)")
    parser.add_argument("--text", metavar="FILE", help="扫描件识别出的文字 (recognised text of a scan: .txt .docx)")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="按阅读契约输出 JSON (the reading contract as JSON)")
    form.add_argument("--table", action="store_true", help="输出表格，这是默认 (a table; the default)")


def run(args: argparse.Namespace) -> int:
    """Print the reading; 2 when the file cannot be read or must not be."""
    language = _language(os.environ)
    try:
        reading = _reading(args.file, args.text)
    except ReadingError as error:
        return _refuse(args.file, error.zh if language == "zh" else error.en)
    except OSError as error:
        return _refuse(args.file, _unreachable(error)(language))
    for line in [json.dumps(reading.to_json(), ensure_ascii=False)] if args.json else _lines(reading, language):
        print(line)
    return 0


def _reading(file: str, text: str | None) -> Reading:
    """Read a document, or of a scan the text beside it."""
    if text is None:
        return read_file(file)
    scan, recognised = Path(file), Path(text)
    for each in (scan, recognised):
        check_size(each.stat().st_size)
    return read_beside(scan.read_bytes(), scan.name, recognised.read_bytes(), recognised.name)


def _refuse(file: str, sentence: str) -> int:
    print(f"{file}: {sentence}", file=sys.stderr)
    return 2


def _unreachable(error: OSError) -> _Words:
    if isinstance(error, FileNotFoundError):
        return _Words("找不到这个文件，请检查路径。", "There is no such file; check the path.")
    if isinstance(error, IsADirectoryError):
        return _Words("这是文件夹，请指定其中的一个文件。", "This is a folder; name a file in it.")
    if isinstance(error, PermissionError):
        return _Words("没有读取这个文件的权限。", "You may not read this file.")
    return _Words(f"读不了这个文件：{error.strerror}。", f"The file cannot be read: {error.strerror}.")


def _language(environment: "os._Environ[str] | dict[str, str]") -> str:
    """zh unless LUOSHI_LANG or the locale asks for English."""
    names = ("LUOSHI_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    chosen = next((environment[name] for name in names if environment.get(name)), "zh")
    return "en" if chosen.lower().startswith("en") else "zh"


def _lines(reading: Reading, language: str) -> Iterator[str]:
    facts = reading.document
    shown = [(label(language), getattr(facts, name)) for label, name in _FACTS]
    shown.append((_Words("主送", "To")(language), "、".join(facts.addressees)))
    shown.append((_Words("期限", "Period")(language), _years(facts.period.first, facts.period.last)))
    width = max(_width(label) for label, _ in shown)
    yield from (f"{_padded(label, width)}  {value or '—'}" for label, value in shown)
    columns = shutil.get_terminal_size((_PIPED_WIDTH, 0)).columns if sys.stdout.isatty() else _PIPED_WIDTH
    for title, headers, rows in _tables(reading):
        yield ""
        yield f"{title(language)} ({len(rows)})"
        cells = [
            [header(language) for header in headers],
            *([str(cell) for cell in row(language)] for row in rows),
        ]
        yield from _aligned(cells if rows else [], max(columns, _NARROWEST))


def _years(first: int | None, last: int | None) -> str:
    return "—".join(str(year) for year in dict.fromkeys((first, last)) if year)


_Row = Callable[[str], Sequence[object]]


def _tables(reading: Reading) -> Iterator[tuple[_Words, list[_Words], list[_Row]]]:
    """Title, headers and rows of each part; a row is made for a language."""
    path, name, mark = _Words("条目", "Place"), _Words("名称", "Name"), _Words("核对", "Check")
    lead, responsible = _Words("牵头单位", "Lead"), _Words("责任单位", "Responsible")
    yield (
        _Words("举措", "Measures"),
        [mark, path, _Words("标题", "Title"), lead, responsible, _Words("时限", "Deadline")],
        [_measure(each) for each in reading.measures],
    )
    yield (
        _Words("目标", "Targets"),
        [
            mark,
            path,
            _Words("指标", "Indicator"),
            _Words("目标值", "Value"),
            _Words("年份", "Year"),
            _Words("原文", "Quote"),
        ],
        [_target(each) for each in reading.targets],
    )
    yield (
        _Words("项目", "Projects"),
        [mark, path, name, _Words("力度", "Strength"), _Words("地区", "Regions")],
        [_project(each) for each in reading.projects],
    )
    yield (
        _Words("机制", "Mechanisms"),
        [mark, path, name, _Words("动词", "Verb")],
        [_mechanism(each) for each in reading.mechanisms],
    )
    yield (
        _Words("问题", "Problems"),
        [_Words("行", "Line"), _Words("说明", "What")],
        [_problem(each, reading.text) for each in reading.problems],
    )


def _mark(item: Measure | Target | Project | Mechanism, language: str) -> str:
    """A word beside what a person should look at before relying on it; nothing beside what is sure."""
    return _MARKS[item.certainty](language)


def _measure(measure: Measure) -> _Row:
    supporting = set(measure.named("supporting"))
    responsible = [name for name in measure.named("responsible") if name not in supporting]

    def row(language: str) -> Sequence[object]:
        helped = [f"{name}{_Words('（配合）', ' (supporting)')(language)}" for name in measure.named("supporting")]
        lead, others = "、".join(measure.named("lead")), "、".join([*responsible, *helped])
        return (
            _mark(measure, language),
            measure.path,
            measure.title or "—",
            lead or "—",
            others or "—",
            measure.deadline or "",
        )

    return row


def _target(target: Target) -> _Row:
    def row(language: str) -> Sequence[object]:
        sign = _COMPARATORS.get(target.comparator, _Words(target.comparator, target.comparator))(language)
        value = "–".join(f"{each.normalize():f}" for each in (target.value, target.value_high) if each is not None)
        return (
            _mark(target, language),
            target.path,
            target.indicator,
            f"{sign} {value}{target.unit or ''}",
            target.deadline or "",
            target.quote,
        )

    return row


def _project(project: Project) -> _Row:
    def row(language: str) -> Sequence[object]:
        strength = _STRENGTHS[project.strength](language)
        return _mark(project, language), project.path, project.name, strength, "、".join(project.regions)

    return row


def _mechanism(mechanism: Mechanism) -> _Row:
    return lambda language: (_mark(mechanism, language), mechanism.path, mechanism.name, mechanism.verb)


def _problem(problem: Problem, text: str) -> _Row:
    line = text.count("\n", 0, problem.start) + 1
    return lambda language: (line, problem.message if language == "zh" else problem.message_en)


def _width(text: str) -> int:
    """Columns on a terminal: two for a full-width character."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _cut(text: str, width: int) -> str:
    """The text in at most this many columns, with … where something was left out."""
    if _width(text) <= width:
        return text
    kept = ""
    for char in text:
        if _width(kept + char) > width - 2:
            break
        kept += char
    return f"{kept}…"


def _aligned(cells: Sequence[Sequence[str]], columns: int) -> Iterator[str]:
    """Rows with aligned columns; the widest columns give way until a row fits."""
    if not cells:
        return
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    while sum(widths) + 2 * len(widths) > columns and max(widths) > 8:
        widths[widths.index(max(widths))] -= 1
    for row in cells:
        yield "  ".join(_fitted(row, widths)).rstrip()


def _fitted(row: Iterable[str], widths: Iterable[int]) -> Iterator[str]:
    for cell, width in zip(row, widths, strict=True):
        yield _padded(_cut(cell, width), width)
