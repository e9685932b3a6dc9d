"""Files that people send with a report."""

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language

from luoshi.files.actions import store
from luoshi.files.models import StoredFile
from luoshi.files.rules import check_size
from luoshi.orgs.models import Account
from luoshi.reader.errors import ReadingError
from luoshi.web import clock


def stored(each: "UploadedFile[bytes]", by: Account, purpose: str = "evidence") -> tuple[StoredFile | None, str]:
    """The file as it is kept, or None and what is wrong with it, beginning with its name."""
    name = each.name or ""
    try:
        check_size(each.size or 0, purpose)
        return store(data=each.read(), name=name, by=by.username, at=clock.now(), purpose=purpose), ""
    except ReadingError as refused:
        return None, f"{name}：{refused.en if get_language() == 'en' else refused.zh}"
