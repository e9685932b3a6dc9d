"""What views answer with: a page, a fragment of it, or a file."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.http import content_disposition_header

FORMULA_SIGNS = frozenset("=+-@＝＋－＠")
View = TypeVar("View", bound=Callable[..., Any])


def public(view: View) -> View:
    """Anyone may see this page, signed in or not."""
    cast(Any, view).permission = "public"
    return view


def render(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """The page, or for htmx its main part alone: such a template extends `layout`, which says which."""
    response = HttpResponse(render_to_string(template, dict(context or {}), request), status=status)
    patch_vary_headers(response, ("HX-Request",))
    return response


def go_on(request: HttpRequest, address: str) -> HttpResponse:
    """After a form was accepted: on to the next page. files.js, which sends uploads, gets the address in a header,
    since following a redirect itself would use up the message meant for the person."""
    if request.headers.get("X-Sent-By") == "script":
        return HttpResponse(status=204, headers={"X-Next": address})
    return HttpResponseRedirect(address)


def csv_file(name: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> StreamingHttpResponse:
    """A .csv that WPS and Excel open as UTF-8, sent row by row."""
    response = StreamingHttpResponse(_lines(heads, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{name}.csv")
    return response


def _lines(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    yield "\ufeff"
    yield _line(heads)
    for row in rows:
        yield _line([_safe(cell) for cell in row])


def _line(cells: Sequence[object]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()


def _safe(cell: object) -> object:
    """A spreadsheet would run a text cell that starts like a formula; an apostrophe keeps it text.

    White space before it does not help, and a Chinese Excel takes full-width signs for the ordinary ones.
    """
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip()[:1] in FORMULA_SIGNS else cell
