"""Runs `_pdf_worker` on a file and gives its pages one by one, whatever becomes of the process."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from luoshi.reader.errors import UnreadableFile
from luoshi.reader.formats._limits import too_much

WAIT = 60
"""Seconds by the clock, for a machine that is busy; the worker has less by the processor's."""

_WORKER = Path(__file__).with_name("_pdf_worker.py")
_KEPT = ("LD_LIBRARY_PATH", "LANG")
_STOPPED = {-signal.SIGXCPU, -signal.SIGKILL, -signal.SIGXFSZ, -signal.SIGABRT, -signal.SIGTRAP}

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Char:
    """A character and its box, in points from the lower left corner of the page."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> float:
        """Half way up."""
        return (self.bottom + self.top) / 2

    @property
    def centre(self) -> float:
        """Half way across."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page: width and height in points, characters, rules as boxes, and the share of it that pictures cover."""

    width: float
    height: float
    chars: list[Char]
    rules: list[Box]
    images: float


def pages_of(data: bytes, *, text: bool = True) -> Iterator[PdfPage]:
    """Pages in order; none, but every check of the file, without `text`. Raises UnreadableFile."""
    with tempfile.TemporaryFile() as output:
        _run(data, output, text=text)
        output.seek(0)
        yield from _messages(output)


def check(data: bytes) -> None:
    """Open a PDF and read none of its pages. Raises UnreadableFile."""
    for _ in pages_of(data, text=False):
        pass


def _run(data: bytes, output: BinaryIO, *, text: bool) -> None:
    command = [sys.executable, "-I", str(_WORKER), *(() if text else ("--no-text",))]
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603 - our own script; the file is only its input
            command, input=data, stdout=output, stderr=subprocess.PIPE, env=environment, timeout=WAIT, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise too_much() from error
    if done.returncode in _STOPPED or b"MemoryError" in done.stderr[-2000:]:
        raise too_much()
    if done.returncode:
        raise broken()


def _messages(output: BinaryIO) -> Iterator[PdfPage]:
    for line in output:
        message = json.loads(line)
        if "error" in message:
            make = _ERRORS[message["error"]]
            raise make()
        if "chars" in message:
            yield _page(message)


def _page(message: dict[str, Any]) -> PdfPage:
    chars = [Char(_character(code), *(each / 100 for each in box)) for code, *box in message["chars"]]
    rules = [(x0 / 100, y0 / 100, x1 / 100, y1 / 100) for x0, y0, x1, y1 in message["rules"]]
    width, height = message["size"]
    return PdfPage(width, height, chars, rules, message["images"])


def _character(code: int) -> str:
    return "\ufffd" if code > 0x10FFFF or 0xD800 <= code < 0xE000 else chr(code)


def broken() -> UnreadableFile:
    """The error for a PDF that cannot be opened."""
    return UnreadableFile(
        "damaged",
        "PDF 文件不完整或已损坏，打不开。请重新下载或重新导出后再上传。",
        "The PDF file is incomplete or damaged. Download or export it again.",
    )


def _locked() -> UnreadableFile:
    return UnreadableFile(
        "encrypted",
        "PDF 文件设了打开密码。请去掉密码，另存后再上传。",
        "The PDF file is protected with a password. Remove the password and save it again.",
    )


_ERRORS = {"password": _locked, "damaged": broken, "pages": too_much, "characters": too_much}
