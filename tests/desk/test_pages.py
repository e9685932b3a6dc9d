"""Home, search and the record."""

import re
from collections.abc import Callable
from pathlib import Path

from django.test import Client

import luoshi
from luoshi.audit.models import Event
from luoshi.desk.words import ACTIONS, SUBJECTS
from luoshi.plans.models import Revision, SearchEntry


def test_home_shows_a_unit_what_it_answers_for(sign_in: Callable[[str], Client], plan: Revision) -> None:
    page = sign_in("牵头单位").get("/").content.decode()
    assert "本单位承担的举措" in page
    assert "用好每一方水" in page


def test_home_shows_a_draft_only_to_those_who_import_or_adopt(
    sign_in: Callable[[str], Client], draft: Revision
) -> None:
    assert draft.title in sign_in("审定人").get("/").content.decode()
    assert draft.title not in sign_in("牵头单位").get("/").content.decode()


def test_a_search_result_leads_to_its_provision(sign_in: Callable[[str], Client], plan: Revision) -> None:
    browser = sign_in("外单位")
    page = browser.get("/search/?q=灌区").content.decode()
    entry = SearchEntry.objects.filter(title__contains="灌区").first()
    assert entry is not None
    assert f"/search/{entry.pk}/" in page
    assert "/text/" in browser.get(f"/search/{entry.pk}/")["Location"]


def test_the_record_is_filtered_and_exported(sign_in: Callable[[str], Client], plan: Revision) -> None:
    browser = sign_in("审计员")
    page = browser.get("/record/?action=plans.revision.adopted").content.decode()
    rows = page.partition("<tbody>")[2]
    assert "签署采用" in rows
    assert "plans.revision.adopted" in rows
    assert "orgs.units.imported" not in rows
    lines = b"".join(browser.get("/record/?format=csv")).decode("utf-8-sig").splitlines()
    assert len(lines) > 5


def test_every_action_that_a_room_records_has_words() -> None:
    rooms = Path(luoshi.__file__).parent
    text = "".join(path.read_text(encoding="utf-8") for path in rooms.glob("*/actions*/**/*.py"))
    text += "".join(path.read_text(encoding="utf-8") for path in rooms.glob("*/actions.py"))
    recorded = set(re.findall(r'action="([a-z_]+\.[a-z_.]+)"', text))
    recorded |= {f"plans.review.{deed}" for deed in re.findall(r'reviewing\([\w.]+, "([a-z_]+)"', text)}
    assert len(recorded) > 30
    assert recorded <= set(ACTIONS)


def test_every_subject_of_the_record_has_words(plan: Revision) -> None:
    assert set(Event.objects.values_list("subject", flat=True)) <= set(SUBJECTS)
