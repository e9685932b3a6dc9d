"""Which old row goes on in which new one."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.plans.rules.differences import differences
from luoshi.plans.rules.matching import match
from luoshi.plans.rules.rows import Row, Rows

SUBJECTS = ("河道巡查", "粮食仓储", "农村公路", "牛羊育种", "供热管网", "社区养老", "林草补植", "职业培训", "古城保护")
WORK = ("由主管部门逐月核对台账", "按季度公布完成数量", "年底以前补齐缺口", "优先安排在库区沿线", "与邻州共用一套标准")
SECTIONS = st.lists(
    st.tuples(st.sampled_from(SUBJECTS), st.integers(1, 400), st.sampled_from(WORK)),
    unique=True,
    min_size=1,
    max_size=9,
)
CHAPTERS = st.lists(SECTIONS, min_size=1, max_size=5)


def document(chapters: Sequence[Sequence[tuple[str, int, str]]]) -> list[Row]:
    """Provisions: each chapter with its sections under it."""
    rows: list[Row] = []
    for number, sections in enumerate(chapters):
        home = len(rows)
        rows.append(Row(f"第{number}部分{sections[0][0]}"))
        rows += [Row(f"{subject}第{figure}项", f"{work}，共{figure}处。", home) for subject, figure, work in sections]
    return rows


def changed(old: Sequence[Row], new: Sequence[Row]) -> list[str]:
    pairs = match({"provision": old}, {"provision": new})["provision"]
    return [row.change for row in differences(old, new, pairs, pairs)]


@settings(deadline=None)
@given(CHAPTERS)
def test_a_text_matches_itself_row_for_row(chapters: list[list[tuple[str, int, str]]]) -> None:
    rows = document(chapters)
    assert match({"provision": rows}, {"provision": rows})["provision"] == list(range(len(rows)))
    assert set(changed(rows, rows)) == {"same"}


@settings(deadline=None)
@given(SECTIONS, st.randoms(use_true_random=False))
def test_sections_in_another_order_have_moved_and_nothing_else(
    sections: list[tuple[str, int, str]], chance: random.Random
) -> None:
    shuffled = sections[:]
    chance.shuffle(shuffled)
    head, old, new = Row("重点任务"), document([sections])[1:], document([shuffled])[1:]
    assert set(changed([head, *old], [head, *new])) <= {"same", "moved"}


@settings(deadline=None)
@given(CHAPTERS, st.data())
def test_what_is_left_out_is_dropped_and_the_rest_goes_on(
    chapters: list[list[tuple[str, int, str]]], data: st.DataObject
) -> None:
    rows = document(chapters)
    leaves = [at for at, row in enumerate(rows) if row.home is not None]
    gone = data.draw(st.sets(st.sampled_from(leaves)))
    stay = [at for at in range(len(rows)) if at not in gone]
    new = [
        Row(rows[at].name, rows[at].words, None if rows[at].home is None else stay.index(rows[at].home)) for at in stay
    ]
    found = match({"provision": rows}, {"provision": new})["provision"]
    assert [rows[at].words for at in found if at is not None] == [row.words for row in new]
    assert sum(row.change == "dropped" for row in differences(rows, new, found, found)) == len(gone)


@settings(deadline=None)
@given(CHAPTERS, CHAPTERS)
def test_the_same_question_has_the_same_answer_and_no_row_goes_on_twice(
    one: list[list[tuple[str, int, str]]], other: list[list[tuple[str, int, str]]]
) -> None:
    old, new = document(one), document(other)
    found = match({"provision": old}, {"provision": new})["provision"]
    taken = [at for at in found if at is not None]
    assert found == match({"provision": old}, {"provision": new})["provision"]
    assert len(taken) == len(set(taken))


@settings(max_examples=60, deadline=None)
@given(CHAPTERS, CHAPTERS)
def test_what_is_the_same_is_so_from_either_side(
    one: list[list[tuple[str, int, str]]], other: list[list[tuple[str, int, str]]]
) -> None:
    old, new = document(one), document(other)
    forth, back = match({"provision": old}, {"provision": new}), match({"provision": new}, {"provision": old})
    same = {(before, at) for at, before in enumerate(forth["provision"]) if before is not None}
    turned = {(at, after) for at, after in enumerate(back["provision"]) if after is not None}
    alike = {(before, at) for before, at in same if old[before].words and old[before].words == new[at].words}
    assert alike <= turned | {
        (before, at) for before, at in same if old.count(old[before]) > 1 or new.count(new[at]) > 1
    }


PLAN = [
    Row("总体要求", "守住底线，把账算清。"),
    Row("保护水土"),
    Row("涵养水源", "在北山连片补植，五年完成二十万亩，建立联合管护制度。", 1),
    Row("节约用水", "落实总量控制，把管网漏损率降下来。", 1),
    Row("连通道路"),
    Row("打通出口", "力争建成西线高速，开工建设南线。", 4),
    Row("养护村道", "完善养护资金分级保障，路长逐级负责。", 4),
]
CASES = {
    "chapters are renumbered and one is put in": (
        [
            PLAN[0],
            Row("数字底座", "建成政务云二期。"),
            Row("保护水土"),
            Row("涵养水源", PLAN[2].words, 2),
            Row("节约用水", PLAN[3].words, 2),
            Row("连通道路"),
            Row("打通出口", PLAN[5].words, 5),
            Row("养护村道", PLAN[6].words, 5),
        ],
        [0, None, 1, 2, 3, 4, 5, 6],
        {"added": ["数字底座"]},
    ),
    "a section is moved to another chapter": (
        [
            PLAN[0],
            Row("保护水土"),
            PLAN[2],
            Row("连通道路"),
            *(Row(r.name, r.words, 3) for r in (PLAN[5], PLAN[3], PLAN[6])),
        ],
        [0, 1, 2, 4, 5, 3, 6],
        {"moved": ["节约用水"]},
    ),
    "two chapters are put into one of a new name": (
        [PLAN[0], Row("水土和道路"), *(Row(row.name, row.words, 1) for row in (PLAN[2], PLAN[3], PLAN[5]))],
        [0, 1, 2, 3, 5],
        {"changed": ["水土和道路"], "moved": ["打通出口"], "dropped": ["连通道路", "养护村道"]},
    ),
    "a sentence is edited": (
        [*PLAN[:2], Row("涵养水源", "在北山、南山连片补植，五年完成三十万亩，建立联合管护制度。", 1), *PLAN[3:]],
        [0, 1, 2, 3, 4, 5, 6],
        {"changed": ["涵养水源"]},
    ),
    "two sections change places": (
        [*PLAN[:5], PLAN[6], PLAN[5]],
        [0, 1, 2, 3, 4, 6, 5],
        {"moved": ["养护村道"]},
    ),
    "a section is written anew under its old title": (
        [*PLAN[:6], Row("养护村道", "今后由县乡两级出资，群众投工，验收后补助。", 4)],
        [0, 1, 2, 3, 4, 5, 6],
        {"changed": ["养护村道"]},
    ),
    "a section gives way to another": (
        [*PLAN[:6], Row("培育市场主体", "每年新登记企业三千户。", 4)],
        [0, 1, 2, 3, 4, 5, None],
        {"added": ["培育市场主体"], "dropped": ["养护村道"]},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_provisions_go_on_as_a_person_would_say(case: str) -> None:
    new, expected, changes = CASES[case]
    found = match({"provision": PLAN}, {"provision": new})["provision"]
    assert found == expected
    told: dict[str, list[str]] = {}
    for row in differences(PLAN, new, found, found):
        if row.change != "same":
            name = new[row.new].name if row.new is not None else PLAN[row.old or 0].name
            told.setdefault(row.change, []).append(name)
    assert told == changes


HOMES: Rows = {"provision": [Row("治水"), Row("修路")]}


def goes_on(kind: str, old: Sequence[Row], new: Sequence[Row]) -> list[int | None]:
    return match(dict(HOMES) | {kind: old}, dict(HOMES) | {kind: new})[kind]


@pytest.mark.parametrize(
    ("kind", "old", "new", "expected"),
    [
        pytest.param(
            "target",
            [Row("污水处理率", "污水处理率达到50%", 0), Row("管网漏损率", "管网漏损率降到8%", 0)],
            [Row("管网漏损率", "管网漏损率降到8%", 0), Row("污水处理率", "污水处理率提高到55%", 0)],
            [1, 0],
            id="a target is raised",
        ),
        pytest.param(
            "project",
            [Row("城区第三净水厂", "城区第三净水厂", 0), Row("北塬渠改造工程", "北塬渠改造工程", 0)],
            [Row("城区第三净水厂一期", "城区第三净水厂一期", 0), Row("青石桥加固工程", "青石桥加固工程", 1)],
            [0, None],
            id="a project is renamed, another gives way",
        ),
        pytest.param(
            "measure",
            [Row("清理河道", "清理河道。牵头单位：州水利局", 0), Row("养护村道", "养护村道。牵头单位：州交通局", 1)],
            [Row("清理河道", "清理河道。牵头单位：州水务局", 1), Row("养护村道", "养护村道。牵头单位：州交通局", 1)],
            [0, 1],
            id="a measure is put into another chapter and its unit renamed",
        ),
        pytest.param(
            "mech",
            [Row("联席会议制度", "联席会议制度", 0), Row("联席会议制度", "联席会议制度", 1)],
            [Row("联席会议制度", "联席会议制度", 1)],
            [1],
            id="of two of one name the one of the same place",
        ),
    ],
)
def test_rows_go_on_as_a_person_would_say(
    kind: str, old: list[Row], new: list[Row], expected: list[int | None]
) -> None:
    assert goes_on(kind, old, new) == expected


COUNTIES = ("甲坪县", "乙坪县", "丙坪县", "丁坪县", "戊坪县", "己坪县", "庚坪县", "辛坪县", "壬坪县", "癸坪县")


def test_the_same_work_in_ten_counties_is_ten_works() -> None:
    old = [Row(f"{county}城乡污水处理厂", f"{county}城乡污水处理厂", 0) for county in COUNTIES[:9]]
    new = [Row(f"{county}城乡污水处理厂", f"{county}城乡污水处理厂", 0) for county in reversed(COUNTIES[1:])]
    assert goes_on("project", old, new) == [None, *range(8, 0, -1)]


def long_plan(sections: int, seed: int) -> list[Row]:
    """A plan of our own making of so many sections, about forty characters each; `seed` varies what they say."""
    chance = random.Random(seed)
    rows = [Row(f"第{number}章") for number in range(10)]
    for number in range(sections):
        words = "".join(chance.choice("水土林草路桥渠田仓库站网台账册表") for _ in range(30))
        edit = "修订" if seed and number % 7 == 0 else ""
        rows.append(Row(f"任务{number}", f"{words[:15]}{edit}，{number}处。", number % 10))
    return rows


def test_ten_times_the_rows_take_no_more_than_linear_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Steps are counted, not timed: comparisons of two rows per row."""
    from luoshi.plans.rules import likeness

    counted = 0
    alike = likeness.Scale.likeness

    def counting(self: likeness.Scale, one: likeness.Features, other: likeness.Features) -> float:
        nonlocal counted
        counted += 1
        return alike(self, one, other)

    monkeypatch.setattr(likeness.Scale, "likeness", counting)
    steps = []
    for size in (300, 3000):
        counted = 0
        match({"provision": long_plan(size, 0)}, {"provision": long_plan(size, 1)})
        steps.append(counted / size)
    assert 0 < steps[1] <= 2 * steps[0] + 20
