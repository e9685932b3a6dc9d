"""Content-Security-Policy from `settings.SECURE_CSP`, in the form Django 6 reads it, until Django 5.2 goes."""

from collections.abc import Callable, Mapping, Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse


def policy(directives: Mapping[str, Sequence[str]]) -> str:
    """The header's value.

    >>> policy({"default-src": ["'none'"], "img-src": ["'self'", "data:"]})
    "default-src 'none'; img-src 'self' data:"
    """
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


def content_security_policy(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: every response carries the policy."""
    value = policy(settings.SECURE_CSP)

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", value)
        return response

    return middleware
