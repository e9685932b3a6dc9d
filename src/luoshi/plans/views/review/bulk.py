"""Many rows at once: confirm by certainty, fill what is left open, recognise names, see problems."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from luoshi.orgs.access import account_of, requires
from luoshi.plans import actions, words
from luoshi.plans.forms.review import CompleteForm, NameForm
from luoshi.plans.queries import review
from luoshi.plans.queries.review import CERTAINTIES
from luoshi.plans.views.review.answer import Answer, answer, settled
from luoshi.plans.views.review.place import place_of
from luoshi.plans.views.review.screen import draft_or_404
from luoshi.web import clock


@requires("plans.review")
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Confirm every unchecked row of the certainties named, in the whole draft or in the shown chapter."""
    place = place_of(request, draft_or_404(request, pk))
    wanted = tuple(code for code in CERTAINTIES if code in request.POST.getlist("certainty"))
    within = None
    if request.POST.get("scope") == "chapter":
        chapter = place.chapter(review.standing(place.revision))
        within = (chapter.low, chapter.high)
    try:
        done = actions.confirm_rows(
            revision=place.revision, certainties=wanted, within=within, by=account_of(request), at=clock.now()
        )
    except actions.Settled as adopted:
        return settled(request, adopted)
    said = ngettext("已确认 %(n)s 条", "已确认 %(n)s 条", done) % {"n": done}
    return answer(request, place, Answer(whole=True, say=said, onward="-"))


@requires("plans.review")
@require_POST
def complete(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Fill what is open by the decisions that were ticked."""
    place, form = place_of(request, draft_or_404(request, pk)), CompleteForm(request.POST)
    if not form.is_valid():
        wrong = "；".join(f"{form[name].label}：{' '.join(map(str, said))}" for name, said in form.errors.items())
        return answer(request, place, Answer(whole=True, warn=wrong, status=400))
    rules = actions.Rules(**form.cleaned_data)
    try:
        filled = actions.complete_rows(revision=place.revision, rules=rules, by=account_of(request), at=clock.now())
    except actions.Settled as adopted:
        return settled(request, adopted)
    told = "；".join(words.FILLED[code] % {"n": count} for code, count in filled.items() if count)
    return answer(request, place, Answer(whole=True, say=told or _("没有要补的内容"), onward="-"))


@requires("plans.review")
@require_POST
def name(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say what a printed name means; left empty, it is a unit of its own."""
    place, form = place_of(request, draft_or_404(request, pk)), NameForm(request.POST)
    if not form.is_valid():
        wrong = " ".join(str(said) for said in form.errors.get("means", [_("没有写明是哪个名称")]))
        return answer(request, place, Answer(warn=wrong, status=400))
    printed, meant = form.cleaned_data["printed"], form.cleaned_data["means"]
    try:
        settled_rows = actions.recognise(
            revision=place.revision, printed=printed, meant=meant, by=account_of(request), at=clock.now()
        )
    except actions.Settled as adopted:
        return settled(request, adopted)
    if not settled_rows:
        said = _("“%(name)s”已经有人认定过了") % {"name": printed}
        return answer(request, place, Answer(whole=True, say=said))
    said = _("“%(name)s”已认定，涉及 %(n)s 处") % {"name": printed, "n": settled_rows}
    return answer(request, place, Answer(whole=True, say=said, onward="-"))


@requires("plans.review")
@require_POST
def seen(request: HttpRequest, pk: int, problem: int) -> HttpResponseBase:
    """Note that one has looked at what the reader could not read."""
    place = place_of(request, draft_or_404(request, pk))
    found = get_object_or_404(place.revision.problems, pk=problem)
    try:
        actions.see_problem(problem=found, by=account_of(request), at=clock.now())
    except actions.Settled as adopted:
        return settled(request, adopted)
    return answer(request, place, Answer(whole=True, say=_("已记下，您看过了")))
