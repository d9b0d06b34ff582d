"""For every test of the public side: a database that shows only what is public, and a small town to read of."""

import re
from collections.abc import Callable, Iterator
from datetime import date, time
from typing import Any

import pytest
from django.db import connection

from otklik.organizations.models import Body
from otklik.organizations.services import BodyCard, enter_body, enter_territory
from otklik.pages.models import Page
from otklik.publication.models import BodySpeed, PublishedCase
from otklik.shared.clock import now

PUBLIC_TABLES = frozenset(
    {
        "organizations_body", "organizations_competence", "organizations_territory", "pages_askedaddress", "pages_page",
        "pages_pageaddress", "pages_suspectedfake", "publication_bodyspeed", "publication_openfile",
        "publication_publishedcase", "publication_publishedphoto", "publication_withdrawal", "topics_topic",
        "published_values", "unnest",  # names within a query
    }
)  # fmt: skip
_TABLE = re.compile(r'\b(?:FROM|JOIN|INTO|(?<!DO )UPDATE)\s+"?(\w+)"?', re.IGNORECASE)


class ReadsMoreThanPublic(AssertionError):
    """A public page asked for a table that may hold what is not public."""


def refuse_other_tables(
    execute: Callable[..., Any],
    sql: str,
    params: Any,
    many: bool,
    context: dict[str, Any],
    *,
    allowed: frozenset[str] = PUBLIC_TABLES,
) -> Any:
    """Let a query through when all its tables are public, or on another list."""
    others = {table.lower() for table in _TABLE.findall(sql)} - allowed
    if others:
        raise ReadsMoreThanPublic(f"{sorted(others)} in: {sql}")
    return execute(sql, params, many, context)


@pytest.fixture
def only_public_tables(town: Body) -> Iterator[None]:
    """Once the town stands, the database refuses every table that is not on the list."""
    with connection.execute_wrapper(refuse_other_tables):
        yield


@pytest.fixture
def town(db: None) -> Body:
    """An administration with a page and two published cases, and two schools."""
    region = enter_territory("region", "Свердловская область")
    place = enter_territory("municipality", "Полевской", parent=region)
    office = enter_body(
        BodyCard(
            slug="administration", name="Администрация Полевского", short_name="Администрация", territory_id=place.id,
            sphere="Органы власти", break_from=time(12), break_to=time(13),
        )
    )  # fmt: skip
    for number in (2, 21):
        school = enter_body(
            BodyCard(
                slug=f"school-{number}", name=f"Школа № {number}", short_name=f"Школа № {number}",
                territory_id=place.id, sphere="Образование", parent_id=office.id,
            )
        )  # fmt: skip
        Page.objects.create(network="ok", external_id=str(number), name=f"Школа {number}", owner=school)
    Page.objects.create(
        network="vk", external_id="7", name="Полевской. Официально", url="https://vk.com/polevskoy", owner=office,
        badge="confirmed", badge_confirmed_on=date(2026, 11, 20),
    )  # fmt: skip
    publish("4821937405", "Провалилась дорожка у садика. Сделайте что-нибудь!", "Дорожку переложили вчера.")
    publish("1821937406", "Когда включат фонари?", "Ответим до 1 декабря.", state="interim_answered")
    return office


def count_speed(slug: str, **told: int | None) -> BodySpeed:
    """The figures of speed of a body, as they are counted each hour."""
    figures = {"days": 90, "cases": 12, "answered": 12, "interim": 0, "due": 12, "in_time": 9, "minutes": 55,
               "said": 0, "solved": 0, "waiting": 0, "overdue": 0}  # fmt: skip
    return BodySpeed.objects.create(body_slug=slug, counted_at=now(), **figures | told)


def publish(number: str, text: str, answer: str, *, state: str = "answered") -> None:
    """Publish a case of the administration."""
    PublishedCase.objects.create(
        number=number, text=text, answer=answer, state=state, topic="Дороги", body_slug="administration",
        body_name="Администрация Полевского", network="vk", wrote_on=date(2026, 11, 12), answered_on=date(2026, 11, 14),
    )  # fmt: skip
