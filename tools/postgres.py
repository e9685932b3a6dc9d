"""A temporary PostgreSQL server on a Unix socket and a free loopback port, gone when the block ends."""

import contextlib
import grp
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path


def binaries() -> Path | None:
    """The newest folder with initdb that Debian's packages or PATH offer."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    on_path = shutil.which("initdb")
    return folders[-1] if folders else Path(on_path).parent if on_path else None


@contextlib.contextmanager
def temporary(folder: Path) -> Iterator[str]:
    """Start a server from the programs in `folder`; yields its postgresql:// address."""
    data = Path(tempfile.mkdtemp(prefix="luoshi-postgres-"))
    owner = _owner()
    if owner:
        shutil.chown(data, *owner)
    port = _free_port()

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [folder / program, *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=data,
            user=owner[0] if owner else None,
        )

    try:
        run(
            "initdb",
            "-D",
            f"{data}/db",
            "-U",
            "luoshi",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
        )
        options = f"-c listen_addresses=127.0.0.1 -c unix_socket_directories={data} -c fsync=off -p {port}"
        run("pg_ctl", "-D", f"{data}/db", "-w", "-l", f"{data}/log", "-o", options, "start")
        try:
            yield f"postgresql://luoshi@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", "-D", f"{data}/db", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(data, ignore_errors=True)


def _owner() -> tuple[str, str] | None:
    """PostgreSQL refuses to run as root: the account to run it as then, else None."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return name, grp.getgrgid(pwd.getpwnam(name).pw_gid).gr_name
    raise SystemExit("PostgreSQL cannot run as root, and neither the account postgres nor nobody exists.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
