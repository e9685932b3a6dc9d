"""Duties: lights, pages, memory.

A demonstration of the scale is written to a temporary PostgreSQL, or to SQLite where there is none, and measured
there. LUOSHI_DATABASE and LUOSHI_DATA name one that has been written before (`luoshi demo --scale province`).
"""

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import django

from luoshi.cli.demo.scale.sizes import SIZES

Row = tuple[str, str, str]
ROOT = Path(__file__).parents[1]


def rows(scale: str) -> Iterator[Row]:
    """What was measured, the figure, and what issue 4 promises."""
    with place():
        os.environ.setdefault("LUOSHI_REGION", SIZES[scale].region)
        os.environ["DJANGO_SETTINGS_MODULE"] = "bench._site.settings"
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
        yield "the machine", machine(), ""
        yield from written(scale)
        django.setup()
        yield from import_module("bench._measuring").rows()


@contextlib.contextmanager
def place() -> Iterator[None]:
    """The database and data folder that the environment names, or temporary ones."""
    with contextlib.ExitStack() as stack:
        if "LUOSHI_DATABASE" not in os.environ:
            postgres = import_module("tools.postgres")
            folder = postgres.binaries()
            address = stack.enter_context(postgres.temporary(folder)) if folder else "sqlite"
            os.environ["LUOSHI_DATABASE"] = address
            os.environ["LUOSHI_DATA"] = stack.enter_context(tempfile.TemporaryDirectory(prefix="luoshi-bench-"))
        yield


def machine() -> str:
    """How many processors, and how busy they have been in the last minute."""
    return f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}, Python {sys.version.split()[0]}"


def written(scale: str) -> Iterator[Row]:
    """Write the demonstration, and look whether all holds; nothing where it is there already."""
    command = [sys.executable, "-m", "luoshi"]
    start = time.perf_counter()
    done = subprocess.run([*command, "demo", "--scale", scale], check=False, stdout=subprocess.DEVNULL)
    if done.returncode == 0:
        yield f"{scale} written", f"{time.perf_counter() - start:.0f} s", "in bulk"
        start = time.perf_counter()
        subprocess.run([*command, "verify"], check=True, stdout=subprocess.DEVNULL)
        yield (
            "`luoshi verify`: the record is whole, all invariants hold",
            f"{time.perf_counter() - start:.0f} s",
            "holds",
        )
