"""A real Chromium for page tests: what it may do, what it must not meet, and what axe-core says of a page."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, Request

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
READY = "() => { const one = document.querySelector('[hx-get], [hx-post]'); return !one || Boolean(one._htmx); }"
"""htmx begins a moment after the page is there. Until then a click works as it does without scripts."""
A_STATUS = "Failed to load resource: the server responded with a status of 4"  # tests ask for 4xx pages on purpose


def launch(playwright: Playwright, everything: bool) -> Browser:
    """Debian's Chromium; without it the test is skipped, or fails where nothing may be skipped."""
    if not Path(CHROMIUM).exists():
        (pytest.fail if everything else pytest.skip)("needs chromium: apt-get install chromium")
    return playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)


@dataclass
class Visitor:
    """Somebody at a browser window. What goes wrong on the way is kept in `troubles`."""

    browser: Browser
    host: str
    troubles: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def open(self, address: str, *, width: int = 1440, language: str = "zh-hans", session: str = "") -> Page:
        """A new window of that width, in that language, signed in if a session key is given."""
        context = self.browser.new_context(viewport={"width": width, "height": 900})
        self.contexts.append(context)
        cookies = {"luoshi_language": language, "sessionid": session}
        context.add_cookies([{"name": n, "value": v, "url": self.host} for n, v in cookies.items() if v])
        page = context.new_page()
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.troubles.append(f"script error: {error}"))
        page.on("request", self._asked)
        page.goto(self.host + address)
        page.wait_for_function(READY)
        return page

    def close(self) -> None:
        """Close every window."""
        for context in self.contexts:
            context.close()

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(A_STATUS):
            self.troubles.append(f"console {message.type}: {message.text}")

    def _asked(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https"} and address.netloc != urlsplit(self.host).netloc:
            self.troubles.append(f"asked another host: {request.url}")


@contextmanager
def visiting(browser: Browser, host: str) -> Iterator[Visitor]:
    """A visitor whose every trouble fails the test: console errors, CSP violations, requests elsewhere."""
    visitor = Visitor(browser, host)
    try:
        yield visitor
    finally:
        visitor.close()
    assert visitor.troubles == []


LAID_FLAT = """async standards => {
  const pinned = Array.from(document.querySelectorAll('body *')).filter(e => getComputedStyle(e).position === 'sticky');
  pinned.forEach(e => { e.style.position = 'static'; });
  try { return await axe.run({runOnly: {type: 'tag', values: standards}, resultTypes: ['violations']}); }
  finally { pinned.forEach(e => { e.style.position = ''; }); }
}"""
"""Runs axe with bars that stick to the window let go: what one of them covers just now is a matter of scrolling."""


def axe(page: Page) -> list[str]:
    """What axe-core finds wrong: rule, meaning and the elements."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(LAID_FLAT, STANDARDS)
    return [
        f"{violation['id']}: {violation['help']}: {node['html'][:160]} {node.get('failureSummary', '')}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def overflow(page: Page) -> list[str]:
    """Elements that stick out to the right of the window, so that the page scrolls sideways."""
    found: list[str] = page.evaluate(
        """() => document.documentElement.scrollWidth <= window.innerWidth ? [] :
        Array.from(document.querySelectorAll('body *'))
        .filter(e => e.getBoundingClientRect().right > window.innerWidth + 1)
        .map(e => `${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 40)}`)"""
    )
    return found


def unreachable(page: Page) -> list[str]:
    """Links, buttons and fields one sees but never gets to with the Tab key."""
    wanted: int = page.evaluate(
        """() => { const all = Array.from(document.querySelectorAll('a[href], button, input, select, textarea'))
        .filter(e => e.type !== 'hidden' && !e.disabled && e.tabIndex >= 0 && e.getClientRects().length);
        all.forEach((e, n) => { e.dataset.stop = n; }); return all.length; }"""
    )
    page.evaluate("document.activeElement.blur()")
    reached = set()
    for _press in range(wanted + 10):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.dataset.stop"))
    missed = [number for number in range(wanted) if str(number) not in reached]
    return [page.locator(f"[data-stop='{number}']").evaluate("e => e.outerHTML") for number in missed]
