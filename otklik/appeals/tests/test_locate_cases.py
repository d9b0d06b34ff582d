"""From what a message says to a point, by the gazetteer of its municipality."""

from datetime import timedelta

import pytest
import shapely
from django.db import connection
from django.test.utils import CaptureQueriesContext

from otklik.appeals.models import Appeal, Route
from otklik.appeals.selectors import access_case
from otklik.appeals.services import TypedIn, correct_case, type_in_case
from otklik.appeals.states import Act
from otklik.duplicates.services import keep_fingerprints
from otklik.gazetteer.models import House
from otklik.gazetteer.services import import_places
from otklik.intake.models import ResidentMessage
from otklik.organizations.models import Territory
from otklik.organizations.services import enter_territory
from otklik.triage.models import Verdict
from otklik.triage.services import judge_messages
from tests.flow import run_flow
from tests.town import NOW, Town, arrive, comment, push

PLACES = """what;name;house;latitude;longitude
street;улица Ленина;;56.44;60.18
house;улица Ленина;5;56.45;60.19
street;улица Бажова;;56.50;60.20
landmark;школа 21;;56.47;60.17
"""


@pytest.fixture
def mapped_town(town: Town) -> Town:
    into = Territory.objects.get(level="municipality")
    import_places(PLACES.encode(), into=into, source="made up", by=None, now=NOW)
    return town


def judged(town: Town, text: str) -> Verdict:
    arrive(town.page, push("wall_reply_new", comment(501, text)))
    run_flow()
    return Verdict.objects.get(is_current=True)


def test_it_gives_verdict_and_case_the_point_of_the_house(mapped_town: Town) -> None:
    verdict = judged(mapped_town, "на ленина 5 опять нет воды, помогите")
    assert (verdict.street, verdict.house, verdict.address) == ("улица Ленина", "5", "улица Ленина, 5")
    assert (verdict.latitude, verdict.longitude, verdict.point_of) == (56.45, 60.19, "house")
    assert verdict.place is not None
    assert str(verdict.place) == "улица Ленина"
    appeal = Appeal.objects.get()
    assert (appeal.address, appeal.latitude, appeal.longitude) == ("улица Ленина, 5", 56.45, 60.19)


@pytest.mark.parametrize(
    ("text", "latitude", "is_of"),
    [
        ("Яма на Ленина, 5а, объехать нельзя", 56.45, "house"),
        ("Яма на Ленина, 77, объехать нельзя", 56.44, "street"),
        ("На углу Ленина и Бажова яма, объехать нельзя", 56.47, "crossing"),
        ("Яма у школы 21, объехать нельзя", 56.47, "landmark"),
        ("Яма на Гагарина, 5, объехать нельзя", None, ""),
    ],
)
def test_it_falls_back_to_what_is_known(mapped_town: Town, text: str, latitude: float | None, is_of: str) -> None:
    verdict = judged(mapped_town, text)
    assert verdict.latitude == pytest.approx(latitude)
    assert verdict.point_of == is_of


def test_it_asks_the_database_no_oftener_for_many_messages(mapped_town: Town) -> None:
    texts = ("Яма на Ленина, 5", "Яма на Бажова", "у школы 21 темно", "Ленина, 5 без воды")
    arrive(mapped_town.page, *(push("wall_reply_new", comment(500 + n, t)) for n, t in enumerate(texts)))
    run_flow()
    messages = list(ResidentMessage.objects.all())
    with CaptureQueriesContext(
        connection,
    ) as queries:
        judge_messages(messages, now=NOW + timedelta(hours=1), remember=keep_fingerprints)
    asked = [one["sql"] for one in queries if 'from "gazetteer_' in one["sql"].lower()]
    assert len(asked) == 2


def test_it_keeps_the_verdict_when_a_place_is_taken_away(mapped_town: Town) -> None:
    judged(mapped_town, "Яма на Ленина, 5, объехать нельзя")
    House.objects.get().street.delete()
    assert Verdict.objects.get().place is None


def test_it_passes_a_case_to_the_body_of_the_street_and_says_why(mapped_town: Town) -> None:
    street = enter_territory("street", "улица Ленина", parent=Territory.objects.get(level="municipality"))
    Route.objects.create(territory=street, body=mapped_town.school)
    judged(mapped_town, "на ленина 5 опять нет воды, помогите")
    appeal = Appeal.objects.get()
    assert appeal.body == mapped_town.school
    assert appeal.transitions.get(act=Act.ASSIGN).reason == "place: улица Ленина"
    assert appeal.decided_by["route_territory"] == "улица Ленина"


def test_it_passes_a_case_to_the_body_of_the_ground_where_its_point_lies(mapped_town: Town) -> None:
    settlement = enter_territory("settlement", "Северная часть", parent=Territory.objects.get(level="municipality"))
    settlement.shape = shapely.to_wkb(shapely.box(60.1, 56.48, 60.3, 56.52))
    settlement.save()
    Route.objects.create(territory=settlement, body=mapped_town.school)
    judged(mapped_town, "Яма на Бажова, 5, объехать нельзя")
    assert Appeal.objects.get().body == mapped_town.school


def test_the_point_follows_the_address_that_a_person_writes(mapped_town: Town) -> None:
    judged(mapped_town, "на ленина 5 опять нет воды, помогите")
    by, appeal = mapped_town.manager, Appeal.objects.get()
    for address, point, is_of in (
        ("школа 21", (56.47, 60.17), "landmark"),
        ("ул. Ленина, 5, кв. 12", (56.45, 60.19), "house"),
        ("за гаражами", None, ""),
    ):
        correct_case(appeal.number, topic_id=None, address=address, importance="ordinary", by=by, version=None, now=NOW)
        shown = access_case(by, appeal.number).point
        assert (shown and (shown.latitude, shown.longitude)) == point
        assert (shown.is_of if shown else "", shown.certainty if shown else 0) == (is_of, 0)


def test_who_accepts_an_address_keeps_its_point(mapped_town: Town) -> None:
    judged(mapped_town, "на ленина 5 опять нет воды, помогите")
    by, appeal = mapped_town.manager, Appeal.objects.get()
    read = access_case(by, appeal.number).point
    assert read is not None
    assert (read.is_of, read.certainty > 0.5) == ("house", True)
    correct_case(
        appeal.number, topic_id=None, address=appeal.address, importance="ordinary", by=by, version=None, now=NOW
    )
    kept = access_case(by, appeal.number).point
    assert kept is not None
    assert (kept.latitude, kept.is_of, kept.certainty) == (56.45, "house", 0)


def test_what_is_typed_in_lies_where_its_address_says(mapped_town: Town) -> None:
    entry = TypedIn(body_id=mapped_town.office.id, channel="phone", text="Нет воды", address="Ленина 5")
    number = type_in_case(entry, by=mapped_town.manager, now=NOW)
    assert Appeal.objects.get(number=number).latitude == 56.45
