"""Chromium once per process, and a visitor to a live server whose every trouble fails the test."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.pages.browser import Visitor, launch, visiting


@pytest.fixture(scope="session")
def chromium(everything: bool) -> Iterator[Browser]:
    """The browser. Playwright keeps an event loop in this thread, beside which Django refuses to work unless told."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = launch(playwright, everything)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def visitor(chromium: Browser, live_server: LiveServer) -> Iterator[Visitor]:
    """Somebody at a browser, with the whole product running."""
    with visiting(chromium, live_server.url) as somebody:
        yield somebody
