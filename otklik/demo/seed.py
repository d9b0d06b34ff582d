"""Putting the town in place: territories, bodies, staff, pages, topics and routes. Doing it again changes nothing."""

import secrets
from datetime import datetime, time

from django.contrib.auth.hashers import make_password
from django.db import transaction

from otklik.appeals.models import Route
from otklik.demo.content.cards import (
    PageCard,
    TownBody,
    list_page_cards,
    list_staff,
    list_territories,
    list_town_bodies,
)
from otklik.demo.control import Control
from otklik.organizations.models import Body, Staff, Territory
from otklik.organizations.rights import Role
from otklik.organizations.services import BodyCard, appoint, enter_body, enter_staff, enter_territory
from otklik.organizations.sign_in import DEMO_PASSWORD
from otklik.pages.models import Connection, Page
from otklik.pages.services import ConnectionSecrets, connect_page, note_reconciled, register_page
from otklik.topics.models import Topic
from otklik.topics.services import seed_topics

NETWORK = "vk"
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


@transaction.atomic
def seed_town() -> None:
    """Enter territories, bodies, staff, topics and routes."""
    places: dict[str, Territory] = {}
    for card in list_territories():
        parent = places.get(card.parent)
        places[card.key] = enter_territory(card.level, card.name, parent=parent, oktmo=card.oktmo)
    bodies: dict[str, Body] = {}
    for body in list_town_bodies():
        bodies[body.slug] = enter_body(_card_of(body, bodies=bodies, places=places))
    _seed_staff(bodies)
    seed_topics()
    _seed_routes(bodies)


def _card_of(body: TownBody, *, bodies: dict[str, Body], places: dict[str, Territory]) -> BodyCard:
    opens, closes, *rest = body.hours
    pause: tuple[time | None, time | None] = (rest[0], rest[1]) if rest else (None, None)
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
    )


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
        made = control.post(
            "vk/pages/create",
            group_id=card.group_id,
            name=card.name,
            screen_name=card.screen_name,
            members_count=card.members,
            is_verified=True,
        )
        with transaction.atomic():
            page = register_page(
                Body.objects.get(slug=card.body),
                network=NETWORK,
                external_id=str(card.group_id),
                name=card.name,
                url=f"https://vk.ru/{card.screen_name}",
            )
            if Connection.objects.filter(page=page).exists():
                continue
            entered = ConnectionSecrets(
                community_token=made["community_token"],
                admin_token=made["admin_token"],
                webhook_secret=secrets.token_urlsafe(16),
                confirmation=made["confirmation"],
            )
            connect_page(page, secrets_entered=entered, by=None, now=now)
            page.refresh_from_db()
            note_reconciled(page, now=now, found=0)
    Page.objects.filter(network=NETWORK).update(badge="confirmed", badge_confirmed_by="demo", badge_confirmed_on=now)


def write_posts(control: Control, *, now: datetime) -> None:
    """Write what the pages posted in the past month."""
    control.run_batch([_post(page, number, now=now) for page in list_page_cards() for number in range(len(page.posts))])


def _post(page: PageCard, number: int, *, now: datetime) -> dict[str, object]:
    post = page.posts[number]
    written_at = int(now.timestamp()) - post.days_ago * 86_400
    return {"act": "posts/write", "group_id": page.group_id, "id": post.id, "text": post.text, "date": written_at}


def connect_pushes(control: Control, *, edge_url: str) -> None:
    """Let the sandbox push the events of every page to the edge."""
    from otklik.pages.selectors import access_of

    for connection in Connection.objects.select_related("page").filter(page__network=NETWORK):
        control.post(
            "vk/pages/connect",
            group_id=int(connection.page.external_id),
            callback_url=f"{edge_url}/hooks/{NETWORK}/{connection.key}/",
            secret=access_of(connection.page).webhook_secret,
        )
