"""LibreOffice, which opens and saves what we write as somebody else would."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Convert = Callable[[str, Path], Path]


@pytest.fixture(scope="session")
def convert(everything: bool, tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Convert a file with LibreOffice to what the first argument names; gives the new file."""
    office = shutil.which("soffice")
    if office is None:
        assert not everything, "LibreOffice is missing: install libreoffice-calc-nogui and libreoffice-writer-nogui"
        pytest.skip("needs LibreOffice (soffice) to print the papers")
    home = tmp_path_factory.mktemp("office")

    def converted(to: str, path: Path) -> Path:
        folder = tmp_path_factory.mktemp(to)
        command = [office, f"-env:UserInstallation={home.as_uri()}", "--headless", "--convert-to", to]
        env = os.environ | {"HOME": str(home)}
        subprocess.run([*command, "--outdir", folder, path], check=True, capture_output=True, timeout=180, env=env)
        return folder / f"{path.stem}.{to}"

    return converted
