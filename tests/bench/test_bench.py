"""The benchmarks can be run: their modules load, and the reference page is there beside ours."""

from collections.abc import Callable
from importlib import import_module

import pytest
from django.conf import LazySettings
from django.test import Client

from bench._site.settings import TEMPLATES

SignIn = Callable[[str], Client]


@pytest.mark.parametrize("name", ["__main__", "reader", "duties", "_measuring"])
def test_a_benchmark_loads(name: str) -> None:
    assert import_module(f"bench.{name}").__doc__


@pytest.mark.django_db
def test_the_reference_page_has_fifty_rows(sign_in: SignIn, settings: LazySettings) -> None:
    settings.ROOT_URLCONF, settings.TEMPLATES = "bench._site.urls", TEMPLATES
    page = sign_in("领导").get("/reference/").content.decode()
    assert page.count("常数行第") == 50
