"""luoshi's own settings, with a data folder of each test process's own and a fast password hash."""

import atexit
import os
import shutil
import tempfile

_data = tempfile.mkdtemp(prefix="luoshi-test-")
atexit.register(shutil.rmtree, _data, ignore_errors=True)
os.environ["LUOSHI_DATA"] = _data

from luoshi.config.settings import *  # noqa: E402,F403  the folder must be set before the settings are read

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405  a test database need not survive a power cut
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"  # noqa: F405
DATABASES["default"]["CONN_MAX_AGE"] = 0  # noqa: F405  live servers come and go with their threads
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
