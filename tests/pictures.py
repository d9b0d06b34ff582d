"""The pictures of the docs, taken anew from a demo that runs.

    .venv/bin/python -m tests.pictures http://127.0.0.1:8000
    .venv/bin/python -m tests.pictures http://127.0.0.1:8000 inbox case

Without names all of them. They land in `docs/pictures`; look at each before it is committed.
"""

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

FOLDER: Final = Path(__file__).resolve().parents[1] / "docs" / "pictures"
PASSWORD: Final = "otklik-demo"
DESKTOP: Final = (1440, 900)
PHONE: Final = (360, 740)
OF_THE_MAP: Final = (1280, 860)
OFFICIAL: Final = "/verify/?url=https%3A%2F%2Fvk.ru%2Fdemo_polevskoy"
SCHOOL_IN_VK: Final = "/vk/900100031/"
ASKED: Final = "В раздевалке у первых классов на Ленина, 33 второй день не горит свет, дети переодеваются на ощупь"
ANSWER: Final = (
    "Ирина, спасибо, что написали. Свет в раздевалке починили сегодня: заменили автомат. "
    "Проверили вместе с дежурным учителем, горят все лампы."
)


def _as_it_opens(page: Page) -> None:
    """Nothing is pressed."""


def _open_first(page: Page) -> None:
    page.locator("a[data-row]").first.click()
    page.wait_for_selector("#open[data-number], #open .o-open-head")


def _ask(page: Page) -> None:
    """As a resident of VK, in a window of its own: an answer written for one question looks odd under another."""
    resident = page.context.new_page()
    resident.goto(_network_beside(page.url) + SCHOOL_IN_VK)
    resident.locator("#who-name").fill("Ирина Соколова")
    resident.locator("#who-name").press("Enter")
    resident.wait_for_selector("text=Сменить")
    said = resident.locator("textarea[placeholder='Комментарий…']").first
    said.fill(ASKED)
    said.locator("xpath=ancestor::form").locator("button").click()
    resident.wait_for_selector(f"text={ASKED}")
    resident.close()


def _write_answer(page: Page) -> None:
    _ask(page)
    page.locator("a[data-row]").filter(has_text=ASKED[:60]).last.click()
    page.wait_for_selector("#open .o-open-head")
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
    "case": Picture("/desk/?state=assigned", by="school8", then=_write_answer),
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


def _network_beside(site: str) -> str:
    """The sandbox of the demo whose pages are at this address."""
    address = urlsplit(site)
    return f"{address.scheme}://{address.hostname}:{(address.port or 80) + 2}"


def _keep(picture: bytes, name: str) -> None:
    """A third of the size without a difference that one sees: pages hold few colours."""
    shot = Image.open(BytesIO(picture)).convert("RGB")
    shot.quantize(256, dither=Image.Dither.NONE).save(FOLDER / f"{name}.png", optimize=True)


def take(browser: Browser, name: str, *, site: str) -> None:
    """Go where the picture shows, and take it."""
    wanted = PICTURES[name]
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
    page.goto((_network_beside(site) if wanted.is_in_network else site) + wanted.path)
    wanted.then(page)
    page.wait_for_load_state("networkidle" if not wanted.by else "load")  # the desk listens on and is never idle
    _keep(page.screenshot(), name)
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
