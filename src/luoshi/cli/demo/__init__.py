"""`luoshi demo`: the whole product with a sample plan. What is already there is left as it is."""

import argparse
import csv
import os
import secrets
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from django.core.management import call_command

from luoshi.cli import _django, serve
from luoshi.cli.demo.scale.sizes import SIZES
from luoshi.config import environment
from luoshi.files.rules import sha256
from luoshi.web import clock

if TYPE_CHECKING:
    from luoshi.orgs.models import Account
    from luoshi.plans.models import Revision

HELP = "start the product with a sample plan"
PLAN = Path(__file__).parent / "sample_plan.docx"
REVISION = Path(__file__).parent / "sample_revision.docx"
BY = "luoshi demo"
PEOPLE = Path(__file__).parent / "people.csv"
"""Who has an account: user name, name, unit, roles. The people are invented."""

STANDS_AT = date(2026, 6, 30)
BEGINNING = datetime(2024, 1, 8, 1, 30, tzinfo=UTC)
"""When regions, units and accounts were entered."""
DECIDED = datetime(2024, 3, 18, 2, 0, tzinfo=UTC)
NEXT_EDITION = datetime(2026, 6, 29, 9, 30, tzinfo=UTC)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen."""
    serve.arguments(parser)
    parser.add_argument("--prepare", action="store_true", help="set up, but do not start the server")
    parser.add_argument("--scale", choices=SIZES, help="fill an empty database with that much invented history instead")


def run(given: argparse.Namespace) -> int:
    """Set up what is missing, print address and accounts, serve."""
    if given.scale:
        os.environ.setdefault("LUOSHI_REGION", SIZES[given.scale].region)
    _django.ready()
    _say("准备数据库", "Making the database ready")
    call_command("migrate", verbosity=0)
    password = _password()
    if given.scale:
        return int(import_module("luoshi.cli.demo.scale.filling").fill(SIZES[given.scale], password))
    _stand_still()
    for zh, en, step in STEPS:
        _say(zh, en)
        step(password)
    _greet(given.address, password)
    return 0 if given.prepare else serve.run(given)


def _say(zh: str, en: str) -> None:
    print(f"==> {zh} {en}", flush=True)


def _password() -> str:
    """One password for all demonstration accounts, made once and kept beside the database."""
    settings = import_module("django.conf").settings
    kept = Path(settings.DATA) / "demo_password"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(f"luoshi-{secrets.token_hex(4)}")
    return kept.read_text()


def _stand_still() -> None:
    """A database with nothing in it yet stands at the day of the demonstration, for every command that opens it."""
    settings = import_module("django.conf").settings
    if not import_module("luoshi.audit.models").Event.objects.exists():
        settings.LUOSHI_TODAY = environment.stand_at(settings.DATA, settings.DATABASE, STANDS_AT)


def _at(then: datetime) -> datetime:
    """When something of the history happened; in a database that was made without one, now."""
    return then if import_module("django.conf").settings.LUOSHI_TODAY else clock.now()


def people() -> list[tuple[str, str, str, tuple[str, ...]]]:
    """User name, name, unit and roles of everybody who has an account."""
    rows = csv.DictReader(PEOPLE.read_text(encoding="utf-8").splitlines())
    return [(row["username"], row["name"], row["unit"], tuple(row["roles"].split())) for row in rows]


def _orgs(_password: str) -> None:
    regions = import_module("luoshi.orgs.actions.regions")
    models = import_module("luoshi.orgs.models")
    at = _at(BEGINNING)
    if not models.Region.objects.exists():
        regions.import_regions(text=regions.shipped("regions.csv"), by=BY, at=at)
    if not models.Holiday.objects.exists():
        calendar = import_module("luoshi.orgs.actions.calendar")
        calendar.import_working_days(text=regions.shipped("working_days.csv"), by=BY, at=at)
    if not models.Unit.objects.exists():
        regions.import_units(units=regions.shipped("units.csv"), groups=regions.shipped("groups.csv"), by=BY, at=at)


def _accounts(password: str) -> None:
    create = import_module("luoshi.orgs.actions.accounts").create_account
    models = import_module("luoshi.orgs.models")
    known = set(models.Account.objects.values_list("username", flat=True))
    at = _at(BEGINNING)
    for username, name, unit, roles in people():
        if username not in known:
            found = models.Unit.objects.filter(name=unit).first()
            create(username=username, name=name, password=password, roles=roles, unit=found, by=BY, at=at)


def _plan(_password: str) -> None:
    actions = import_module("luoshi.plans.actions")
    accounts = import_module("luoshi.orgs.models").Account.objects
    at = _at(DECIDED)
    imported = actions.import_document(data=PLAN.read_bytes(), name=PLAN.name, by="jihua", at=at)
    if imported.created:
        settle(imported.revision, accounts.get(username="jihua"), at)
        actions.adopt_revision(
            revision=imported.revision,
            since=imported.revision.issued_on,
            why="示例方案，读出的内容已核对。",
            by=accounts.get(username="shending"),
            at=_at(DECIDED + timedelta(days=1)),
        )


def _history(_password: str) -> None:
    """What people did with the plan; only in a database that stands still and in which nobody has worked yet."""
    events = import_module("luoshi.audit.models").Event.objects
    if not import_module("django.conf").settings.LUOSHI_TODAY or _is_there():
        return
    if events.filter(at__gt=DECIDED + timedelta(days=2)).exists():
        print("    这里已经有人用过，不再补做演示历史；要看完整的演示，请换一个空的数据文件夹（LUOSHI_DATA）。")
        print("    Somebody has worked here: no history is made. For the whole demonstration use an empty LUOSHI_DATA.")
        return
    revision = import_module("luoshi.plans.models").Revision.objects.get(file__sha256=sha256(PLAN.read_bytes()))
    import_module("luoshi.cli.demo.history.playing").play(revision, STANDS_AT)


def _is_there() -> bool:
    return bool(import_module("luoshi.delivery.models").Task.objects.exists())


def _revision(_password: str) -> None:
    """A second edition as a draft, so that there is something to compare and to check."""
    actions = import_module("luoshi.plans.actions")
    plan = import_module("luoshi.plans.models").Revision.objects.get(file__sha256=sha256(PLAN.read_bytes())).plan
    data, at = REVISION.read_bytes(), _at(NEXT_EDITION)
    with suppress(actions.NoRevision):
        actions.import_document(data=data, name=REVISION.name, plan=plan, by="jihua", at=at)


def settle(revision: "Revision", by: "Account", at: datetime) -> None:
    """Check a whole draft as a person in a hurry would: confirm all, first lead in charge, the office owns the rest."""
    actions = import_module("luoshi.plans.actions")
    readiness = import_module("luoshi.plans.queries.readiness")
    actions.recognise_all(revision=revision, by=by, at=at)
    measures = list(readiness.without_accountable(revision).values_list("pk", flat=True))
    actions.first_accountable(revision=revision, measures=measures, by=by, at=at)
    targets = list(readiness.without_owner(revision).values_list("pk", flat=True))
    owner = {"owner_id": by.unit_id}
    actions.fill_rows(revision=revision, kind="target", pks=targets, values=owner, by=by, at=at)
    actions.confirm_rows(revision=revision, certainties=("sure", "likely", "doubtful"), by=by, at=at)


STEPS = (
    ("录入区划、单位和放假安排", "Entering regions, units and holidays", _orgs),
    ("建立账号", "Making accounts", _accounts),
    ("读入并采用示例方案", "Reading and adopting the sample plan", _plan),
    ("演示两年半的分解、报送、审核和变更", "Playing two and a half years of tasks and reports", _history),
    ("读入示例方案的新版", "Reading its next revision", _revision),
)


def _greet(address: str, password: str) -> None:
    roles = import_module("luoshi.orgs.rules.roles").ROLES
    print(f"\n地址 Address:  http://{address}/\n密码 Password: {password}\n\n账号 Accounts:")
    for username, name, unit, held in people():
        print(f"  {username:<10}{name}  {unit}  {'、'.join(roles[code].name for code in held)}")
    print("\n按 Ctrl+C 停止。 Press Ctrl+C to stop.\n", flush=True)
