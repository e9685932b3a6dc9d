"""What is measured of a demonstration, in a process whose Django stands on its database."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench import _workbooks
from bench._server import Server, serving
from luoshi.audit.actions import change
from luoshi.cli.demo.scale.sizes import STANDS
from luoshi.delivery.models import Task
from luoshi.duties.models import Assignment, Duty, Report
from luoshi.duties.queries.facts import standings
from luoshi.orgs.models import Account
from luoshi.web import clock

Row = tuple[str, str, str]
TIMES = 30
DAY = clock.day_of(STANDS)
TIMES_OF, MILLISECONDS = 1.5, 150
"""How many times the reference page a page may take, and milliseconds at the most."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page that is measured: its name and address, who looks, and whether something happens before each look."""

    name: str
    address: str
    session: str
    touched: bool = False


def rows() -> Iterator[Row]:
    """Size, lights, pages, memory."""
    settled()
    clock.now = lambda: STANDS
    counted = f"{Task.objects.count():,} tasks, {Report.objects.count():,} reports, {database_size()}"
    yield "what is there", counted, ""
    yield from lights()
    with serving() as server:
        yield from pages(server)
    yield from _workbooks.rows()


def settled() -> None:
    """What a database does by itself within its first hours: it learns how its tables look."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def database_size() -> str:
    """How large the database is."""
    statement = {
        "postgresql": "SELECT pg_database_size(current_database())",
        "sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return f"{cursor.fetchone()[0] / 1e6:,.0f} MB on {connection.vendor}"


def best(work: Callable[[], object], runs: int = 3) -> tuple[float, float]:
    """Seconds of the fastest run by the wall clock, and of this process's processor."""
    taken = []
    for _ in range(runs):
        wall, own = time.perf_counter(), time.process_time()
        work()
        taken.append((time.perf_counter() - wall, time.process_time() - own))
    return min(taken)


def lights() -> Iterator[Row]:
    """All lights of a day, from SQL to the light: of a hundredth, a tenth and of all duties."""
    keys = list(Duty.objects.order_by("pk").values_list("pk", flat=True))
    first = 0.0
    for part in (100, 10, 1):
        count = len(keys) // part
        if count < 160:
            continue
        some = None if part == 1 else Duty.objects.filter(pk__lte=keys[count - 1]).values("pk")
        wall, own = best(lambda some=some: standings(DAY, some))
        each = wall / count
        first = first or each
        promised = "<= 1 s" if count == 16_000 else f"linear; {each / first:.2f} times the time per task of the fewest"
        yield f"lights of {count:,} tasks on a day", f"{wall:.3f} s ({own:.3f} s of Python)", promised


def pages(server: Server) -> Iterator[Row]:
    """Every page that is promised, beside the reference page."""
    before = server.memory()
    reference = 0.0
    yield "milliseconds of a page through gunicorn", "half / 95 of 100 / processor of the worker; statements; kB", ""
    for page in offered():
        start = time.perf_counter()
        _status, body = server.get(page.address, page.session)
        first = (time.perf_counter() - start) * 1000
        server.get(page.address, page.session)
        taken = server.timed(page.address, page.session, TIMES, touch if page.touched else None)
        reference = reference or taken.p95
        times = taken.p95 / reference
        quick = taken.p95 <= MILLISECONDS
        verdict = "both hold" if times <= TIMES_OF and quick else "only the second holds" if quick else "missed"
        figures = [f"{taken.half:.0f} / {taken.p95:.0f} / {taken.processor:.0f}", str(statements(page))]
        figures += [str(len(body) // 1024), f"the first time {first:.0f}"]
        yield (
            f"{page.name} `{page.address}`",
            "; ".join(figures),
            f"{times:.1f} times the reference (<= {TIMES_OF}), <= {MILLISECONDS} ms: {verdict}",
        )
    yield "memory of a worker", f"{before:.0f} MB at first, {server.memory():.0f} MB after all pages", ""


def offered() -> list[Page]:
    """The pages, each for whoever has most on it."""
    busiest = Assignment.objects.values("unit").annotate(count=Count("pk")).order_by("-count", "unit")[0]["unit"]
    task = Task.objects.filter(year=DAY.year, duty__assignments__unit=busiest).order_by("-pk")[0]
    plan = task.duty.revision_id
    office, liaison = session("jihua"), session(f"u{busiest}")
    return [
        Page("reference", "/reference/", office),
        Page("my desk", "/mine/", liaison),
        Page("its count in the navigation", "/mine/count/", liaison),
        Page("office desk", "/office/", office),
        Page("office desk, something has happened before each look", "/office/", office, touched=True),
        Page("tasks behind a figure", "/office/tasks/", office),
        Page("plan", f"/plans/{plan}/", office),
        Page("tasks of a plan", f"/plans/{plan}/tasks/", office),
        Page("task", f"/tasks/{task.pk}/", office),
        Page("review queue", "/reviews/", office),
        Page("periods of a year", "/periods/", office),
        Page("deadline day", "/periods/2026Q1/", office),
        Page("plans", "/plans/", office),
        Page("home", "/", liaison),
    ]


def session(username: str) -> str:
    """The key of a session in which somebody has signed in."""
    account = Account.objects.get(username=username)
    store = SessionStore()
    store[SESSION_KEY], store[HASH_SESSION_KEY] = str(account.pk), account.get_session_auth_hash()
    store[BACKEND_SESSION_KEY] = "luoshi.orgs.access.RoleBackend"
    store.create()
    return str(store.session_key)


def touch() -> None:
    """Something happens to a duty, as it does a thousand times on the day reports are due."""
    with change(action="duties.duty.corrected", subject="duty", by="bench", at=STANDS) as made:
        duty = Duty.objects.filter(task__year=DAY.year).order_by("?").values_list("pk", "title")[0]
        Duty.objects.filter(pk=duty[0]).update(title=duty[1])
        made.subject_id = str(duty[0])


def statements(page: Page) -> int:
    """How many SQL statements the page takes, once it has been looked at."""
    browser = Client(HTTP_HOST="127.0.0.1")
    browser.cookies["sessionid"] = page.session
    browser.get(page.address)
    with CaptureQueriesContext(connection) as captured:
        browser.get(page.address)
    return len(captured)
