"""The report form: inside the desk or as a page of its own. What is typed is a draft until it is sent."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from luoshi.duties import words
from luoshi.duties.actions.drafting import NotYourTurn, attach_file, detach_file, sign_draft
from luoshi.duties.actions.reporting import DraftConflict, NotTaken, Told, save_draft, submit_report
from luoshi.duties.forms.reports import ReportForm, said_of
from luoshi.duties.models import Draft, DraftFile, Milestone
from luoshi.duties.queries.forming import About, about
from luoshi.duties.queries.signing import mark_of
from luoshi.duties.rules.drafts import content
from luoshi.duties.views.report_page import Shown, errors_of, files_of, is_written, shown, told_of
from luoshi.duties.views.uploads import stored
from luoshi.files.responses import download, thumbnail
from luoshi.files.rules.kinds import extensions_of
from luoshi.orgs.access import account_of, requires
from luoshi.values.periods import NotAPeriod, Period
from luoshi.web import clock
from luoshi.web.pages import render


def about_or_404(request: HttpRequest, pk: int, period: str) -> About:
    """The duty of one's own unit with its report; that of another unit is not there."""
    unit = account_of(request).unit
    try:
        found = about(unit, pk, Period.parse(period), clock.today()) if unit else None
    except NotAPeriod as wrong:
        raise Http404 from wrong
    if found is None:
        raise Http404
    return found


@requires("duties.report")
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: int, period: str) -> HttpResponseBase:
    """Show the form, or do with it what the pressed button says."""
    found = about_or_404(request, pk, period)
    if request.method != "POST":
        said = content(found.draft.content if found.draft else {})
        return _page(request, shown(found, said, files_of(found.draft), clock.today()))
    name, _colon, rest = request.POST.get("do", "save").partition(":")
    return DOINGS.get(name, _save)(request, found, rest)


@requires("duties.read")
@require_safe
def file(request: HttpRequest, pk: int, period: str, key: int) -> HttpResponseBase:
    """A file of one's own unit's draft, or with ?small the picture that stands for it."""
    unit = account_of(request).unit_id
    rows = DraftFile.objects.filter(pk=key, draft__duty=pk, draft__period=period, draft__unit=unit)
    found = rows.select_related("file__thumbnail").first()
    if found is None:
        raise Http404
    return thumbnail(request, found.file) if "small" in request.GET else download(found.file, name=found.name)


def _save(request: HttpRequest, found: About, _rest: str) -> HttpResponseBase:
    """Keep what is typed."""
    try:
        draft = _kept(request, found)
    except DraftConflict as other:
        return _conflict(request, found, other)
    return _answer(request, found, draft, _("草稿已存。"))


def _mine(request: HttpRequest, found: About, rest: str) -> HttpResponseBase:
    """Keep one's own text although somebody has saved another meanwhile, which one has seen."""
    try:
        draft = _kept(request, found, int(rest) if rest.isdecimal() else 0)
    except DraftConflict as other:
        return _conflict(request, found, other)
    return _answer(request, found, draft, _("草稿已存。"))


def _attach(request: HttpRequest, found: About, _rest: str) -> HttpResponseBase:
    """Keep what is typed and the files that came with it. What is wrong with a file is said; the others are kept."""
    try:
        draft = _kept(request, found)
    except DraftConflict as other:
        _store_all(request, other.draft)
        return _conflict(request, found, other)
    wrong = _store_all(request, draft)
    for text in wrong:
        messages.error(request, text)
    return _answer(request, found, draft, "" if wrong else _("文件已添加。"))


def _remove(request: HttpRequest, found: About, rest: str) -> HttpResponseBase:
    """Take a file away."""
    try:
        draft = _kept(request, found)
    except DraftConflict as other:
        return _conflict(request, found, other)
    detach_file(draft=draft, key=int(rest) if rest.isdecimal() else 0, by=account_of(request), at=clock.now())
    return _answer(request, found, draft, _("文件已移除。"))


def _ask(request: HttpRequest, found: About, _rest: str) -> HttpResponseBase:
    """Sign as the author: from now on the next in the unit finds it on their desk."""
    account = account_of(request)
    try:
        draft = _kept(request, found)
        sign_draft(draft=draft, mark=mark_of(draft), by=account, at=clock.now())
    except DraftConflict as other:
        return _conflict(request, found, other)
    except NotYourTurn as wrong:
        messages.error(request, str(words.NOT_SIGNED[wrong.code]))
        return redirect(_address(found))
    messages.success(request, _("已送审签。签完后回到这里报送。"))
    return redirect("duties:mine")


def _send(request: HttpRequest, found: About, rest: str) -> HttpResponseBase:
    """Send it; with `bare` the milestones wait for another time. What is wrong is said beside its field."""
    try:
        draft = _kept(request, found)
    except DraftConflict as other:
        return _conflict(request, found, other)
    day, fresh = clock.today(), _again(found)
    said = content(draft.content)
    if rest == "bare":
        said["claims"] = {}
    told, wrong = told_of(fresh, said, files_of(fresh.draft), day)
    errors = errors_of(fresh, told, wrong, day, None)
    if errors:
        return _page(request, shown(fresh, said, files_of(fresh.draft), day), errors=errors)
    return _sent(request, fresh, told)


def _unchanged(request: HttpRequest, found: About, _rest: str) -> HttpResponseBase:
    """Nothing new: one click, nothing to fill in. What somebody has written is not thrown away for it."""
    in_form = "text" in request.POST
    written = ReportForm(request.POST, steps=found.steps).typed() if in_form or not found.draft else found.draft.content
    said = content(written)
    if is_written(said):
        page = shown(found, said, files_of(found.draft), clock.today())
        return _page(request, page, errors={"": [str(words.NOT_UNCHANGED)]})
    return _sent(request, found, Told(unchanged=True))


def _sent(request: HttpRequest, found: About, told: Told) -> HttpResponseBase:
    """Send and say what happens next."""
    account = account_of(request)
    try:
        made = submit_report(
            duty=found.duty, unit=found.unit, period=found.period, told=told, by=account, at=clock.now()
        )
    except NotTaken as refused:
        name, text = said_of(refused)
        said = content(found.draft.content if found.draft else {})
        return _page(request, shown(found, said, files_of(found.draft), clock.today()), errors={name: [text]})
    return redirect(f"{reverse('duties:mine')}?sent={made.pk}")


DOINGS: dict[str, Callable[[HttpRequest, About, str], HttpResponseBase]] = {
    "save": _save,
    "mine": _mine,
    "attach": _attach,
    "remove": _remove,
    "ask": _ask,
    "send": _send,
    "unchanged": _unchanged,
}
"""What a button of the form says -> what is done."""


def _kept(request: HttpRequest, found: About, version: int | None = None) -> Draft:
    """The draft with what has been typed. Nothing is written when nothing has changed. Raises DraftConflict."""
    typed = ReportForm(request.POST, steps=found.steps).typed()
    given = request.POST.get("version", "0")
    wanted = version if version is not None else int(given) if given.isdecimal() else 0
    known = found.draft
    if known and content(known.content) == typed:
        return known
    return save_draft(
        duty=found.duty,
        unit=found.unit,
        period=found.period,
        content=typed,
        version=wanted,
        by=account_of(request),
        at=clock.now(),
    )


def _store_all(request: HttpRequest, draft: Draft) -> list[str]:
    """Store every file that came; returns what is wrong with those that were refused."""
    by, wrong = account_of(request), []
    steps = {f"file-{step.pk}": step for step in Milestone.objects.filter(duty=draft.duty_id)}
    for field, files in request.FILES.lists():
        signed = field == "scan"
        for each in files:
            kept, text = stored(each, by, "scan" if signed else "evidence")
            if kept is None:
                wrong.append(text)
                continue
            step, name = steps.get(field), each.name or kept.name
            attach_file(draft=draft, file=kept, name=name, milestone=step, signed=signed, by=by, at=clock.now())
    return wrong


def _again(found: About) -> About:
    """The same once more, with the draft as it is now."""
    fresh = about(found.unit, found.duty.pk, found.period, clock.today())
    if fresh is None:
        raise Http404
    return fresh


def _address(found: About) -> str:
    return reverse("duties:report", args=(found.duty.pk, found.period))


def _answer(request: HttpRequest, found: About, draft: Draft, text: str) -> HttpResponseBase:
    """After saving: the changed parts for the script, the whole page again without it."""
    if request.headers.get("X-Sent-By") != "script":
        if text:
            messages.success(request, text)
        return redirect(_address(found))
    fresh = _again(found)
    page = shown(fresh, content(draft.content), files_of(fresh.draft), clock.today())
    return render(request, "duties/report_parts.html", page_context(request, page))


def _conflict(request: HttpRequest, found: About, other: DraftConflict) -> HttpResponseBase:
    """Somebody of the unit has saved meanwhile: both texts are shown, neither is lost."""
    fresh = _again(found)
    typed = ReportForm(request.POST, steps=found.steps).typed()
    page = shown(fresh, typed, files_of(fresh.draft), clock.today())
    given = request.POST.get("version", "0")
    context = page_context(request, page) | {
        "conflict": fresh.draft or other.draft,
        "version": int(given) if given.isdecimal() else 0,
    }
    by_script = request.headers.get("X-Sent-By") == "script"
    return render(request, "duties/report_parts.html" if by_script else "duties/report.html", context, status=409)


def _page(request: HttpRequest, page: Shown, errors: dict[str, list[str]] | None = None) -> HttpResponseBase:
    context = page_context(request, page) | {"errors": errors or {}}
    return render(request, "duties/report.html", context, status=400 if errors else 200)


def page_context(request: HttpRequest, page: Shown) -> dict[str, object]:
    """What the templates of a report need."""
    return {
        "page_of": page,
        "about": page.about,
        "said": page.said,
        "errors": {},
        "conflict": None,
        "version": page.version,
        "address": _address(page.about),
        "day": clock.today(),
        "words": words,
        "accept": ",".join(extensions_of("evidence")),
        "accept_scan": ",".join(extensions_of("scan")),
        "in_list": bool(getattr(request, "htmx", False)),
        "behalf": None,
        "kept": "",
    }
