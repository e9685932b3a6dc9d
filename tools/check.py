"""`make check`: every static check, all of them even when one fails, each failure with its own output."""

import os
import subprocess
import sys
from pathlib import Path

BIN = Path(sys.executable).parent
CHECKS: dict[str, list[str | Path]] = {
    "format": [BIN / "ruff", "format", "--check", "--quiet", "."],
    "lint": [BIN / "ruff", "check", "--quiet", "."],
    "types": [BIN / "mypy", "--no-error-summary"],
    "import contracts": [BIN / "lint-imports", "--no-logo"],
    "migrations": [
        sys.executable,
        "-m",
        "django",
        "makemigrations",
        "--check",
        "--dry-run",
        "--settings=tests.settings",
    ],
    "system check": [
        sys.executable,
        "-m",
        "django",
        "check",
        "--fail-level=WARNING",
        "--settings=tests.settings",
    ],
    "templates": [sys.executable, "tools/templates.py"],
    "translations": [sys.executable, "tools/messages.py", "check"],
}


def passes(name: str, command: list[str | Path]) -> bool:
    """Run one check; print its output only when it fails."""
    paths = {"PYTHONPATH": os.pathsep.join(["src", "."])}
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | paths, check=False)
    print(f"{'ok  ' if done.returncode == 0 else 'FAIL'} {name}", flush=True)
    if done.returncode:
        print(done.stdout + done.stderr, flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    results = [passes(name, command) for name, command in CHECKS.items()]
    sys.exit(0 if all(results) else 1)
