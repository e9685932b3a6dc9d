"""Which language a page is in: the one chosen on an earlier page, else Simplified Chinese.

The browser's own preference is not asked: offices share images set to English, and their pages must stay Chinese.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

COOKIE = "luoshi_language"
ONE_YEAR = 365 * 24 * 60 * 60


def known(code: str | None) -> str:
    """The code if we have that language, else Simplified Chinese.

    >>> known("en"), known("fr"), known(None)
    ('en', 'zh-hans', 'zh-hans')
    """
    return code if code and code in dict(settings.LANGUAGES) else "zh-hans"


def html_lang(code: str | None) -> str:
    """The code as the `lang` attribute wants it.

    >>> html_lang("zh-hans"), html_lang("en")
    ('zh-Hans', 'en')
    """
    return "zh-Hans" if code == "zh-hans" else code or "zh-Hans"


def chosen_language(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: answer in the language the cookie names."""

    def middleware(request: HttpRequest) -> HttpResponse:
        code = known(request.COOKIES.get(COOKIE))
        with translation.override(code):
            response = get_response(request)
        patch_vary_headers(response, ("Cookie",))
        response.headers.setdefault("Content-Language", html_lang(code))
        return response

    return middleware


def remember(response: HttpResponse, code: str) -> None:
    """Keep the choice for a year."""
    response.set_cookie(
        COOKIE,
        known(code),
        max_age=ONE_YEAR,
        samesite="Lax",
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
    )
