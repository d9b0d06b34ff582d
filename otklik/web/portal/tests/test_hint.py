"""What we would make of a text while it is typed: told, and kept nowhere."""

import pytest
from django.db import connection
from django.test import Client

from otklik.appeals.models import Appeal, Route
from otklik.gazetteer.index import PlaceKind
from otklik.gazetteer.models import Gazetteer, Place
from otklik.gazetteer.services import import_places
from otklik.intake.gate import may_ask
from otklik.intake.gate_models import SendingPace
from otklik.intake.models import ResidentMessage
from otklik.organizations.models import Body
from otklik.organizations.services import enter_territory
from otklik.shared.clock import now
from otklik.topics.models import Topic
from otklik.triage.models import Verdict

FAR = "settlement;город;Дальний;;56.9;60.19"
TEXT = "Во дворе на улице Ленина большая яма в асфальте, машины объезжают"
pytestmark = pytest.mark.django_db


def ask(client: Client, text: str = TEXT) -> dict[str, object]:
    answer: dict[str, object] = client.post("/report/hint/", {"text": text}).json()
    return answer


def test_it_names_the_matter_and_the_body_by_the_rules(town: Body, client: Client) -> None:
    roads = Topic.objects.create(code="roads", name="Дороги")
    school = Body.objects.get(slug="school-2")
    Route.objects.create(topic=roads, body=school)
    told = dict(ask(client)["told"])  # type: ignore[call-overload]
    assert told["Кто ответит"] == school.name
    assert ":" in told["Ответят до"]
    assert told["О чём"] == "Дороги"


def test_danger_is_told_at_once(town: Body, client: Client) -> None:
    assert ask(client, "В подъезде сильно пахнет газом, нечем дышать")["danger"] is True
    assert ask(client)["danger"] is False


def test_nothing_is_kept_and_nothing_is_logged(town: Body, client: Client, caplog: pytest.LogCaptureFixture) -> None:
    written: list[str] = []

    def watch(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        if not sql.lstrip().lower().startswith("select"):
            written.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        ask(client)
    assert [sql for sql in written if "intake_sendingpace" not in sql] == []
    assert not any(model.objects.exists() for model in (ResidentMessage, Verdict, Appeal))
    assert "яма" not in caplog.text
    assert client.get("/report/hint/", {"text": TEXT}).status_code == 405


def test_who_asks_without_end_is_not_answered(town: Body, client: Client) -> None:
    may_ask("127.0.0.1", now=now())
    SendingPace.objects.update(tokens=-1000)
    assert client.post("/report/hint/", {"text": TEXT}).status_code == 429


def test_places_are_suggested_as_they_begin(town: Body, client: Client) -> None:
    assert town.municipality is not None
    gazetteer = Gazetteer.objects.create(municipality=town.municipality, changed_at=now())
    for name in ("Ленина", "Лесная", "Розы Люксембург"):
        Place.objects.create(gazetteer=gazetteer, what=PlaceKind.STREET, kind="улица", name=name)

    def suggested(place: str) -> list[str]:
        told: list[str] = client.post("/report/places/", {"place": place}).json()["places"]
        return told

    assert suggested("ле") == ["улица Ленина", "улица Лесная"]
    assert suggested("люкс") == ["улица Розы Люксембург"]
    assert suggested("л") == []
    assert suggested("щ\0щ") == []


@pytest.mark.parametrize(
    ("latitude", "longitude", "place"),
    [("56.4405", "60.1905", "улица Ленина"), ("56.9", "60.19", ""), ("north", "", ""), ("nan", "nan", "")],
)
def test_it_names_what_lies_next_to_a_point(client: Client, latitude: str, longitude: str, place: str) -> None:
    rows = ("what;kind;name;settlement;latitude;longitude", "street;улица;Ленина;;56.44;60.19", FAR)
    into = enter_territory("municipality", "Полевской", parent=enter_territory("region", "Свердловская область"))
    import_places("\n".join(rows).encode(), into=into, source="g.csv", by=None, now=now(), replaces=True)
    response = client.post("/report/near/", {"latitude": latitude, "longitude": longitude})
    assert response.json() == {"place": place}
