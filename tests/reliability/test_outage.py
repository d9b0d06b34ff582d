"""Each network, 15 minutes down, then 429s, then nonsense, then well.

Nothing is lost, the others are not delayed, the ill network is not stormed, and the page's card tells what happens.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

import httpx
import pytest
import time_machine
from pytest_django import Settings

from otklik.bench.outage.illness import most_requests, phases_of
from otklik.bench.outage.played import OkPage, PlayedPage, play_all
from otklik.delivery.models import OutboxAct, OutboxState
from otklik.intake.models import ResidentMessage
from otklik.networks import budgets
from otklik.networks.budgets import Turn
from otklik.networks.calls import client_for
from otklik.networks.settings import NetworkSettings
from otklik.pages.models import Page
from otklik.pages.selectors import access_of, hook_url
from otklik.pages.services import connect_page, register_page
from otklik.sandbox.testing import RunningSandbox, free_ports
from otklik.shared.clock import now
from tests.line import sandbox
from tests.reliability.letterbox import Letterbox, open_letterbox
from tests.reliability.outage import LOST, Place, Trial
from tests.town import build_town

__all__ = ["sandbox"]

DOWN = timedelta(minutes=15)
REFUSED = timedelta(minutes=3)
"""So long the network's address does not even take connections, besides."""
BACKLOG = 12
"""Pairs of messages that wait for an answer before the trial begins."""
WELL_WITHIN = timedelta(minutes=45)
BEGIN_BEFORE = timedelta(minutes=95)
"""The trial begins in the past, so that nothing in it is later than the sandbox's own clock."""
TITLES = {"vk": "VK", "ok": "OK", "max": "MAX", "telegram": "Telegram"}


class NoPace:
    """Paces are tried elsewhere; here an hour passes in seconds."""

    def take_turn(self, *_: object, **__: object) -> Turn:
        return Turn(0.0, is_taken=True)


@pytest.fixture
def played(sandbox: RunningSandbox, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> dict[str, PlayedPage]:
    """A page in each network, all switched on."""
    sandbox.control.reset()
    sandbox.control.settings(are_limits_on=False)
    monkeypatch.setattr(budgets, "_keeper", NoPace())
    pages = play_all(sandbox.control)
    ok = pages["ok"]
    assert isinstance(ok, OkPage)
    way = NetworkSettings(api_url="", proxy="", timeout_seconds=0.6, ca_bundle="")
    ways = {name: replace(way, api_url=f"{sandbox.url}/{name}") for name in pages}
    key, secret = ok.application
    ways["ok"] = replace(ways["ok"], application_key=key, application_secret=secret)
    settings.OTKLIK_NETWORKS = MappingProxyType(ways)
    return pages


@pytest.fixture
def box(settings: Settings) -> Iterator[Letterbox]:
    """It stands where our edge would."""
    with open_letterbox() as box:
        settings.OTKLIK_EDGE_URL = box.url.rstrip("/")
        yield box


@pytest.fixture
def places(db: None, played: dict[str, PlayedPage], box: Letterbox) -> dict[str, Place]:
    """The office's pages; their events go into the letterbox."""
    office = build_town().office
    places = {}
    for name, one in played.items():
        page = register_page(office, network=name, external_id=one.external_id, name=name)
        connect_page(page, secrets_entered=one.secrets, by=None, now=now())
        page = Page.objects.get(id=page.id)
        one.connect(hook_url(page))
        places[name] = Place(page, one)
    return places


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime.now(UTC) - BEGIN_BEFORE, tick=False) as traveller:
        yield traveller


@pytest.mark.slow
@pytest.mark.parametrize("sick", ["vk", "ok", "max", "telegram"])
def test_an_ill_network_loses_nothing_and_delays_nobody(
    sandbox: RunningSandbox,
    places: dict[str, Place],
    box: Letterbox,
    clock: time_machine.Traveller,
    settings: Settings,
    sick: str,
) -> None:
    control = sandbox.control
    trial = Trial(sick, places, box, control, clock)
    for _ in range(BACKLOG):
        trial.write()
    trial.live(now() + timedelta(minutes=2))
    assert trial.told == [""]

    control.reset_counters()
    if sick in LOST:
        lost = control.add_fault("lost", network=sick, chance=0.5, count=0, **LOST[sick])
    box.closed.add(f"/{sick}/")
    refused = refuse(trial, settings)
    down, too_often, nonsense = phases_of(sick)
    trial.suffer(down, down=DOWN)
    # it pushes again, but its API is still ill
    box.closed.clear()
    control.flush_pushes()
    trial.suffer(too_often, down=DOWN)
    trial.suffer(nonsense, down=DOWN)
    ill_seconds = (REFUSED + DOWN * 5 / 3).total_seconds()
    assert 0 < trial.requests() + refused <= most_requests(ill_seconds, workers=1, senders=1)
    assert len(set(trial.told)) >= 5
    assert not trial.late

    if sick in LOST:
        control.remove_faults(lost)
    trial.recover(within=WELL_WITHIN)
    assert (trial.line.failures_in_a_row, trial.line.open_until) == (0, None)
    # Telegram goes on telling of the last push that failed
    assert not trial.told[-1] or "webhook" in trial.told[-1]
    assert not trial.waiting()
    assert not trial.late
    for place in places.values():
        judge(place, may_be_unknown=place.page.network == sick == "telegram")


def refuse(trial: Trial, settings: Settings) -> int:
    """For a while the network's address takes no connections. Returns how often it was tried."""
    tried: list[httpx.Request] = []
    ways = settings.OTKLIK_NETWORKS
    hooks = client_for(access_of(trial.places[trial.sick].page)).event_hooks
    client_for(access_of(trial.places[trial.sick].page)).event_hooks = {"request": [tried.append]}
    nowhere = replace(ways[trial.sick], api_url=f"http://127.0.0.1:{free_ports()}")
    settings.OTKLIK_NETWORKS = MappingProxyType({**ways, trial.sick: nowhere})
    trial.live(now() + REFUSED)
    settings.OTKLIK_NETWORKS = ways
    client_for(access_of(trial.places[trial.sick].page)).event_hooks = hooks
    assert trial.told[-1] == f"{TITLES[trial.sick]} cannot be reached."
    return len(tried)


def judge(place: Place, *, may_be_unknown: bool) -> None:
    """All that residents wrote is known, every answer stands there once, or a person has to look."""
    shown = list(place.played.shown())
    known = ResidentMessage.objects.filter(page=place.page, is_by_page=False).values_list("text", flat=True)
    assert Counter(known) == Counter(one.text for one in shown if not one.is_by_page)
    acts = OutboxAct.objects.filter(page=place.page)
    assert acts.count() == len(known) > 0
    stands = Counter(one.text for one in shown if one.is_by_page)
    assert set(stands.values()) == {1}
    sent = set(acts.filter(state=OutboxState.SENT).values_list("text", flat=True))
    unknown = set(acts.filter(state=OutboxState.UNKNOWN).values_list("text", flat=True))
    assert acts.count() == len(sent) + len(unknown)
    assert sent <= stands.keys() <= sent | unknown
    assert may_be_unknown or not unknown
