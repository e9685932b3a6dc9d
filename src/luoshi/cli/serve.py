"""`luoshi serve`: the web server, gunicorn with sync workers (threads are slower on both databases)."""

import argparse
from importlib import import_module
from typing import Any

from gunicorn.app.base import BaseApplication

from luoshi.cli import _django

HELP = "start the web server"


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn, set from here instead of from its own command line."""

    def __init__(self, address: str, workers: int) -> None:
        self._options: dict[str, Any] = {
            "bind": address,
            "workers": workers,
            "timeout": 120,
            "max_requests": 5000,
            "max_requests_jitter": 500,
            "loglevel": "warning",
            "proc_name": "luoshi",
        }
        super().__init__()

    def load_config(self) -> None:
        """Hand the options to gunicorn."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The WSGI application, imported in each worker."""
        return import_module("luoshi.config.wsgi").application


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen, and with how many processes."""
    parser.add_argument("--address", default="127.0.0.1:8000", metavar="HOST:PORT")
    parser.add_argument("--workers", type=int, default=2)


def run(given: argparse.Namespace) -> int:
    """Serve until interrupted."""
    _django.ready()
    Server(given.address, given.workers).run()
    return 0
