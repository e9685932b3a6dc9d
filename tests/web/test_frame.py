"""Rooms put their entries into the navigation; the frame knows none of them."""

from django.apps import apps

from luoshi.web import frame


class Reader:
    """May read plans and nothing else."""

    def has_perm(self, perm: str) -> bool:
        return perm == "plans.read"


class Nobody:
    def has_perm(self, _perm: str) -> bool:
        return False


def test_one_sees_only_the_entries_one_may_follow() -> None:
    shown = {link.href for link in frame.links(Reader(), "/")}
    assert "/plans/" in shown
    assert "/plans/new/" not in shown
    assert frame.links(Nobody(), "/") == []


def test_the_entry_whose_address_starts_this_page_is_current_and_home_only_on_itself() -> None:
    assert [link.href for link in frame.links(Reader(), "/plans/7/units/") if link.current] == ["/plans/"]
    assert [link.href for link in frame.links(Reader(), "/") if link.current] == ["/"]
    assert [link.href for link in frame.links(Reader(), "/units/3/") if link.current] == []


def test_rooms_fill_only_slots_that_there_are() -> None:
    slots = {slot for config in apps.get_app_configs() for slot in getattr(config, "frame", {})}
    assert slots <= set(frame.SLOTS)


class Reviewer:
    """May review everything, not only what the own unit leads."""

    def has_perm(self, perm: str) -> bool:
        return perm == "duties.review_all"


def test_an_entry_is_there_for_either_of_its_permissions() -> None:
    entry = frame.Entry("", "duties:reviews", "duties.review", or_permission="duties.review_all")
    assert entry.shown_to(Reviewer())
    assert not entry.shown_to(Reader())
    assert not entry.shown_to(Nobody())
