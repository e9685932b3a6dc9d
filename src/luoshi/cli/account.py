"""`luoshi account add USERNAME --name NAME --role ROLE`: make an account; the password is asked for."""

import argparse
import getpass
import os
import sys
from importlib import import_module

from luoshi.cli import _django
from luoshi.orgs.rules.roles import ROLES
from luoshi.web import clock

HELP = "make an account"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Whose account, and what it may do."""
    parser.add_argument("task", choices=("add",))
    parser.add_argument("username")
    parser.add_argument("--name", required=True, help="the person's name")
    parser.add_argument("--role", action="append", required=True, choices=sorted(ROLES))


def run(given: argparse.Namespace) -> int:
    """0 when the account was made, 2 with the reason when not. LUOSHI_PASSWORD, if set, is used instead of asking."""
    _django.ready()
    accounts = import_module("luoshi.orgs.actions.accounts")
    password = os.environ.get("LUOSHI_PASSWORD") or getpass.getpass("密码 Password: ")
    try:
        accounts.create_account(
            username=given.username,
            name=given.name,
            password=password,
            roles=tuple(given.role),
            by="luoshi account",
            at=clock.now(),
        )
    except accounts.UsernameTaken:
        print(f"账号 {given.username} 已存在。 The account {given.username} exists.", file=sys.stderr)
        return 2
    except accounts.WeakPassword as weak:
        print(*weak.reasons, sep="\n", file=sys.stderr)
        return 2
    print(f"账号 {given.username} 已建立。 The account {given.username} was made.")
    return 0
