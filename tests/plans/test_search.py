"""Everything in the plans is found, two-character words above all, on both databases."""

from collections.abc import Callable

import pytest

from luoshi.orgs.models import Account
from luoshi.plans.models import Revision, SearchEntry
from luoshi.plans.queries.revisions import visible
from luoshi.plans.queries.search import search, snippet, units_named


@pytest.mark.parametrize("word", ["水务", "灌区", "政务云平台", "PM2.5", "5G", "河", "交通 公路", "南阳渠灌区"])
def test_a_word_finds_exactly_what_holds_it(plan: Revision, word: str) -> None:
    found = {entry.pk for entry in search(word, Revision.objects.all())}
    texts = {entry.pk: f"{entry.title}\n{entry.body}".lower() for entry in SearchEntry.objects.all()}
    expected = {pk for pk, text in texts.items() if all(part.lower() in text for part in word.split())}
    assert found == expected
    assert found


@pytest.mark.parametrize("word", ["核电", "", "。、", "' OR 1=1", '"*', "&|!", "水 核电"])
def test_what_is_not_there_is_not_found(plan: Revision, word: str) -> None:
    assert not search(word, Revision.objects.all()).exists()


def test_titles_come_first_and_kinds_can_be_chosen(plan: Revision) -> None:
    found = list(search("灌区", Revision.objects.all()))
    in_title = ["灌区" in entry.title for entry in found]
    assert in_title == sorted(in_title, reverse=True)
    assert {entry.kind for entry in search("灌区", Revision.objects.all(), "project")} == {"project"}


def test_a_draft_is_not_found_by_those_who_may_not_see_it(draft: Revision, account: Callable[[str], Account]) -> None:
    assert not search("水务", visible(account("牵头单位"))).exists()
    assert search("水务", visible(account("计划管理员"))).exists()


def test_units_are_found_by_any_of_their_names(register: None) -> None:
    assert [unit.name for unit in units_named("水务")] == ["州水务局"]
    assert "州人社局" in [unit.name for unit in units_named("人力资源")]


def test_a_snippet_shows_the_word_in_its_surroundings() -> None:
    found = snippet("建成州级水资源调度平台。", "水资源")
    assert (found.before, found.found, found.after) == ("建成州级", "水资源", "调度平台。")
    assert snippet("没有", "水").found == ""


def test_a_snippet_keeps_lines_and_cells_apart_and_finds_a_word_that_a_line_end_breaks() -> None:
    found = snippet("牵头单位：州水 务局 责任单位：州林草局", "水务局")
    assert (found.before, found.found, found.after) == ("牵头单位：州", "水 务局", " 责任单位：州林草局")


def test_what_is_found_is_shown_with_a_blank_between_the_cells_of_a_table(plan: Revision) -> None:
    body = SearchEntry.objects.get(title__contains="近期重点任务分工表", revision=plan).body
    assert "牵头单位 责任单位 完成时限" in body
