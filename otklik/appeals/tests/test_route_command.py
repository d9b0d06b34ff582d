"""`otklik topics` and `otklik route`: who answers what, set up without a demo."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from otklik.appeals.models import Route, RouteTrouble
from otklik.organizations.models import Body, Staff
from otklik.organizations.services import enter_territory
from otklik.topics.models import Topic
from tests.town import NOW, build_town

pytestmark = pytest.mark.django_db


def said(*words: str) -> list[str]:
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue().splitlines()


def test_it_seeds_the_topics_once() -> None:
    (first,) = said("topics", "seed")
    assert int(first.split()[-1]) == Topic.objects.count() > 0
    assert said("topics", "seed") == ["new: 0"]
    assert len(said("topics", "list")) == Topic.objects.count()


def test_it_enters_a_route_and_exchanges_its_body() -> None:
    build_town()
    said("topics", "seed")
    topic = Topic.objects.filter(parent=None).earliest("id")
    said("route", "add", "--topic", topic.code, "--body", "office")
    (line,) = said("route", "add", "--topic", topic.code, "--body", "school-8")
    assert said("route", "list") == [line]
    assert Route.objects.get().body.slug == "school-8"


def test_the_new_answer_names_nobody_of_the_old_body() -> None:
    build_town()
    topic = Topic.objects.create(code="roads", level="group", name="Дороги")
    office, person = Body.objects.get(slug="office"), Staff.objects.earliest("id")
    route = Route.objects.create(topic=topic, body=office, executor=person, most_open=3)
    RouteTrouble.objects.create(kind="body_gone", route=route, body=office, since_at=NOW, last_at=NOW)
    Route.objects.create(topic=topic, body=office)
    said("route", "add", "--topic", "roads", "--body", "school-8")
    route.refresh_from_db()
    assert (route.body.slug, route.executor, route.way, route.most_open) == ("school-8", None, "", None)
    assert not RouteTrouble.objects.filter(ended_at=None).exists()
    with pytest.raises(CommandError, match="9999"):
        said("route", "add", "--topic", "roads", "--body", "office", "--priority", "40000")


def test_it_enters_a_route_for_a_street() -> None:
    town = build_town()
    enter_territory("street", "улица Ленина", parent=town.office.territory)
    (line,) = said("route", "add", "--territory", "улица Ленина", "--body", "school-8")
    assert "any topic, улица Ленина → " in line
    assert Route.objects.get().territory is not None
    with pytest.raises(CommandError, match="no territory улица Мира"):
        said("route", "add", "--territory", "улица Мира", "--body", "school-8")
    with pytest.raises(CommandError, match="topic, a territory"):
        said("route", "add", "--body", "school-8")


@pytest.mark.parametrize(("topic", "body"), [("nothing", "office"), ("roads", "nobody")])
def test_it_refuses_what_it_does_not_know(topic: str, body: str) -> None:
    build_town()
    Topic.objects.create(code="roads", level="group", name="Дороги")
    with pytest.raises(CommandError, match=f"no (topic|body) no{'thing' if topic == 'nothing' else 'body'}"):
        said("route", "add", "--topic", topic, "--body", body)
