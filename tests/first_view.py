"""How heavy and how fast the first view of the public pages is on a cheap phone with a slow network.

    .venv/bin/python -m tests.first_view http://127.0.0.1:8000

For each page, in a fresh browser: kilobytes over the wire, and when its largest thing stood there (Largest Contentful
Paint), the median of three, with the network and the processor slowed down as Lighthouse does for its mobile profile.
"""

import json
import shutil
import sys
from statistics import median
from typing import Any, Final

from playwright.sync_api import Browser, sync_playwright

PAGES: Final = ("/report/", "/", "/answers/", "/map/", "/speed/", "/verify/")
TIMES: Final = 3
SLOW: Final = {"offline": False, "latency": 150, "downloadThroughput": 1_638_400 / 8, "uploadThroughput": 750_000 / 8}
"""Lighthouse's «slow 4G»: 150 ms there and back, 1.6 Mbit/s."""
SLOWER_PROCESSOR: Final = 4
_LARGEST: Final = """() => new Promise(done => new PerformanceObserver(list => done(list.getEntries().at(-1).startTime))
  .observe({ type: "largest-contentful-paint", buffered: true }))"""


def measure(browser: Browser, address: str) -> tuple[float, float]:
    """Kilobytes over the wire and milliseconds to the largest thing, once."""
    context = browser.new_context(
        viewport={"width": 412, "height": 823}, device_scale_factor=1.75, is_mobile=True, locale="ru-RU"
    )
    page = context.new_page()
    wire = context.new_cdp_session(page)
    received = 0.0

    def count(event: dict[str, Any]) -> None:
        nonlocal received
        received += event["encodedDataLength"]

    wire.on("Network.loadingFinished", count)
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", SLOW)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_PROCESSOR})
    page.goto(address, wait_until="networkidle")
    largest = float(page.evaluate(_LARGEST))
    context.close()
    return received / 1024, largest


def main(site: str) -> None:
    """Print one JSON object with the figures of each page."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(f"{site}/answers/")
        case = page.locator(".o-answer h3 a").first.get_attribute("href")
        told = {}
        for path in (*PAGES, *([case] if case else [])):
            found = [measure(browser, site + path) for _time in range(TIMES)]
            name = "/case/…/" if path == case else path
            kilobytes, largest = (round(median(figures)) for figures in zip(*found, strict=True))
            told[name] = {"kilobytes": kilobytes, "largest_ms": largest}
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
