"""Sending a stored file. A room's view calls these after it has decided that this person may have the file.

There is no address of files' own: without a room that answers for it, no file can be reached.
"""

import logging
from typing import TypeVar

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _

from luoshi.files.models import StoredFile
from luoshi.files.queries import DamagedFile, open_whole, picture_of
from luoshi.files.rules.names import disposition

Response = TypeVar("Response", bound=HttpResponseBase)

_log = logging.getLogger(__name__)

_HEADERS = {
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Download-Options": "noopen",
    "Referrer-Policy": "no-referrer",
}
"""Even where a browser is talked into showing a file, it shows it alone, without scripts and without our origin."""

_PICTURE_TYPE = "image/jpeg"


def download(file: StoredFile, *, name: str = "") -> HttpResponseBase:
    """The file, always as a download: nothing in it can run as a page of ours, and no cache keeps it.

    `name` is the one it was attached under, if that is another. Altered bytes are not sent: the answer is then a 500.
    """
    headers = {"Content-Disposition": disposition(name or file.name), "Cache-Control": "private, no-store"}
    return _sent(file, "application/octet-stream", headers)


def made(data: bytes, *, name: str, content_type: str) -> HttpResponseBase:
    """A file that was made just now, sent as `download` sends a stored one, but named for what it is."""
    headers = {"Content-Disposition": disposition(name), "Cache-Control": "private, no-store"}
    return _with_headers(HttpResponse(data, content_type=content_type), headers)


def thumbnail(request: HttpRequest, file: StoredFile) -> HttpResponseBase:
    """The small JPEG that stands for a picture, to be shown on a page; a 404 for a file that has none.

    The browser may keep it, but asks each time whether it still may show it.
    """
    small = picture_of(file)
    if small is None:
        return HttpResponse(status=404)
    etag = f'"{small.sha256}"'
    headers = {"Content-Disposition": "inline", "Cache-Control": "private, no-cache", "ETag": etag}
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        return _with_headers(unchanged, headers)
    return _sent(small, _PICTURE_TYPE, headers)


def _sent(file: StoredFile, content_type: str, headers: dict[str, str]) -> HttpResponseBase:
    try:
        response = FileResponse(open_whole(file), content_type=content_type)
    except DamagedFile:
        _log.error("stored file %s (%s) is missing or altered", file.pk, file.sha256)
        return _damaged()
    return _with_headers(response, headers)


def _damaged() -> HttpResponse:
    told = _("这份文件在服务器上缺失或被改动过，没有发出。请告诉系统管理员运行 luoshi files verify。")
    return _with_headers(
        HttpResponse(told, status=500, content_type="text/plain; charset=utf-8"), {"Cache-Control": "no-store"}
    )


def _with_headers(response: Response, headers: dict[str, str]) -> Response:
    for name, value in (_HEADERS | headers).items():
        response.headers[name] = value
    return response
