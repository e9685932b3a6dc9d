"""The reader.

The text is the sample plan, repeated to the length that is asked for. Times are the best of several runs in one
process, after import; memory is what a fresh process grows by while it reads.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from xml.sax.saxutils import escape

from docx import Document

from luoshi.reader import read_bytes, read_file, read_text
from tests.reader import paper, sheets

SAMPLE = Path(__file__).parents[1] / "src/luoshi/cli/demo/sample_plan.docx"
LENGTHS = (20_000, 200_000, 2_000_000)
GROWTH = """
import re, sys
from pathlib import Path
from luoshi.reader import read_file, read_text
peak = lambda: int(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1])
read_text("一、总体要求\\n推进节水。")
before = peak()
reading = read_file(sys.argv[1])
print(peak() - before)
"""
"""Grown by, in KiB. Not by ru_maxrss, which a process inherits from the one that started it."""


def plan(length: int) -> str:
    """The sample plan's text, over and over."""
    text = read_bytes(SAMPLE.read_bytes(), SAMPLE.name).text
    return (text * (length // len(text) + 1))[:length]


def best(work: Callable[[], object], runs: int) -> float:
    """Seconds of the fastest run."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def rows(_scale: str = "") -> Iterator[tuple[str, str, str]]:
    """What was measured, the figure, and what issue 2 promises."""
    short = 0.0
    for length, runs in zip(LENGTHS, (9, 5, 2), strict=True):
        text = plan(length)
        seconds = best(lambda text=text: read_text(text), runs)
        each = seconds / length * 20_000
        short = short or each
        promise = (
            "<= 0.15 s" if length == LENGTHS[0] else f"linear; here {each / short:.2f} times the time per character"
        )
        yield f"{length:,} characters", f"{seconds:.3f} s", promise
    yield memory()
    with tempfile.TemporaryDirectory() as folder:
        yield from word(Path(folder) / "plan.docx")
    for extension, data in others().items():
        yield (
            f"the same as {Path(extension).suffix}, read whole",
            f"{best(lambda d=data, e=extension: read_bytes(d, e), 5):.3f} s",
            "",
        )


def memory() -> tuple[str, str, str]:
    text = plan(LENGTHS[-1])
    with tempfile.NamedTemporaryFile(suffix=".txt") as file:
        file.write(text.encode())
        file.flush()
        grown = subprocess.run([sys.executable, "-c", GROWTH, file.name], capture_output=True, text=True, check=True)
    size, growth = len(text.encode()), int(grown.stdout) * 1024
    return (
        f"memory for {len(text):,} characters ({size / 1e6:.0f} MB)",
        f"{growth / 1e6:.0f} MB, {growth / size:.0f} times the text",
        "<= 40 times",
    )


def others() -> dict[str, bytes]:
    """The text in the other formats: printed 24 lines of 28 characters to a page, as paragraphs, a line per row."""
    text = plan(LENGTHS[0]).replace("\v", "\n").replace("\t", " ")
    lines = [line[start : start + 28] for line in text.split("\n") for start in range(0, len(line), 28)]
    pages = [lines[start : start + 24] for start in range(0, len(lines), 24)]
    rows = [[escape(line), "县水利局"] for line in text.split("\n")]
    return {
        "plan.pdf": paper.pdf(*map(paper.lines, pages)),
        "plan.html": f"<html><body>{''.join(f'<p>{row[0]}' for row in rows)}</body></html>".encode(),
        "plan.xlsx": sheets.xlsx(sheets.data(*rows)),
    }


def word(path: Path) -> Iterator[tuple[str, str, str]]:
    """A .docx of the same length, read whole by us; markitdown only gets its text out."""
    document = Document()
    for line in plan(LENGTHS[0]).split("\n"):
        document.add_paragraph(line.replace("\v", " "))
    document.save(str(path))
    yield "the same as .docx, read whole", f"{best(lambda: read_file(path), 7):.3f} s", ""
    if find_spec("markitdown") is None:
        yield "the same .docx through markitdown", "not installed", "pip install 'markitdown[docx]'"
        return
    converter = import_module("markitdown").MarkItDown()
    yield "the same .docx through markitdown (text only)", f"{best(lambda: converter.convert(str(path)), 7):.3f} s", ""
