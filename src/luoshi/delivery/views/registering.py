"""Registering what a leader or a government above asks for, with its task."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luoshi.delivery.actions.registering import AlreadyRegistered, register_task
from luoshi.delivery.forms.registering import OrderForm
from luoshi.delivery.models import Task
from luoshi.delivery.queries.units import choices_at
from luoshi.duties import words
from luoshi.duties.actions.creating import Unsound
from luoshi.orgs.access import account_of, requires
from luoshi.reader.errors import ReadingError
from luoshi.web import clock
from luoshi.web.pages import render

DRAFT = "order"


@requires("delivery.break_down")
def register(request: HttpRequest) -> HttpResponseBase:
    """One short form: the words, who leads, by when."""
    today = clock.today()
    form = OrderForm(request.POST or None, owners=choices_at(today).units, initial={"day": today})
    if request.method == "POST" and form.is_valid():
        made = _registered(request, form)
        if made:
            return redirect("delivery:task", pk=made.pk)
    return render(request, "delivery/register.html", {"form": form}, status=400 if form.errors else 200)


def _registered(request: HttpRequest, form: OrderForm) -> Task | None:
    given = form.given(clock.today())
    try:
        made = register_task(order=form.order(), given=given, by=account_of(request), at=clock.now())
    except AlreadyRegistered as earlier:
        messages.info(request, _("这件事以前登记过，没有重复登记。"), extra_tags=DRAFT)
        return earlier.task
    except Unsound as wrong:
        form.add_error(None, str(words.UNSOUND[wrong.code]))
        return None
    except ReadingError as error:
        form.add_error("text", error.en if get_language() == "en" else error.zh)
        return None
    messages.success(request, _("已登记，任务交给%(unit)s。") % {"unit": _owner(form)}, extra_tags=DRAFT)
    return made


def _owner(form: OrderForm) -> str:
    return str(dict(form.fields["owner"].choices)[form.cleaned_data["owner"]])  # type: ignore[attr-defined]
