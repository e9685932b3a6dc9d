"""Feeds broken files to every document format: `make fuzz`, or fuzz.py [--seconds 60] [--seed N] [--format .pdf].

Small valid files are mutated: bytes flipped, cut off, doubled, spliced with another format's, numbers made absurd,
members of a container mutated or swapped. A parser must give a reading or a ReadingError, within SECONDS and MEGABYTES;
otherwise the input is saved in fuzz-failures/ and the run fails. Each format runs in a process of its own, which a
clock watches.
"""

import argparse
import io
import random
import re
import resource
import secrets
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from luoshi.duties.rules.sent_files import came
from luoshi.duties.rules.workbook import ENTRIES, KEY, TITLE
from luoshi.reader import read_bytes
from luoshi.reader.errors import ReadingError
from luoshi.reader.formats import formats
from tests.reader import paper, sheets, texts, word

SECONDS, MEGABYTES = 10.0, 800
"""What one file may take at most, of the processor and of memory."""

_OURS = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
FAILURES = Path("fuzz-failures")
_NUMBERS = (b"0", b"-1", b"2147483647", b"4294967296", b"99999999999999999999", b"1e308", b"65536")


def samples() -> dict[str, list[bytes]]:
    """Extension -> small valid files that use much of what the format knows."""
    notice = texts.NOTICE.strip().split("\n")
    table = word.table(
        word.cell("任务", merge="restart") + word.cell("单位", span=2),
        word.cell(merge="continue") + word.cell("县水利局") + word.cell("县财政局"),
    )
    body = "".join(word.paragraph(line, number=1, level=at % 3) for at, line in enumerate(notice[:12])) + table
    rows: list[list[str | float | None]] = [
        ["重点任务清单"],
        ["序号", "重点任务", "牵头单位"],
        [1, "新建泵站3座", "县水利局"],
        [0.85, "乙", "县财政局"],
    ]
    sheet = paper.lines(notice[:15])
    paper.ruled(sheet, [60, 100, 300, 500], 300, [["序号", "任务", "牵头单位"], ["1", "新建泵站3座", "县水利局"]])
    code = "yyyy&quot;年&quot;m&quot;月&quot;"
    styles = f'<numFmts><numFmt numFmtId="176" formatCode="{code}"/></numFmts><cellXfs><xf numFmtId="176"/></cellXfs>'
    page = (
        "<!DOCTYPE html><html><head><meta charset='gb2312'></head><body><h1>方案</h1><div>"
        + "".join(f"<p>{line}</p>" for line in notice)
        + "<table><tr><td rowspan=2>任务<td>单位<tr><td>县水利局</table><ol><li>甲</ol></div></body></html>"
    )
    text = texts.NOTICE
    return {
        ".docx": [word.docx(body, numbering=word.levels(("chineseCounting", "%1、"), ("decimal", "%2.")))],
        ".html": [page.encode("gb18030"), page.replace("gb2312", "utf-8").encode()],
        ".md": [f"# 方案\n\n| 任务 | 牵头单位 |\n|---|---|\n| 甲 | 县水利局 |\n\n{text}".encode()],
        ".pdf": [paper.pdf(sheet, paper.Sheet(turn=90).text(90, 700, "附件")), _plain(paper.pdf(sheet))],
        ".txt": [
            text.encode(),
            text.encode("gb18030"),
            ("序号\t任务\t牵头单位\n1\t甲\t县水利局\n" + text).encode("utf-16"),
        ],
        ".handin": _workbooks(),
        ".xlsx": [sheets.xlsx(sheets.data(*rows, merges=["A1:C1"]), styles=styles, strings=["<si><t>甲</t></si>"])],
    }


def _workbooks() -> list[bytes]:
    """A unit's workbook that came back, and an archive of two."""
    heads: list[str | float | None] = ["序号", TITLE, *ENTRIES, KEY]
    row: list[str | float | None] = [1, "改造渠系", 66.5, "按期推进。", "", "", "", "LS1.2026Q2.7.12.0.0123456789.3.0"]
    book = sheets.xlsx(sheets.data(["州水务局台账"], heads, row), strings=["<si><t>甲</t></si>"])
    return [book, word.archive({"州水务局.xlsx": book, "州教育局.xlsx": book})]


def _plain(data: bytes) -> bytes:
    """The same PDF with its streams unpacked, so that flipped bytes reach what is in them."""
    stream = re.compile(rb"/Filter /FlateDecode (/Length )\d+( >>\nstream\n)(.*?)(\nendstream)", re.DOTALL)

    def unpacked(found: re.Match[bytes]) -> bytes:
        inner = zlib.decompress(found[3])
        return b"%s%d%s%s%s" % (found[1], len(inner), found[2], inner, found[4])

    return stream.sub(unpacked, data)


def _flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 3, 20))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(1, len(data) + 1)]


def _doubled(data: bytes, chance: random.Random) -> bytes:
    low = chance.randrange(len(data))
    piece = data[low : low + chance.randrange(1, 400)]
    return data[:low] + piece * chance.choice((2, 20, 300)) + data[low:]


def _dropped(data: bytes, chance: random.Random) -> bytes:
    low = chance.randrange(len(data))
    return data[:low] + data[low + chance.randrange(1, 400) :]


def _absurd(data: bytes, chance: random.Random) -> bytes:
    found = list(re.finditer(rb"\d+", data))
    if not found:
        return data
    place = chance.choice(found)
    return data[: place.start()] + chance.choice(_NUMBERS) + data[place.end() :]


def _spliced(data: bytes, chance: random.Random) -> bytes:
    other = chance.choice([each for kind in samples().values() for each in kind])
    return data[: chance.randrange(len(data))] + other[chance.randrange(len(other)) :]


MUTATIONS: tuple[Callable[[bytes, random.Random], bytes], ...] = (_flipped, _cut, _doubled, _dropped, _absurd, _spliced)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The file with one to three things wrong; a container mostly has them in one of its members."""
    if data.startswith(b"PK") and chance.random() < 0.75:
        return _member_mutated(data, chance)
    for _ in range(chance.randint(1, 3)):
        data = chance.choice(MUTATIONS)(data or b"x", chance)
    return data


def _member_mutated(data: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        members = {name: opened.read(name) for name in opened.namelist()}
    name = chance.choice(sorted(members))
    if chance.random() < 0.1:
        members[name] = members[chance.choice(sorted(members))]
    elif chance.random() < 0.1:
        del members[name]
    else:
        members[name] = chance.choice(MUTATIONS)(members[name], chance)
    return word.archive(members)


def inputs(extension: str, seed: int) -> Iterator[bytes]:
    """Endless broken files of one format; the same for the same seed."""
    chance = random.Random(f"{extension} {seed}")
    seeds = samples()[extension]
    while True:
        yield mutated(chance.choice(seeds), chance)


def _handed_in(data: bytes) -> object:
    """A workbook that a unit hands in, or an archive of them."""
    return list(came("台账.xlsx", data))


PARSERS: dict[str, Callable[[bytes], object]] = {".handin": _handed_in}
"""Formats that are not the reader's."""


def _processor() -> float:
    """Seconds of the processor that this process and its children have used."""
    return sum(each.ru_utime + each.ru_stime for each in map(resource.getrusage, _OURS))


def complaint(data: bytes, extension: str) -> str | None:
    """What a parser did wrong with a file, None when it behaved."""
    before = _processor()
    try:
        PARSERS.get(extension, partial(read_bytes, name=f"文件{extension}"))(data)
    except ReadingError:
        pass
    except Exception as error:  # noqa: BLE001 - whatever it is, that is the finding
        return f"raised {type(error).__name__}: {error}"
    took = _processor() - before
    if took > SECONDS:
        return f"took {took:.1f} s"
    peak = max(each.ru_maxrss for each in map(resource.getrusage, _OURS)) // 1024
    return f"took {peak} MB" if peak > MEGABYTES else None


def work(extension: str, seconds: float, seed: int, current: Path) -> int:
    """Try one format for so long; keeps the file under test in `current`. Gives the exit code."""
    end, tried = time.monotonic() + seconds, 0
    for data in inputs(extension, seed):
        if time.monotonic() > end:
            break
        current.write_bytes(data)
        found = complaint(data, extension)
        tried += 1
        if found:
            print(f"{extension}: file {tried} {found}")
            return 1
    print(f"{extension}: {tried} files, nothing wrong")
    return 0


def watch(extension: str, seconds: float, seed: int, folder: Path) -> bool:
    """Run `work` in a process of its own; whether it went well. A failing input is saved."""
    current = folder / f"current{extension}"
    command = [sys.executable, __file__, "--worker", str(current), "--format", extension]
    command += ["--seconds", str(seconds), "--seed", str(seed)]
    try:
        code = subprocess.run(command, timeout=seconds + SECONDS * 3, check=False).returncode
    except subprocess.TimeoutExpired:
        code = -1
        print(f"{extension}: hangs")
    if code == 0:
        return True
    FAILURES.mkdir(exist_ok=True)
    saved = FAILURES / f"seed{seed}{extension}"
    saved.write_bytes(current.read_bytes() if current.exists() else b"")
    print(f"{extension}: exit code {code}; the file is {saved}")
    return False


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Broken files for every document format.")
    parser.add_argument("--seconds", type=float, default=60.0, help="in all")
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--format", choices=sorted(samples()))
    parser.add_argument("--worker", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    seed = secrets.randbelow(10**6) if options.seed is None else options.seed
    if options.worker:
        return work(options.format, options.seconds, seed, options.worker)
    known = [options.format] if options.format else sorted(samples())
    print(f"seed {seed}, {options.seconds:.0f} seconds for {' '.join(known)} of {' '.join(sorted(formats()))}")
    sys.stdout.flush()
    with tempfile.TemporaryDirectory() as folder:
        went = [watch(each, options.seconds / len(known), seed, Path(folder)) for each in known]
    return 0 if all(went) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
