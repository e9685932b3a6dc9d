"""The printable 进展情况表: to be signed on paper and scanned back."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from luoshi.duties.progress_sheet import progress_sheet
from luoshi.duties.rules.drafts import content
from luoshi.duties.views.report_page import files_of, shown
from luoshi.duties.views.reporting import about_or_404
from luoshi.orgs.access import requires
from luoshi.papers.document import paper_bytes
from luoshi.web import clock

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@requires("duties.read")
@require_safe
def sheet(request: HttpRequest, pk: int, period: str) -> HttpResponseBase:
    """What the draft says now, as a .docx with room for signatures."""
    found = about_or_404(request, pk, period)
    page = shown(found, content(found.draft.content if found.draft else {}), files_of(found.draft), clock.today())
    paper = progress_sheet(found, page.told, [each.name for each in page.files if not each.signed], page.mark)
    name = f"进展情况表-{found.duty.title[:40]}-{found.period}.docx"
    response = HttpResponse(paper_bytes(paper, at=clock.now()), content_type=TYPE)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response
