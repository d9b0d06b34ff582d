"""The town as plain values: territories, bodies, staff, pages."""

import tomllib
from dataclasses import dataclass
from datetime import time
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
NETWORKS = ("vk", "ok", "max", "telegram")


@dataclass(frozen=True, slots=True)
class TerritoryCard:
    """A territory; parents stand before what lies in them."""

    key: str
    level: str
    name: str
    parent: str = ""
    oktmo: str = ""


@dataclass(frozen=True, slots=True)
class TownBody:
    """A public body; parents stand before what is under them."""

    slug: str
    name: str
    short_name: str
    sphere: str
    territory: str
    hours: tuple[time, ...]
    """From, to; and the break where there is one."""
    parent: str = ""
    founder: str = ""
    requires_approval: bool = False
    is_regional_centre: bool = False


@dataclass(frozen=True, slots=True)
class FurtherCard:
    """What else is known of a body: numbers, contacts, and the codes of the topics that it answers for."""

    body: str
    level: str
    ogrn: str
    phone: str
    email: str
    site: str
    address: str
    head_name: str = ""
    head_post: str = ""
    population: int | None = None
    further_spheres: tuple[str, ...] = ()
    competences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MergedBody:
    """A body that became part of another one before the demo begins."""

    slug: str
    name: str
    short_name: str
    into: str
    because: str
    days_ago: int


@dataclass(frozen=True, slots=True)
class StaffCard:
    """A member of staff with (role, body) pairs."""

    email: str
    name: str
    post: str
    posts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PostCard:
    """A post on a page's wall."""

    id: int
    key: str
    days_ago: int
    text: str


@dataclass(frozen=True, slots=True)
class PageCard:
    """An official page in one network."""

    body: str
    network: str
    number: int
    """The network's own number of the page: below zero where the network counts so."""
    name: str
    screen_name: str
    members: int
    posts: tuple[PostCard, ...]

    def find_post(self, key: str) -> PostCard:
        """The post with this key; the newest one where no key is given."""
        return next((post for post in self.posts if post.key == key), self.posts[-1])


def read_rows(path: Path, *, table: str) -> list[dict[str, Any]]:
    """The rows of one table of a TOML file."""
    rows = tomllib.loads(path.read_text(encoding="utf-8"))[table]
    return list(rows)


@cache
def list_territories() -> tuple[TerritoryCard, ...]:
    """The oblast, the town and its villages."""
    return tuple(TerritoryCard(**row) for row in read_rows(FOLDER / "territories.toml", table="territory"))


@cache
def list_town_bodies() -> tuple[TownBody, ...]:
    """The bodies, from above downwards."""
    rows = read_rows(FOLDER / "bodies.toml", table="body")
    return tuple(TownBody(**row | {"hours": tuple(time.fromisoformat(at) for at in row["hours"])}) for row in rows)


@cache
def further_cards() -> dict[str, FurtherCard]:
    """What else is known of the bodies, by their slugs."""
    rows = read_rows(FOLDER / "body_cards.toml", table="card")
    lists = ("further_spheres", "competences")
    return {row["body"]: FurtherCard(**row | {name: tuple(row.get(name, ())) for name in lists}) for row in rows}


@cache
def list_merged_bodies() -> tuple[MergedBody, ...]:
    """The bodies that are no more."""
    return tuple(MergedBody(**row) for row in read_rows(FOLDER / "body_cards.toml", table="merged"))


@cache
def list_staff() -> tuple[StaffCard, ...]:
    """The cast: every role is held by somebody."""
    rows = read_rows(FOLDER / "people.toml", table="person")
    return tuple(StaffCard(**row | {"posts": tuple((role, body) for role, body in row["posts"])}) for row in rows)


@cache
def list_page_cards() -> tuple[PageCard, ...]:
    """The pages with their posts, the oldest post first; those of one body stand together, VK's before the others."""
    return tuple(page for row in read_rows(FOLDER / "pages.toml", table="page") for page in _pages(row))


def _pages(row: dict[str, Any]) -> list[PageCard]:
    posts = tuple(
        PostCard(id=number, key=post["key"], days_ago=post["days"], text=post["text"])
        for number, post in enumerate(row["posts"], start=1)
    )
    shared = {"body": row["body"], "name": row["name"], "posts": posts}
    return [PageCard(network=network, **shared, **row[network]) for network in NETWORKS if network in row]


def list_pages_of(body: str) -> tuple[PageCard, ...]:
    """The pages of a body, VK's first."""
    return tuple(page for page in list_page_cards() if page.body == body)


def find_page(network: str, number: int) -> PageCard:
    """The page that this network knows under this number."""
    return next(page for page in list_page_cards() if (page.network, page.number) == (network, number))
