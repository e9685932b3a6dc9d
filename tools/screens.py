"""Pictures of every page of a running demo, at phone and desk width, in both languages.

    python tools/screens.py http://127.0.0.1:8000 OUTPUT [--account NAME --password PASSWORD] [ADDRESS ...]

Without addresses it takes the links it finds on the home page.
"""

import argparse
from itertools import product
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = (360, 1440)
LANGUAGES = ("zh-hans", "en")


def sign_in(page: Page, host: str, account: str, password: str) -> None:
    """Sign in as a user would."""
    page.goto(f"{host}/sign-in/")
    page.fill("input[name=username]", account)
    page.fill("input[name=password]", password)
    page.click("main button[type=submit]")


def links(page: Page, host: str) -> list[str]:
    """Addresses on this host that the page links to."""
    found: list[str] = page.eval_on_selector_all("a[href^='/']", "all => all.map(a => a.getAttribute('href'))")
    return sorted({address for address in found if not address.startswith("//")} - {host})


def shoot(page: Page, host: str, addresses: list[str], folder: Path) -> None:
    """One full-page picture per address, width and language."""
    for (number, address), width, language in product(enumerate(addresses), WIDTHS, LANGUAGES):
        page.context.add_cookies([{"name": "luoshi_language", "value": language, "url": host}])
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(host + address)
        name = address.strip("/").replace("/", "-").replace("?", "-") or "home"
        page.screenshot(path=folder / f"{number:02}-{name[:60]}-{width}-{language}.png", full_page=True)


def main() -> None:
    """Read the arguments and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("host")
    parser.add_argument("folder", type=Path)
    parser.add_argument("addresses", nargs="*")
    parser.add_argument("--account")
    parser.add_argument("--password", default="")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        page = browser.new_page()
        if given.account:
            sign_in(page, given.host, given.account, given.password)
        page.goto(given.host)
        shoot(page, given.host, given.addresses or links(page, given.host), given.folder)
        browser.close()


if __name__ == "__main__":
    main()
