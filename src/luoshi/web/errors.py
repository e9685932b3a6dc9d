"""Pages for what goes wrong outside a view. Named in the root `urls` as handler400, 403, 404 and 500."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from luoshi.web.pages import render

Handler = Callable[..., HttpResponse]


def _handler(status: int, title: object, advice: object) -> Handler:
    def page(request: HttpRequest, *_reason: object, **_exception: object) -> HttpResponse:
        return render(request, "web/error.html", {"status": status, "title": title, "advice": advice}, status=status)

    return page


bad_request = _handler(
    400,
    _("这次请求有误"),
    _("服务器看不懂浏览器送来的内容。请返回上一页重试；多次出现时，请把网址和时间告诉管理员。"),
)
forbidden = _handler(
    403,
    _("您没有办理此事的权限"),
    _("您的账号没有这项权限。如工作需要，请联系本单位管理员开通。"),
)
not_found = _handler(
    404,
    _("没有找到这一页"),
    _("网址可能有误，内容可能已撤下，也可能不在您的查看范围内。可以从上方查找，或回到首页。"),
)
stale_form = _handler(
    403,
    _("页面放置过久，表单已失效"),
    _("内容没有提交。请返回上一页，刷新后再提交一次；已填写的文字保留在本机浏览器里。"),
)


def failure(_request: HttpRequest) -> HttpResponse:
    """500: nothing here may need the database or a session, since those may be what failed."""
    return HttpResponse(render_to_string("web/failure.html", {"lang": "zh-Hans"}), status=500)
