"""Workbooks that go out: a unit's own, any unit's, or all of a period in one archive."""

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from luoshi.duties import words
from luoshi.duties.queries.reportable import Reportable
from luoshi.duties.queries.workbook import by_unit, file_name, of_unit
from luoshi.duties.queries.workbook_sheets import workbook
from luoshi.duties.views.period_files import XLSX
from luoshi.orgs.access import account_of, requires
from luoshi.orgs.models import Unit
from luoshi.papers.sheets import workbook_bytes
from luoshi.values.periods import NotAPeriod, Period
from luoshi.web import clock


def period_or_404(code: str) -> Period:
    """The month or quarter of a code."""
    try:
        period = Period.parse(code)
    except NotAPeriod as wrong:
        raise Http404 from wrong
    if period.kind not in {"quarter", "month"}:
        raise Http404
    return period


@requires("duties.read")
@require_safe
def own(request: HttpRequest) -> HttpResponseBase:
    """The workbook of one's own unit, with what it has drafted so far."""
    unit, today = account_of(request).unit, clock.today()
    asked = request.GET.get("period", "")
    period = period_or_404(asked) if asked else Period.of("quarter", today)
    owed = of_unit(unit, period, today) if unit else []
    if unit is None or not owed:
        messages.info(request, _nothing_owed(period))
        return redirect("duties:mine")
    return _file(unit, period, owed, own=True)


@requires("duties.read_all")
@require_safe
def of_one(request: HttpRequest, code: str, unit: int) -> HttpResponseBase:
    """The workbook of a unit, to be sent to it."""
    period = period_or_404(code)
    found = get_object_or_404(Unit, pk=unit)
    owed = of_unit(found, period, clock.today())
    if not owed:
        messages.info(request, _nothing_owed(period))
        return redirect("duties:period", code)
    return _file(found, period, owed, own=False)


@requires("duties.read_all")
@require_safe
def of_all(request: HttpRequest, code: str) -> HttpResponseBase:
    """The workbooks of all units that owe a report on the period, written while they are sent."""
    period = period_or_404(code)
    found = by_unit(period, clock.today())
    if not found:
        messages.info(request, _("这一期没有要报的事项，没有台账。"))
        return redirect("duties:period", code)
    answer = StreamingHttpResponse(_archive(period, found, clock.now()), content_type="application/zip")
    name = f"{period.names().zh}台账.zip"
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return answer


def _nothing_owed(period: Period) -> str:
    name = words.period_name(str(period))
    return _("%(period)s没有要报的事项，不用台账。") % {"period": name}


def _file(unit: Unit, period: Period, owed: list[Reportable], *, own: bool) -> HttpResponse:
    data = workbook_bytes(workbook(unit, period, owed, own=own), at=clock.now())
    answer = HttpResponse(data, content_type=XLSX)
    name = file_name(unit, period)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return answer


def _archive(period: Period, found: dict[Unit, list[Reportable]], at: datetime) -> Iterator[bytes]:
    """The archive, a workbook at a time."""
    target = _Passing()
    local = at.astimezone(clock.SHANGHAI)
    with zipfile.ZipFile(target, "w") as archive:
        for unit, owed in sorted(found.items(), key=lambda each: each[0].name):
            part = zipfile.ZipInfo(file_name(unit, period), local.timetuple()[:6])
            archive.writestr(part, workbook_bytes(workbook(unit, period, owed, own=False), at=at))
            yield target.taken()
    yield target.taken()


class _Passing(io.RawIOBase):
    """A file that cannot be read again: what is written passes through."""

    def __init__(self) -> None:
        self._held = bytearray()

    def writable(self) -> bool:
        """It is there to be written."""
        return True

    def write(self, data: object) -> int:
        """Hold it until somebody takes it."""
        piece = bytes(data)  # type: ignore[call-overload]  # any buffer
        self._held += piece
        return len(piece)

    def taken(self) -> bytes:
        """What has been written since."""
        piece = bytes(self._held)
        self._held.clear()
        return piece
