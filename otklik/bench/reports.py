"""`otklik bench reports`: residents send reports by our own page at a steady pace; are all there, and how soon?

Pages and a worker run as in an installation; the bench is the proxy in front of them, so every resident has an address
of their own. Each looks at the report once more, then sends it. The work that a form asks of a browser is done before
the clock runs, and less of it is asked: a phone does it while its owner reads, and here it would take the processors
that are measured.
"""

import hashlib
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.conf import settings

from otklik.appeals.models import Appeal
from otklik.bench.callers import Answered, Call, Round, call_all, request_of, steady
from otklik.bench.place import BenchFailed, BenchPlace, environment_for, running, wait_for_page
from otklik.bench.processor import seconds_by_process
from otklik.bench.region import build_region
from otklik.bench.report import Goal, Report, Spread, spread_of
from otklik.bench.texts import text_of
from otklik.ground.postgres import Postgres
from otklik.intake.gate import Stamp, issue_stamp
from otklik.intake.models import ResidentAct
from otklik.sandbox.testing import free_ports
from otklik.web.portal.consents import CONSENT

CASED_WITHIN_SECONDS: Final = 120.0
_READS_FOR: Final = 3.0
"""Seconds between the last look and the sending."""
_CONNECTIONS: Final = 64
_MOST_TRIES: Final = 100


@dataclass(frozen=True, slots=True)
class ReportsFigures:
    """What was measured."""

    reports: int
    per_second: float
    sent: Spread
    """From when the sending was due until its answer was read."""
    looked: Spread
    """The same for the last look before it."""
    lost: int
    """Accepted or not, of which no message is kept."""
    refused: int
    without_case: int
    """Messages that no case came of in two minutes after the last one."""
    last_case_after_seconds: float
    """From the last answer."""
    cpu_ms_per_report: Mapping[str, float]


def measure_reports(*, per_second: float, seconds: float, workers: int) -> Report:
    """Measure in the database that the settings name: it must be an empty one that nobody needs."""
    build_region(pages=200, staff=10)
    count = round(per_second * seconds)
    stamps = _worked_stamps(count)
    place = BenchPlace(
        settings.OTKLIK_DATA_DIR, environment_for(settings.OTKLIK_DATA_DIR) | {"OTKLIK_BEHIND_PROXY": "yes"}
    )
    port = free_ports(1)
    words = ["pages", "--port", str(port), "--workers", str(workers)]
    with running(place, "pages", *words) as pages, running(place, "worker", "work") as worker:
        wait_for_page(f"http://127.0.0.1:{port}/healthz", process=pages, log=place.log("pages"))
        call_all(Round(port, _CONNECTIONS, steady([request_of("/report/")] * 200, per_second=100, status=200, kind="")))
        database = Postgres(settings.OTKLIK_DATA_DIR).pid  # None: it is not ours, and cannot be measured
        measured = [pid for pid in (pages.pid, worker.pid, database) if pid is not None]
        before = seconds_by_process(measured)
        answered = call_all(Round(port, _CONNECTIONS, _calls(stamps, per_second=per_second)))
        apart = _wait_for_cases(count)
        after = seconds_by_process(measured)
    return _judge(answered, count=count, per_second=per_second, apart=apart, before=before, after=after)


def _worked_stamps(count: int) -> list[tuple[str, str]]:
    """Stamps with the number that a browser finds behind each. To the pages little work is as good as much."""
    stamps = [issue_stamp(most_tries=_MOST_TRIES) for _ in range(count)]
    return [(stamp.signed, find_number(stamp)) for stamp in stamps]


def find_number(stamp: Stamp) -> str:
    """What a browser has to find."""
    salt = hashlib.sha256(stamp.salt.encode())
    for number in range(stamp.most_tries):
        tried = salt.copy()
        tried.update(b"%d" % number)
        if tried.hexdigest() == stamp.target:
            return str(number)
    raise BenchFailed("a stamp has no number behind it")


def _calls(stamps: Sequence[tuple[str, str]], *, per_second: float) -> list[Call]:
    looks, sends = [], []
    for place, (signed, number) in enumerate(stamps):
        typed = {"text": text_of(place, tag="сообщение"), "place": f"ул. Ленина, {place}", "consent": CONSENT}
        address = f"10.{place >> 16 & 255}.{place >> 8 & 255}.{place & 255}"
        worked = {"stamp": signed, "number": number, "step": "send"}
        looks.append(request_of("/report/", form=urlencode(typed | {"step": "check"}), address=address))
        sends.append(request_of("/report/", form=urlencode(typed | worked), address=address))
    return [
        *steady(looks, per_second=per_second, status=200, kind="look"),
        *steady(sends, per_second=per_second, status=302, kind="send", after=_READS_FOR),
    ]


def _wait_for_cases(count: int) -> float:
    """How long the last case takes from now."""
    began = time.monotonic()
    while time.monotonic() < began + CASED_WITHIN_SECONDS and Appeal.objects.filter(page=None).count() < count:
        time.sleep(0.2)
    return round(time.monotonic() - began, 1)


def _judge(
    answered: Answered, *, count: int, per_second: float, apart: float, before: Mapping[str, float],
    after: Mapping[str, float],
) -> Report:  # fmt: skip
    kept = ResidentAct.objects.count()
    cased = Appeal.objects.filter(page=None).count()
    figures = ReportsFigures(
        reports=count,
        per_second=per_second,
        sent=spread_of(answered.times["send"]),
        looked=spread_of(answered.times["look"]),
        lost=count - kept,
        refused=sum(answered.refused.values()),
        without_case=kept - cased,
        last_case_after_seconds=apart,
        cpu_ms_per_report={
            name: round((spent - before.get(name, 0.0)) * 1000 / count, 1) for name, spent in after.items()
        },
    )
    goals = (
        Goal("lost", figures.lost, at_most=0),
        Goal("refused", figures.refused, at_most=0),
        Goal("without_case", figures.without_case, at_most=0),
        Goal("sent.p95_ms", figures.sent.p95_ms, at_most=500.0),
    )
    return Report("reports", figures, goals)
