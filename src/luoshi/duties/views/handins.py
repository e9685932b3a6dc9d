"""Workbooks that come back: what they would change, and once confirmed, what became of them."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from luoshi.duties import words
from luoshi.duties.actions.handing_in import AlreadyTaken, add_proof, choose, hand_in, take_file
from luoshi.duties.actions.reporting import OnBehalf
from luoshi.duties.forms.handing_in import HandInForm
from luoshi.duties.models import HandIn, HandInFile, Milestone
from luoshi.duties.places import duty_href
from luoshi.duties.queries.handing_in import STATES, TAKEN, Line, lines_of
from luoshi.duties.rules.handing_in import Problem
from luoshi.duties.rules.sent_files import MOST_FILES, came
from luoshi.duties.views.uploads import stored
from luoshi.files.rules.kinds import extensions_of
from luoshi.orgs.access import account_of, requires
from luoshi.orgs.models import Account
from luoshi.web import clock
from luoshi.web.address import changed
from luoshi.web.listing import listing
from luoshi.web.pages import go_on, render

ROWS_AT_ONCE = 1_500
"""Rows of workbooks that one request takes; the page goes on by itself, so that no request takes long."""
MINE = 10
"""So many of those handed in before are listed."""


@dataclass(frozen=True, slots=True)
class FileShown:
    """A file of the page: what stands in it, by state, and whose rows these are."""

    file: HandInFile
    counts: dict[str, int]
    units: str
    wrong: str


@requires("duties.report", "duties.report_for")
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponseBase:
    """Take workbooks and show what they would change; nothing counts yet."""
    account = account_of(request)
    for_others = account.has_perm("duties.report_for")
    form = HandInForm(
        request.POST or None,
        request.FILES or None,
        for_others=for_others,
        initial={"said_by": _("各单位联络员"), "said_on": clock.today()},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        behalf = OnBehalf(given["said_by"], given["said_on"]) if for_others else None
        books = (book for each in given["books"] for book in came(each.name or "", each.read()))
        found = list(islice(books, MOST_FILES + 1))
        if len(found) > MOST_FILES:
            messages.warning(request, _("一次最多 %(n)s 个台账，其余没有读，请分次交。") % {"n": MOST_FILES})
        made = hand_in(files=found[:MOST_FILES], on_behalf=behalf, by=account, at=clock.now())
        return go_on(request, reverse("duties:handed_in", args=(made.pk,)))
    before = _visible(account).prefetch_related("files")[:MINE]
    context = {"form": form, "before": before, "for_others": for_others}
    return render(request, "duties/handin.html", context, status=400 if form.errors else 200)


@requires("duties.report", "duties.report_for")
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What came, row by row; choices and evidence are kept until it is confirmed."""
    account = account_of(request)
    found = _visible(account).filter(pk=pk).prefetch_related("files").first()
    if found is None:
        raise Http404
    if request.method == "POST":
        name, _colon, rest = request.POST.get("do", "").partition(":")
        DOINGS.get(name, _nothing)(request, found, rest)
        return go_on(request, request.get_full_path())
    return _shown(request, found, account)


def _visible(account: Account) -> QuerySet[HandIn]:
    """What somebody handed in, or a colleague of their unit."""
    own = Q(by=account) | Q(by__unit=account.unit_id, by__unit__isnull=False)
    return HandIn.objects.filter(own).select_related("by")


def _nothing(_request: HttpRequest, _found: HandIn, _rest: str) -> None:
    """A button that is none of ours."""


def _choose(request: HttpRequest, found: HandIn, rest: str) -> None:
    """Of one row that changed meanwhile, or of all of them, take the workbook's words or keep what is there."""
    if rest not in {"take", "keep"}:
        return
    by, wanted = account_of(request), request.POST.get("mark", "")
    open_files = _open(found, request.POST.get("file", ""))
    lines = lines_of(open_files, by, clock.today())
    for file in open_files:
        marks = [line.mark for line in lines[file.pk] if line.state == "conflict" or (wanted and line.mark == wanted)]
        marks = [mark for mark in marks if not wanted or mark == wanted]
        if marks:
            choose(file=file, marks=marks, choice=rest, by=by)


def _attach(request: HttpRequest, found: HandIn, rest: str) -> None:
    """Add files that show a milestone."""
    unit, _dash, milestone = rest.partition("-")
    files = _open(found, request.POST.get("file", ""))
    step = Milestone.objects.filter(pk=int(milestone) if milestone.isdecimal() else 0).first()
    if len(files) != 1 or step is None or not unit.isdecimal():
        return
    by = account_of(request)
    for each in request.FILES.getlist("proof"):
        kept, wrong = stored(each, by)
        if kept is None:
            messages.error(request, wrong)
        else:
            add_proof(file=files[0], unit=int(unit), milestone=step, stored=kept, name=each.name or kept.name, by=by)
            messages.success(request, _("已添加：%(name)s。") % {"name": each.name or kept.name})


def _take(request: HttpRequest, found: HandIn, _rest: str) -> None:
    """Take as many files as one request may; what is left is taken by the next."""
    taken = 0
    for file in _open(found):
        if taken >= ROWS_AT_ONCE:
            break
        taken += len(file.rows)
        try:
            take_file(file=file, by=account_of(request), at=clock.now())
        except AlreadyTaken:
            continue


DOINGS: dict[str, Callable[[HttpRequest, HandIn, str], None]] = {"choose": _choose, "attach": _attach, "take": _take}
"""What a button says -> what is done."""


def _open(found: HandIn, key: str = "") -> list[HandInFile]:
    """Files that can still be taken, or one of them."""
    files = [each for each in found.files.all() if each.taken_at is None and not each.code]
    return [each for each in files if not key or str(each.pk) == key]


def _shown(request: HttpRequest, found: HandIn, account: Account) -> HttpResponseBase:
    files, open_files = list(found.files.all()), _open(found)
    started = any(each.taken_at for each in files)
    lines = {} if started else lines_of(open_files, account, clock.today())
    shown = [_file(file, lines.get(file.pk, [])) for file in files]
    counts = Counter[str]()
    for each in shown:
        counts.update(each.counts)
    state, file = request.GET.get("state", ""), request.GET.get("file", "")
    rows: list[Line | Result] = [line for each in files for line in lines.get(each.pk, [])]
    rows += [_result(each, row) for each in files for row in each.results]
    rows = [row for row in rows if (not state or row.state == state) and file in {"", str(row.source)}]
    context = {
        "handin": found,
        "files": shown,
        "names": {each.pk: each.name for each in files},
        "counts": {state: counts[state] for state in STATES},
        "to_take": sum(line.state in TAKEN for each in lines.values() for line in each),
        "conflicts": sum(line.state == "conflict" for each in lines.values() for line in each),
        "left": len(open_files),
        "taken": sum(each.taken_at is not None for each in files),
        "going_on": started and bool(open_files),
        "list": listing(request.GET, sorted(rows, key=lambda row: STATES.index(row.state))),
        "figures": [
            (words.HAND_IN_STATES[state], n, "", changed(request.GET, state=state))
            for state, n in ((each, counts[each]) for each in STATES)
            if n or state == "ready"
        ],
        "filters": {"state": state, "file": file},
        "said": said,
        "words": words,
        "accept": ",".join(extensions_of("evidence")),
    }
    return render(request, "duties/handed_in.html", context)


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a row."""

    source: int
    title: str
    unit_name: str
    state: str
    href: str
    is_draft: bool
    problems: tuple[Problem, ...]


def _result(file: HandInFile, row: dict[str, Any]) -> Result:
    return Result(
        source=file.pk,
        title=row["title"],
        unit_name=row["unit"],
        state=row["state"],
        href=duty_href(row["of"][2]) if row["of"] else "",
        is_draft="draft" in row,
        problems=tuple(Problem(**each) for each in row["problems"]),
    )


def _file(file: HandInFile, lines: Sequence[Line]) -> FileShown:
    counts = Counter(line.state for line in lines) or Counter(file.counts())
    units = {line.unit_name for line in lines} | {str(row["unit"]) for row in file.results}
    wrong = str(words.NOT_A_WORKBOOK[file.code]) % {"what": file.what} if file.code else ""
    return FileShown(file, dict(counts), "、".join(sorted(filter(None, units))), wrong)


def said(problem: Problem) -> str:
    """A problem in words."""
    known = words.HAND_IN.get(problem.code) or words.NOT_TAKEN[problem.code]
    return str(known) % {"what": problem.what, "step": problem.what}
