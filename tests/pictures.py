"""The pictures of the docs, taken anew from a demo that runs.

    .venv/bin/python -m tests.pictures http://127.0.0.1:8000
    .venv/bin/python -m tests.pictures http://127.0.0.1:8000 inbox case

Without names all of them. They land in `docs/pictures`; look at each before it is committed.
"""

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

FOLDER: Final = Path(__file__).resolve().parents[1] / "docs" / "pictures"
PASSWORD: Final = "otklik-demo"
DESKTOP: Final = (1440, 900)
PHONE: Final = (360, 740)
OF_THE_MAP: Final = (1280, 860)
OFFICIAL: Final = "/verify/?url=https%3A%2F%2Fvk.ru%2Fdemo_polevskoy"
SCHOOL_IN_VK: Final = "/vk/900100031/"
ANSWER: Final = "Здравствуйте! Проверили сегодня вместе с дежурным учителем, завтра до 12:00 всё исправим."


def _as_it_opens(page: Page) -> None:
    """Nothing is pressed."""


def _open_first(page: Page) -> None:
    page.locator("a[data-row]").first.click()
    page.wait_for_selector("#open[data-number], #open .o-open-head")


def _write_answer(page: Page) -> None:
    _open_first(page)
    page.locator("#open a[data-key=r]").click()
    page.locator("#answer-text").fill(ANSWER)
    page.wait_for_selector("#draft-status:has-text('черновик')")
    page.evaluate("scrollTo(0, 0)")


def _follow(selector: str) -> Callable[[Page], None]:
    def go(page: Page) -> None:
        page.goto(page.locator(selector).first.evaluate("one => one.href"))

    return go


def _read_answer(page: Page) -> None:
    _follow("a[href*='/telegram/']:has-text('Феникс')")(page)
    page.locator("text=ответ:").first.evaluate("one => one.scrollIntoView({ block: 'center' })")


@dataclass(frozen=True, slots=True)
class Picture:
    """What stands in a picture and how one comes there."""

    path: str
    by: str = ""
    """Who signs in; nobody for what everybody sees."""
    size: tuple[int, int] = DESKTOP
    then: Callable[[Page], None] = _as_it_opens
    is_in_network: bool = False
    """In the sandbox, as residents see it."""


PICTURES: Final = {
    "inbox": Picture("/desk/", by="nadezhda", then=_open_first),
    "case": Picture("/desk/?state=assigned", by="anna", then=_write_answer),
    "moderation": Picture("/desk/moderation/", by="moderator", then=_open_first),
    "register": Picture("/desk/pages/", by="kurator"),
    "register-phone": Picture("/desk/pages/", by="kurator", size=PHONE),
    "page-card": Picture("/desk/pages/1/", by="kurator"),
    "page-card-phone": Picture("/desk/pages/1/", by="kurator", size=PHONE),
    "rating": Picture("/desk/rating/", by="kurator"),
    "rating-phone": Picture("/desk/rating/", by="kurator", size=PHONE),
    "directory": Picture("/"),
    "directory-phone": Picture("/", size=PHONE),
    "body": Picture("/bodies/school-8/"),
    "published": Picture("/answers/", then=_follow(".o-answer h3 a")),
    "case-phone": Picture("/answers/", size=PHONE, then=_follow(".o-answer h3 a")),
    "answers-phone": Picture("/answers/", size=PHONE),
    "map": Picture("/map/", size=OF_THE_MAP),
    "map-phone": Picture("/map/", size=PHONE),
    "report-phone": Picture("/report/", size=PHONE),
    "verify-phone": Picture(OFFICIAL, size=PHONE),
    "resident": Picture("/telegram/", then=_read_answer, is_in_network=True),
    "vk-app-phone": Picture(
        SCHOOL_IN_VK, size=PHONE, then=_follow("a:has-text('Сообщить о проблеме')"), is_in_network=True
    ),
}


def take(browser: Browser, name: str, *, site: str) -> None:
    """Go where the picture shows, and take it."""
    wanted, address = PICTURES[name], urlsplit(site)
    width, height = wanted.size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        locale="ru-RU",
        timezone_id="Asia/Yekaterinburg",
        reduced_motion="reduce",
    )
    page = context.new_page()
    if wanted.by:
        page.goto(f"{site}/desk/sign-in/")
        page.locator("#id_email").fill(f"{wanted.by}@demo.example")
        page.locator("#id_password").fill(PASSWORD)
        page.locator("#id_password").press("Enter")
        page.wait_for_url("**/desk/")
    host = f"{address.scheme}://{address.hostname}:{(address.port or 80) + 2}" if wanted.is_in_network else site
    page.goto(host + wanted.path)
    wanted.then(page)
    page.wait_for_load_state("networkidle" if not wanted.by else "load")  # the desk listens on and is never idle
    page.screenshot(path=FOLDER / f"{name}.png")
    context.close()


def main(site: str, *names: str) -> None:
    """Take the named pictures, or all, and say which stand there."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name in names or PICTURES:
            take(browser, name, site=site.rstrip("/"))
            sys.stdout.write(f"docs/pictures/{name}.png\n")
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
