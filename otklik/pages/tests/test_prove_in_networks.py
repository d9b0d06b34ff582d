"""Proof of ownership over HTTP, in each network: by a token, and by a code that stands on the page."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType

import pytest
from pytest_django import Settings

from otklik.pages.entry import PageEntry, ProofView, access_entry
from otklik.pages.models import Page, ProofKind
from otklik.pages.proof import ask_proof
from otklik.pages.proof_steps import check_next_proof
from otklik.pages.public_selectors import list_pages_of
from otklik.pages.services import ConnectionSecrets, connect_page, register_page
from otklik.sandbox.testing import ControlClient, RunningSandbox
from otklik.shared import clock
from tests.town import Town, build_town

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Played:
    """A page in the sandbox with an administrator's token of ours."""

    external_id: str
    secrets: ConnectionSecrets
    describe: Callable[[str], object]
    post: Callable[[str], object] | None
    """None: the network shows no posts again."""
    revoke: Callable[[], None]
    application: tuple[str, str] = ("", "")


def in_vk(control: ControlClient) -> Played:
    page = control.create_page("Школа", description="Школа № 8")
    number = page.group_id
    return Played(
        str(number),
        ConnectionSecrets(community_token=page.community_token, admin_token=page.admin_token),
        describe=lambda text: control.create_page("Школа", group_id=number, description=text),
        post=lambda text: control.write_post(number, text=text),
        revoke=lambda: control.revoke_token(page.admin_token),
    )


def in_ok(control: ControlClient) -> Played:
    group = control.ok.create_page("Школа", description="Школа № 8")
    return Played(
        str(group.group_id),
        ConnectionSecrets(community_token=group.group_key, admin_token=group.admin_token),
        describe=lambda text: control.ok.create_page("Школа", group_id=group.group_id, description=text),
        post=None,
        revoke=lambda: control.ok.revoke_token(group.admin_token),
        application=(group.application_key, group.application_secret),
    )


def in_max(control: ControlClient) -> Played:
    channel = control.max.create_page("Школа", description="Школа № 8")
    return Played(
        str(channel.chat_id),
        ConnectionSecrets(community_token=channel.bot_token),
        describe=lambda text: control.max.create_page("Школа", chat_id=channel.chat_id, description=text),
        post=lambda text: control.max.write_post(channel.chat_id, text=text),
        revoke=lambda: control.max.revoke_token(channel.bot_token),
    )


def in_telegram(control: ControlClient) -> Played:
    channel = control.telegram.create_page("Школа", description="Школа № 8")
    return Played(
        str(channel.channel_id),
        ConnectionSecrets(community_token=channel.token),
        describe=lambda text: control.telegram.create_page("Школа", channel_id=channel.channel_id, description=text),
        post=None,
        revoke=lambda: control.telegram.revoke_token(channel.token),
    )


STAGES = {"vk": in_vk, "ok": in_ok, "max": in_max, "telegram": in_telegram}


@dataclass(frozen=True)
class Trial:
    """The page in the register and what its card says."""

    town: Town
    page: Page
    played: Played
    now: datetime

    def ask(self, kind: ProofKind, *, days: float = 0) -> ProofView:
        """A person asks, and the worker looks."""
        ask_proof(self.page, kind, by=self.town.manager, now=self.now + timedelta(days=days))
        return self.look(kind, days=days)

    def look(self, kind: ProofKind, *, days: float = 0) -> ProofView:
        """The worker looks when so many days have passed."""
        now = self.now + timedelta(days=days)
        while check_next_proof(now=now):
            pass
        return next(one for one in self.card(now).proofs if one.kind is kind)

    def card(self, now: datetime | None = None) -> PageEntry:
        return access_entry(self.town.manager, self.page.id, now=now or self.now)


@pytest.fixture(params=STAGES)
def trial(request: pytest.FixtureRequest, running_sandbox: RunningSandbox, settings: Settings) -> Trial:
    """A page of a network in the sandbox, connected and not yet proved."""
    running_sandbox.control.reset()
    network = request.param
    played = STAGES[network](running_sandbox.control)
    way = replace(
        settings.OTKLIK_NETWORKS["vk"],
        api_url=f"{running_sandbox.url}/{network}",
        application_key=played.application[0],
        application_secret=played.application[1],
    )
    settings.OTKLIK_NETWORKS = MappingProxyType({network: way})
    town, now = build_town(), clock.now()
    page = register_page(town.office, network=network, external_id=played.external_id, name="Школа")
    connect_page(page, secrets_entered=played.secrets, by=None, now=now)
    return Trial(town, page, played, now)


def test_a_token_with_the_rights_of_an_administrator_proves_the_page_and_is_asked_daily(trial: Trial) -> None:
    assert trial.ask(ProofKind.TOKEN).state == "confirmed"
    assert trial.card().standing == "proved"
    public = {one.network: one.confirmed_on for one in list_pages_of(trial.town.office.slug)}
    assert public[trial.page.network] == trial.card().proved_on
    later = trial.look(ProofKind.TOKEN, days=1.1)
    assert later.confirmed_at == trial.now + timedelta(days=1.1)
    trial.played.revoke()
    lost = trial.look(ProofKind.TOKEN, days=2.5)
    assert (lost.state, trial.card().standing, trial.card().proved_on) == ("lost", "lost", None)
    assert lost.failure


def test_a_code_in_the_description_is_found(trial: Trial) -> None:
    asked = trial.ask(ProofKind.PUBLISHED)
    assert (asked.state, trial.card().standing) == ("waiting", "waiting")
    assert asked.failure == "We looked and did not find the code yet. We look every hour."
    trial.played.describe(f"Школа № 8. {asked.code.upper()}")
    assert trial.look(ProofKind.PUBLISHED, days=0.1).state == "confirmed"
    trial.played.describe("Школа № 8")
    assert trial.look(ProofKind.PUBLISHED, days=100).state == "confirmed"
    assert trial.look(ProofKind.PUBLISHED, days=184).state == "lost"


@pytest.mark.parametrize("trial", ["vk", "max"], indirect=True)
def test_a_code_in_a_post_is_found_where_the_network_shows_posts(trial: Trial) -> None:
    asked = trial.ask(ProofKind.PUBLISHED)
    assert trial.played.post
    trial.played.post(f"Подтверждаем страницу: {asked.code}")
    assert trial.ask(ProofKind.PUBLISHED, days=0.01).state == "confirmed"


def test_a_code_that_does_not_appear_counts_no_more(trial: Trial) -> None:
    asked = trial.ask(ProofKind.PUBLISHED)
    gone = trial.look(ProofKind.PUBLISHED, days=8)
    assert (gone.state, trial.card().standing) == ("failed", "none")
    trial.played.describe(asked.code)
    anew = trial.ask(ProofKind.PUBLISHED, days=8)
    assert anew.state == "waiting"
    assert anew.code != asked.code
