"""Tables pasted as text: tabs, bars, one cell per line, or words between spaces."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.reader.tables import find_tables

HEAD = ["序号", "工作任务", "牵头单位", "配合单位", "完成时限"]
ROWS = [
    ["1", "修建水渠12公里", "县水利局", "县财政局、县住建局", "2025年6月"],
    ["2", "栽植行道树", "县林草局", "各乡镇", "2025年9月底前"],
    ["3", "改造农村危房300户", "县住建局", "县民政局", "长期坚持"],
]


def grids(text: str) -> list[list[list[str]]]:
    return [
        [["".join(text[cell.start : cell.end].split()) for cell in row] for row in table.rows]
        for table in find_tables(text)
    ]


@pytest.mark.parametrize(
    ("between", "rows"), [("\t", "\n"), ("\n", "\n"), ("  ", "\n"), (" ", "\n"), ("\u3000\u3000", "\n"), ("\n", "\n\n")]
)
def test_the_same_grid_however_it_was_pasted(between: str, rows: str) -> None:
    text = rows.join(between.join(row) for row in [HEAD, *ROWS])
    assert grids(f"任务分工表\n\n{text}\n") == [[HEAD, *ROWS]]


def test_a_markdown_table() -> None:
    lines = ["| " + " | ".join(row) + " |" for row in [HEAD, *ROWS]]
    lines.insert(1, "|---|:--|--:|---|---|")
    assert grids("\n".join(["# 附件", *lines, "以上。"])) == [[HEAD, *ROWS]]


@pytest.mark.parametrize("missing", [2, 3, 4])
def test_a_missing_cell_leaves_its_column_empty(missing: int) -> None:
    rows = [list(row) for row in ROWS]
    del rows[1][missing]
    expected = [list(row) for row in ROWS]
    expected[1][missing] = ""
    if missing == 2:
        expected[1][2:4] = ["各乡镇", ""]
    assert grids("\n".join("\n".join(row) for row in [HEAD, *rows])) == [[HEAD, *expected]]


def test_a_cell_on_several_lines_is_one_cell() -> None:
    text = "\n".join(
        [*HEAD, "1", "修建水渠，", "整治沟道", "县自然资源", "分局", "县财政局、", "县住建局", "2025年6月"]
    )
    assert grids(text)[0][1] == ["1", "修建水渠，整治沟道", "县自然资源分局", "县财政局、县住建局", "2025年6月"]


def test_a_head_word_on_two_lines_and_a_head_that_comes_again() -> None:
    head = ["序号", "工作任务", "牵头", "单位", "配合", "单位", "完成", "时限"]
    text = "\n".join([*head, *ROWS[0], "— 2 —", *head, *ROWS[1]])
    assert grids(text) == [[HEAD, ROWS[0], ROWS[1]]]


def test_a_line_break_inside_a_tabbed_cell() -> None:
    assert grids("\t".join(HEAD) + "\n1\t修建\n水渠\t县水利局\t县财政局\t6月\n")[0][1][1] == "修建水渠"


def test_what_follows_the_last_row_is_not_in_the_table() -> None:
    text = (
        "\n".join(["\n".join(row) for row in [HEAD, *ROWS]]) + "\n附件3\n考核办法\n一、总则\n本办法自印发之日起施行。\n"
    )
    assert grids(text) == [[HEAD, *ROWS]]


@pytest.mark.parametrize(
    "text",
    [
        "一、\t总体要求\n（一）\t指导思想\n（二）\t基本原则\n",
        "牵头单位：县水利局\n责任单位：县财政局\n",
        "序号\n一\n二\n",
        "各县市政府：\n\t现将方案印发给你们。\n\t请认真执行。\n",
    ],
)
def test_other_texts_hold_no_table(text: str) -> None:
    assert find_tables(text) == ()


@settings(deadline=None)
@given(st.text(alphabet="序号任务牵头责任单位时限县水利局1234年月、，\t\n |-", max_size=120))
def test_cells_stay_inside_their_table_and_tables_apart(text: str) -> None:
    place = 0
    for table in find_tables(text):
        assert place <= table.start < table.end <= len(text)
        assert len({len(row) for row in table.rows}) == 1
        assert all(table.start <= cell.start <= cell.end <= table.end for row in table.rows for cell in row)
        place = table.end
