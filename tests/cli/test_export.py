"""`luoshi export`: which plan was meant, and what is written where."""

import json
import zipfile
from pathlib import Path

import pytest

from luoshi.cli import main
from luoshi.plans import exports
from luoshi.plans.actions import import_document
from luoshi.plans.models import Revision
from tests.cast import AT
from tests.pages.texts import short_plan
from tests.plans.exports.making import words


@pytest.mark.parametrize("name", ["临州办发〔2024〕18号", "绿色发展与区域协作", "{id}"])
def test_a_plan_is_found_by_number_title_or_id(plan: Revision, tmp_path: Path, name: str) -> None:
    target = tmp_path / "清单.xlsx"
    assert main(["export", name.format(id=plan.plan_id), "tasks", "-o", str(target)]) == 0
    assert "第1版，自2024年3月15日起生效" in words(target.read_bytes())


@pytest.mark.parametrize("kind", exports.kinds())
def test_without_a_name_the_file_is_named_for_what_it_is(
    plan: Revision, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["export", str(plan.plan_id), kind]) == 0
    (written,) = tmp_path.iterdir()
    assert written.name == f"{plan.title}{exports.kinds()[kind].name}{exports.kinds()[kind].suffix}"
    assert written.stat().st_size > 1000


def test_a_past_day_and_an_edition_are_said_on_the_list(plan: Revision, tmp_path: Path) -> None:
    import_document(data=short_plan(2), name="新.txt", plan=plan.plan, by="计划管理员", at=AT)
    target = tmp_path / "清单.xlsx"
    ask = ["export", str(plan.plan_id), "duties", "-o", str(target)]
    assert main([*ask, "--on", "2025-12-31"]) == 0
    assert "截至2025年12月31日" in words(target.read_bytes())
    assert main([*ask, "--edition", "2"]) == 0
    assert "第2版，未采用（送审稿）" in words(target.read_bytes())
    assert main([*ask, "--edition", "3"]) == 2


def test_a_case_becomes_a_folder_or_an_archive(plan: Revision, tmp_path: Path) -> None:
    folder, archive = tmp_path / "case", tmp_path / "case.zip"
    for target in (folder, archive):
        assert main(["export", str(plan.plan_id), "cases", "-o", str(target)]) == 0
    names = {"source.docx", "text.txt", "gold.json", "corrections.json"}
    assert {path.name for path in folder.iterdir()} == names == set(zipfile.ZipFile(archive).namelist())
    assert len(json.loads((folder / "gold.json").read_text(encoding="utf-8"))["measures"]) == 20


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (["没有这样的方案", "tasks"], "找不到方案"),
        (["临夏州", "nothing"], "没有 nothing 这种导出"),
        (["临夏州", "tasks"], "请写编号或文号"),
        (["临州办发〔2024〕18号", "tasks", "-o", "/no/such/folder/a.xlsx"], "写不了"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    plan: Revision, capsys: pytest.CaptureFixture[str], ask: list[str], told: str
) -> None:
    import_document(data=short_plan(2), name="短.txt", by="计划管理员", at=AT)
    assert main(["export", *ask]) == 2
    assert told in capsys.readouterr().err
