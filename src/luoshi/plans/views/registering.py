"""How documents come in: by upload, typed from a photo of a leader's instruction; and the files they came as."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from luoshi.files import responses
from luoshi.files.rules import FileRefused
from luoshi.orgs.access import account_of, requires
from luoshi.plans import actions, words
from luoshi.plans.forms.registering import DocumentForm, InstructionForm, KindForm, UploadForm, given
from luoshi.plans.models import Revision
from luoshi.plans.views.plans import revision_or_404
from luoshi.reader.errors import ReadingError
from luoshi.web import clock
from luoshi.web.pages import go_on, render


@requires("plans.import")
def upload(request: HttpRequest) -> HttpResponseBase:
    """Take a file and perhaps its text, read it, enter it; what is wrong with it is said beside the field."""
    form = UploadForm(request.POST or None, request.FILES or None)
    return _registered(request, form, "upload", lambda: _import(request, form))


@requires("plans.import")
def instruction(request: HttpRequest) -> HttpResponseBase:
    """Take down a leader's instruction."""
    form = InstructionForm(request.POST or None, request.FILES or None, initial={"day": clock.today()})
    return _registered(request, form, "instruction", lambda: _take_down(request, form))


def _registered(
    request: HttpRequest, form: forms.Form, draft: str, enter: Callable[[], actions.Imported | None]
) -> HttpResponseBase:
    if request.method == "POST" and form.is_valid():
        found = enter()
        if found:
            _tell(request, found, draft)
            return go_on(request, _first_page(request, found.revision))
    return render(request, f"plans/{draft}.html", {"form": form}, status=400 if form.errors else 200)


def _first_page(request: HttpRequest, revision: Revision) -> str:
    """What is new is checked first, by those who may."""
    checks = not hasattr(revision, "adoption") and account_of(request).has_perm("plans.review")
    return reverse("plans:review" if checks else "plans:plan", args=(revision.pk,))


def _import(request: HttpRequest, form: UploadForm) -> actions.Imported | None:
    file, beside = given(form.cleaned_data["file"]), form.text_beside()
    if file is None:
        return None
    try:
        return actions.import_document(
            data=file.data,
            name=file.name,
            beside=beside,
            kind=form.cleaned_data["kind"],
            by=account_of(request).username,
            at=clock.now(),
        )
    except ReadingError as error:
        blame(form, error)
    return None


def _take_down(request: HttpRequest, form: InstructionForm) -> actions.Imported | None:
    who, day, text = form.values()
    scan = given(form.cleaned_data["scan"])
    try:
        return actions.register_instruction(
            who=who, day=day, text=text, scan=scan, by=account_of(request).username, at=clock.now()
        )
    except ReadingError as error:
        form.add_error("scan" if isinstance(error, FileRefused) else "text", _said(error))
    return None


def blame(form: DocumentForm, error: ReadingError) -> None:
    """Say beside the field that brought it why a document could not be read."""
    form.add_error(form.to_blame(scan=isinstance(error, FileRefused)), _said(error))


def _said(error: ReadingError) -> str:
    return error.en if get_language() == "en" else error.zh


def _tell(request: HttpRequest, found: actions.Imported, draft: str) -> None:
    """What became of it; the browser then forgets what was typed in the form of that name."""
    kind = {"kind": words.PLANS[found.revision.plan.kind]}
    if not found.created:
        messages.info(request, _("这份文件以前导入过，没有重复导入。"), extra_tags=draft)
    elif found.recognised:
        messages.success(request, _("已读入，种类是“%(kind)s”。请核对后签署采用。") % kind, extra_tags=draft)
    else:
        said = _("已读入。从标题看不出种类，先按“%(kind)s”登记，请在“文件”一栏核对。") % kind
        messages.warning(request, said, extra_tags=draft)


@requires("plans.review")
@require_POST
def set_kind(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Correct the kind of a draft."""
    revision, form = revision_or_404(request, pk), KindForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("没有这样的种类，没有更改。"))
        return redirect("plans:plan", pk=pk)
    try:
        actions.set_kind(revision=revision, kind=form.cleaned_data["kind"], by=account_of(request), at=clock.now())
    except actions.Settled:
        messages.warning(request, _("已经采用，种类随之签署，不能再改。"))
    else:
        messages.success(request, _("种类已改为“%(kind)s”。") % {"kind": words.PLANS[form.cleaned_data["kind"]]})
    return redirect("plans:plan", pk=pk)


@requires("plans.read")
@require_safe
def original(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file as it came, always as a download."""
    return responses.download(revision_or_404(request, pk).file)


@requires("plans.read")
@require_safe
def beside(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The text that came beside a scan."""
    file = revision_or_404(request, pk).beside
    if file is None:
        raise Http404
    return responses.download(file)


@requires("plans.read")
@require_safe
def picture(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The small picture of a photo or scan; a 404 for other files."""
    return responses.thumbnail(request, revision_or_404(request, pk).file)
