"""Children that write, and are killed by SIGKILL at a moment nobody chose."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.safety.places import ROOT, Place

PATIENCE = 120
"""Seconds after which a child that says nothing counts as stuck."""


class Lost(AssertionError):
    """A child found something missing or broken, and says what."""


def child(place: Place, task: str, *arguments: str | Path) -> "subprocess.Popen[str]":
    """A process that does a task of tests.safety.work."""
    command = [sys.executable, "-m", "tests.safety.work", task, *map(str, arguments)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, env=place.environment, stdout=pipe, stderr=pipe, text=True)


def done(place: Place, task: str, *arguments: str | Path) -> int:
    """Do a task to its end; the exit code, which is negative for a child that was killed. Raises Lost."""
    process = child(place, task, *arguments)
    _, said = process.communicate(timeout=PATIENCE)
    if process.returncode > 0:
        raise Lost(said)
    return process.returncode


def killed(place: Place, acks: Path, kills: int, seed: int) -> Iterator[int]:
    """Kill so many writers, one after the other; each first checks what those before it have acknowledged.

    Yields how many acknowledgements each has given. At the end a last child checks everything. Raises Lost.
    """
    moments = random.Random(seed)
    for _ in range(kills):
        yield _kill_one(place, acks, moments.randint(1, 9), moments.uniform(0, 0.1))
    done(place, "check", acks)


def _kill_one(place: Place, acks: Path, after: int, and_then: float) -> int:
    """Kill a writer so many acknowledgements and seconds after its check."""
    process = child(place, "write", acks)
    assert process.stdout is not None
    if not process.stdout.readline().startswith('{"checked"'):
        raise Lost(process.communicate()[1])
    said = [process.stdout.readline() for _ in range(after)]
    time.sleep(and_then)
    said += ended(process)
    with acks.open("a") as file:
        file.writelines(said)
    return len(said)


def ended(process: "subprocess.Popen[str]") -> list[str]:
    """Kill a child; the whole lines that it had said and nobody had read. Raises Lost when it had ended by itself."""
    process.kill()
    assert process.stdout is not None
    left = process.stdout.readlines()
    _, why = process.communicate(timeout=PATIENCE)
    if process.returncode != -signal.SIGKILL:
        raise Lost(why)
    return [line for line in left if line.endswith("\n")]
