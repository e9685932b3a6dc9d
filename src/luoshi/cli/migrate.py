"""`luoshi migrate`: make the database or bring it up to date."""

import argparse

from django.core.management import call_command

from luoshi.cli import _django

HELP = "make the database, or bring it up to date"


def arguments(_parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def run(_arguments: argparse.Namespace) -> int:
    """Apply every migration that is missing."""
    _django.ready()
    call_command("migrate", verbosity=0)
    print("数据库已就绪。 The database is up to date.")
    return 0
