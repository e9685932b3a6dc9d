"""Regions come by CSV, all rows or none."""

import pytest

from luoshi.orgs.actions.regions import BadRows, import_regions, shipped
from luoshi.orgs.models import Region
from tests.cast import AT

pytestmark = pytest.mark.django_db
HEAD = "code,name,short_name,kind,parent\n"


def test_the_shipped_regions_are_one_prefecture_and_its_eight_counties() -> None:
    assert import_regions(text=shipped("regions.csv"), by="test", at=AT) == 10
    assert Region.objects.filter(parent_id="622900").count() == 8
    assert Region.objects.get(code="622926").name == "东乡族自治县"


def test_importing_again_renames_and_adds_nothing() -> None:
    import_regions(text=shipped("regions.csv"), by="test", at=AT)
    import_regions(text=HEAD + "622923,永靖新县,永靖,县,622900\n", by="test", at=AT)
    assert Region.objects.count() == 10
    assert Region.objects.get(code="622923").name == "永靖新县"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("62292,甲县,甲县,县,", "GB/T 2260"),
        ("622921,,甲县,县,", "缺少名称"),
        ("622921,甲县,甲县,县,620100", "620100不存在"),
        ("630000,重,重,省,", "重复"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_imported(row: str, said: str) -> None:
    with pytest.raises(BadRows) as bad:
        import_regions(text=f"{HEAD}630000,青海省,青海省,省,\n{row}\n", by="test", at=AT)
    assert [(line, said in zh) for line, zh, _ in bad.value.rows] == [(3, True)]
    assert Region.objects.count() == 0


def test_a_file_without_the_columns_says_which_it_needs() -> None:
    with pytest.raises(BadRows) as bad:
        import_regions(text="名称,代码\n甲,1\n", by="test", at=AT)
    assert "short_name" in bad.value.rows[0][1]
