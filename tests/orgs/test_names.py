"""A printed name means one unit, one group, or is a question."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from luoshi.orgs.actions import units as actions
from luoshi.orgs.models import GroupMember, Unit, UnitGroup
from luoshi.orgs.queries import groups_of, members, resolve_names
from luoshi.orgs.rules.unit_names import key, likeness
from tests.cast import AT

NAMES = st.text(alphabet="州省市县水务财政发展改革委员会人民政府局厅（）() ", min_size=1, max_size=20)


@given(NAMES)
def test_a_key_is_its_own_key(name: str) -> None:
    assert key(key(name)) == key(name)


@given(NAMES, NAMES)
def test_likeness_is_symmetric_and_bounded(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("州水务局", "州水务局"),
        ("临夏州水务局", "州水务局"),
        ("临夏回族自治州水务局", "州水务局"),
        ("州发展和改革委员会", "州发展改革委"),
        ("州发改委", "州发展改革委"),
        ("州人力资源和社会保障局", "州人社局"),
        ("州 交通 运输局", "州交通局"),
        ("东乡族自治县人民政府", "东乡县政府"),
        ("东乡县", "东乡县政府"),
        ("国家税务总局临夏回族自治州税务局", "州税务局"),
    ],
)
def test_names_in_use_mean_their_unit(register: None, printed: str, meant: str) -> None:
    found = resolve_names([printed])[printed]
    assert found.unit_id == Unit.objects.get(name=meant).pk


@pytest.mark.parametrize("printed", ["各县市政府", "各县（市）人民政府", "各县(市)政府", "各县市人民政府"])
def test_a_group_means_its_members_at_a_date(register: None, printed: str) -> None:
    found = resolve_names([printed])[printed]
    group = UnitGroup.objects.get(pk=found.group_id)
    assert members(group, AT.date()).count() == 8


def test_a_member_that_left_is_no_member_any_more(register: None) -> None:
    group = UnitGroup.objects.get(name="各县市政府")
    county = Unit.objects.get(name="永靖县政府")
    GroupMember.objects.filter(unit=county).update(until=AT.date())
    assert county not in members(group, AT.date())
    assert not groups_of(county, AT.date()).exists()
    assert county in members(group, AT.date().replace(year=2025))


def test_an_unknown_name_gets_suggestions_likeliest_first(register: None) -> None:
    found = resolve_names(["各县级市政府", "州水务管理局", "某某公司"])
    assert found["各县级市政府"].suggestions[0] == "各县市政府"
    assert found["州水务管理局"].suggestions[0] == "州水务局"
    assert found["某某公司"].suggestions == ()


def test_resolving_many_names_takes_as_many_statements_as_few(register: None) -> None:
    def statements(names: list[str]) -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            resolve_names(names)
        return len(seen)

    names = list(Unit.objects.values_list("name", flat=True))
    assert statements([*names, "不认识的局"]) == statements([names[0], "不认识的局"]) == 3


def test_a_proposed_unit_is_unconfirmed_until_somebody_confirms_it(register: None) -> None:
    actions.propose(units=["州某新局", "州某新局"], groups=["州级各单位"], by="test", at=AT)
    unit = Unit.objects.get(name="州某新局")
    assert not unit.confirmed
    actions.confirm_unit(unit=unit, by="test", at=AT)
    assert Unit.objects.get(pk=unit.pk).confirmed
    assert not UnitGroup.objects.get(name="州级各单位").confirmed


def test_a_name_cannot_mean_two_units(register: None) -> None:
    with pytest.raises(actions.NameTaken) as taken:
        actions.add_alias(unit=Unit.objects.get(name="州林草局"), printed="州水务局", by="test", at=AT)
    assert taken.value.holder == "州水务局"
    actions.add_alias(unit=Unit.objects.get(name="州水务局"), printed="州水利局", by="test", at=AT)
    assert resolve_names(["州水利局"])["州水利局"].unit_id == Unit.objects.get(name="州水务局").pk
