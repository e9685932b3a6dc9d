"""Every sentence on a page has its English."""

import subprocess
import sys

from tests.repository.source import ROOT


def test_every_msgid_is_translated_and_the_file_is_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, "tools/messages.py", "check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
