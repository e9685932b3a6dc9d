"""Pages as a browser gets them: gunicorn with one worker on a loopback port."""

import contextlib
import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

ROOT = Path(__file__).parents[1]
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds by the wall clock, half of all and 95 of a hundred; processor of the worker, each time."""

    half: float
    p95: float
    processor: float


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its port and its worker's process."""

    port: int
    worker: int

    def get(self, address: str, session: str) -> tuple[int, bytes]:
        """One request, on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
        with contextlib.closing(connection):
            connection.request("GET", address, headers={"Cookie": f"sessionid={session}"})
            answer = connection.getresponse()
            return answer.status, answer.read()

    def timed(self, address: str, session: str, times: int, before: Callable[[], None] | None = None) -> Timing:
        """A page, asked for so many times; `before` is done before each time and not timed."""
        began, taken = self._processor(), []
        for _ in range(times):
            if before:
                before()
            start = time.perf_counter()
            status, _body = self.get(address, session)
            taken.append((time.perf_counter() - start) * 1000)
            if status != 200:
                raise SystemExit(f"{address} answers {status}")
        each = (self._processor() - began) / times * 1000
        twentieths = quantiles(taken, n=20)
        return Timing(twentieths[9], twentieths[18], each)

    def memory(self) -> float:
        """Megabytes that the worker holds now."""
        return int(_status(self.worker, "VmRSS")) / 1024

    def _processor(self) -> float:
        fields = Path(f"/proc/{self.worker}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS


@contextlib.contextmanager
def serving() -> Iterator[Server]:
    """Start it with this process's database and data folder; it ends with the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "gunicorn", "bench._site.wsgi", "--bind", f"127.0.0.1:{port}", "--workers=1"]
    with subprocess.Popen([*command, "--timeout=600", "--log-level=warning"], cwd=ROOT) as master:
        try:
            yield Server(port, _worker(master, port))
        finally:
            master.terminate()


def _worker(master: subprocess.Popen[bytes], port: int) -> int:
    """The worker's process, once it answers."""
    for _ in range(300):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            children = Path(f"/proc/{master.pid}/task/{master.pid}/children").read_text(encoding="utf-8").split()
            if children:
                return int(children[0])
        time.sleep(0.1)
    raise SystemExit("gunicorn does not start")


def _status(process: int, name: str) -> str:
    found = re.search(rf"{name}:\s*(\d+)", Path(f"/proc/{process}/status").read_text(encoding="utf-8"))
    return found[1] if found else "0"
