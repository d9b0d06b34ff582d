"""Putting the town in place: territories, bodies, staff, pages, topics and routes. Doing it again changes nothing."""

import secrets
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.db import transaction

from otklik.appeals.models import Route
from otklik.demo.content.cards import (
    TownBody,
    find_page,
    further_cards,
    list_merged_bodies,
    list_page_cards,
    list_staff,
    list_territories,
    list_town_bodies,
)
from otklik.demo.control import Control
from otklik.demo.networks.network import Tokens
from otklik.demo.networks.registry import NETWORKS
from otklik.demo.tagging import enter_tags
from otklik.gazetteer.services import import_places
from otklik.ground.secrets import DEMO_PASSWORD
from otklik.organizations.body_view import card_of
from otklik.organizations.models import Body, Staff, Territory
from otklik.organizations.rights import Role
from otklik.organizations.services import BodyCard, appoint, enter_body, enter_staff, enter_territory
from otklik.organizations.tree import merge_body
from otklik.pages.models import Connection, Page
from otklik.pages.selectors import access_of
from otklik.pages.services import (
    ConnectionSecrets,
    connect_page,
    note_reconciled,
    put_off_reading,
    register_page,
)
from otklik.pages.told import note_talks
from otklik.shared.clock import now as read_clock
from otklik.topics.models import Topic
from otklik.topics.selectors import ids_by_code
from otklik.topics.services import seed_topics

ROUTES = {
    "city-services": (
        "Дороги", "Благоустройство", "ЖКХ", "Обращение с отходами", "Экология", "Энергетика", "Погребение",
    ),
    "education": ("Образование",),
    "culture": ("Культура",),
    "property": ("Имущественные и земельные отношения",),
    "social-services": ("Социальное обслуживание и защита",),
    "sport-centre": ("Физическая культура и спорт",),
    "youth-phoenix": ("Молодёжная политика",),
    "ministry-health": ("Здравоохранение",),
}  # fmt: skip
"""Which topics that are written to the bodies above go to whom."""
GAZETTEER = Path(__file__).parent / "content" / "gazetteer.csv"
ENTERED_BEFORE = timedelta(days=400)
"""The register is older than the demo."""

BADGE_TAKEN_AWAY = ("property",)
"""Bodies whose pages in VK had the badge until yesterday: the first look finds that out."""


@transaction.atomic
def seed_town() -> None:
    """Enter territories, bodies, staff, topics, routes and tags: at once, for then people can sign in."""
    places: dict[str, Territory] = {}
    for card in list_territories():
        parent = places.get(card.parent)
        places[card.key] = enter_territory(card.level, card.name, parent=parent, oktmo=card.oktmo)
    import_places(
        GAZETTEER.read_bytes(), into=places["town"], source=GAZETTEER.name, by=None, now=read_clock(), replaces=True
    )
    seed_topics()
    bodies: dict[str, Body] = {}
    for body in list_town_bodies():
        topics = ids_by_code(further_cards()[body.slug].competences).values()
        entered = _card_of(body, bodies=bodies, places=places)
        bodies[body.slug] = enter_body(entered, competences=topics, now=read_clock() - ENTERED_BEFORE)
    _seed_merged(bodies)
    _seed_staff(bodies)
    _seed_routes(bodies)
    enter_tags(now=read_clock())


def _card_of(body: TownBody, *, bodies: dict[str, Body], places: dict[str, Territory]) -> BodyCard:
    opens, closes, *rest = body.hours
    pause: tuple[time | None, time | None] = (rest[0], rest[1]) if rest else (None, None)
    more = further_cards()[body.slug]
    return BodyCard(
        slug=body.slug,
        name=body.name,
        short_name=body.short_name,
        territory_id=places[body.territory].id,
        sphere=body.sphere,
        parent_id=bodies[body.parent].id if body.parent else None,
        founder_id=bodies[body.founder].id if body.founder else None,
        workday_from=opens,
        workday_to=closes,
        break_from=pause[0],
        break_to=pause[1],
        requires_approval=body.requires_approval,
        is_regional_centre=body.is_regional_centre,
        level=more.level,
        ogrn=more.ogrn,
        further_spheres=more.further_spheres,
        phone=more.phone,
        email=more.email,
        site=more.site,
        address=more.address,
        head_name=more.head_name,
        head_post=more.head_post,
        population=more.population,
    )


def _seed_merged(bodies: dict[str, Body]) -> None:
    """Bodies that became part of another one some time ago: the history has something to tell."""
    for old in list_merged_bodies():
        if Body.objects.filter(slug=old.slug).exists():
            continue
        heir, at = bodies[old.into], read_clock() - timedelta(days=old.days_ago)
        card = replace(card_of(heir), slug=old.slug, name=old.name, short_name=old.short_name, ogrn="")
        body = enter_body(card, now=read_clock() - ENTERED_BEFORE)
        merge_body(body, into=heir, by=None, because=old.because, now=at)


def _seed_staff(bodies: dict[str, Body]) -> None:
    """The cast. Whoever is there already keeps the password that they may have changed."""
    known = set(Staff.objects.values_list("email", flat=True))
    hashed = make_password(DEMO_PASSWORD)
    for card in list_staff():
        staff = enter_staff(card.email, name=card.name, post=card.post, hashed="" if card.email in known else hashed)
        for role, body in card.posts:
            appoint(staff, bodies[body], Role(role))


def _seed_routes(bodies: dict[str, Body]) -> None:
    topics = {topic.name: topic for topic in Topic.objects.filter(parent=None)}
    for slug, names in ROUTES.items():
        for name in names:
            if name in topics:
                Route.objects.get_or_create(topic=topics[name], body=bodies[slug], page=None, territory=None)


def seed_pages(control: Control, *, now: datetime) -> None:
    """Make the pages in the sandbox, without posts and without pushes, and enter them into the register."""
    for card in list_page_cards():
        network = NETWORKS[card.network]
        made = control.post(f"{card.network}/pages/create", **network.make_page(card))
        with transaction.atomic():
            page = register_page(
                Body.objects.get(slug=card.body),
                network=card.network,
                external_id=str(card.number),
                name=card.name,
                url=network.address_of(made),
            )
            if Connection.objects.filter(page=page).exists():
                continue
            # the worker is at work already: it looks when the past is written, see `seed_snapshots`
            Page.objects.filter(id=page.id).update(look_due_at=now + timedelta(days=1))
            _connect(page, network.tokens_of(made), now=now)
    for slug in BADGE_TAKEN_AWAY:
        card = next(one for one in list_page_cards() if (one.body, one.network) == (slug, "vk"))
        control.post("vk/pages/create", group_id=card.number, name=card.name, is_verified=False)
    shown = [name for name, network in NETWORKS.items() if network.shows_badge]
    Page.objects.filter(network__in=shown).update(badge="confirmed", badge_confirmed_by="", badge_confirmed_on=now)


def _connect(page: Page, tokens: Tokens, *, now: datetime) -> None:
    """As an administrator enters what the network gave them; there is nothing to be read back yet."""
    entered = ConnectionSecrets(
        community_token=tokens.community,
        admin_token=tokens.admin,
        webhook_secret=secrets.token_urlsafe(16),
        confirmation=tokens.confirmation,
    )
    connection = connect_page(page, secrets_entered=entered, by=None, now=now)
    page.refresh_from_db()
    page.bot_name = tokens.bot_name
    note_talks(page, connection, now=now)
    note_reconciled(page, now=now, found=0)


def connect_pages(control: Control, *, edge_url: str, is_first: bool, now: datetime) -> None:
    """Let the sandbox push the events of every page to the edge; the first time not those of the past."""
    for connection in Connection.objects.select_related("page").filter(page__network__in=NETWORKS):
        page = connection.page
        network, card = NETWORKS[page.network], find_page(page.network, int(page.external_id))
        url = f"{edge_url}/hooks/{page.network}/{connection.key}/"
        body = network.subscribe(card, url=url, secret=access_of(page).webhook_secret, is_first=is_first)
        control.post(f"{page.network}/pages/connect", **body)
        if not network.pushes_comments:
            _expect_comments(page, now=now)


def _expect_comments(page: Page, *, now: datetime) -> None:
    """A page that is read is read at once, and often for a while: whoever tries the demo writes there now."""
    put_off_reading(page, until=now)
    Connection.objects.filter(page=page).update(last_event_at=now)
