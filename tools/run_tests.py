"""`make test`: the suite on SQLite, then what touches a database again on a temporary PostgreSQL.

Extra arguments go to pytest. With LUOSHI_TEST_EVERYTHING=1 a missing PostgreSQL is a failure, else a message.
"""

import os
import subprocess
import sys

import postgres

WITHOUT_DATABASE = ["tests/papers", "tests/reader", "tests/repository", "tests/values"]


def pytest(arguments: list[str], **environment: str) -> int:
    """Run pytest on one process more than there are cores, since a test often waits for its browser or a disk; its
    exit code."""
    processes = (os.cpu_count() or 2) + 1
    command = [sys.executable, "-m", "pytest", f"--numprocesses={processes}", "--dist=loadfile", *arguments]
    return subprocess.run(command, env=os.environ | environment, check=False).returncode


def main(arguments: list[str]) -> int:
    """Both runs; the first failure decides the exit code."""
    print("==> SQLite", flush=True)
    code = pytest(arguments, LUOSHI_DATABASE="sqlite")
    folder = postgres.binaries()
    if folder is None:
        print("==> PostgreSQL: no server programs found; install postgresql-15 to run this half", flush=True)
        return code or int(os.environ.get("LUOSHI_TEST_EVERYTHING") == "1")
    print(f"==> PostgreSQL ({folder})", flush=True)
    with postgres.temporary(folder) as address:
        ignored = [f"--ignore={path}" for path in WITHOUT_DATABASE]
        kept = "--reuse-db"  # the server goes when the run ends, so nobody need wait for its last connections
        looks = "not browser"  # what a page looks like does not hang on the database
        return code or pytest(["tests", kept, "-m", looks, *ignored, *arguments], LUOSHI_DATABASE=address)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
