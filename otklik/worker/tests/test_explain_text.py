"""`otklik triage explain`: beside what triage says, the clause of the rules, the point, and who would answer."""

import io
import json
from typing import Any

import pytest
from django.core.management import call_command

from otklik.appeals.models import Route
from otklik.gazetteer.services import import_places
from otklik.organizations.models import Territory
from otklik.topics.models import Topic
from otklik.topics.services import seed_topics
from otklik.triage.acts import explain
from otklik.worker import explaining
from tests.town import NOW, build_town

MIRA = "what;name;settlement;house;latitude;longitude\nstreet;улица Мира;;;56.1;60.1\nhouse;улица Мира;;4;56.2;60.2\n"
TEXT = "Нет света на Ленина 15 кв 3, бля, искрит провод, тел 8 912 000-11-22"


def _explain(text: str, monkeypatch: pytest.MonkeyPatch, *words: str) -> dict[str, Any]:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    out = io.StringIO()
    call_command("triage", "explain", "--json", *words, stdout=out)
    told: dict[str, Any] = json.loads(out.getvalue())
    return told


def test_it_names_kinds_of_personal_data_the_emergency_and_the_clauses_that_we_ship(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = _explain(TEXT, monkeypatch, "--offline")
    assert {one["kind"]: one["words"] for one in told["personal_data"]} == {
        "phone": "8 912 000-11-22", "address_with_flat": "Ленина 15 кв 3",
    }  # fmt: skip
    assert {one["rule"]: one["clause"] for one in told["findings"]} == {
        "profanity": "2.1", "phones": "2.6", "flats": "2.6",
    }  # fmt: skip
    start, end = told["emergency"]["span"]
    assert (told["emergency"]["about"], TEXT[start:end]) == ("live_wire", "искрит провод")
    assert (told["who"], told["point"]) == (explain.OFFLINE, explain.OFFLINE)
    assert _explain("Спасибо за каток", monkeypatch, "--offline")["emergency"] is None


@pytest.mark.django_db
def test_with_a_database_it_finds_the_place_and_says_who_would_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    town = build_town()
    monkeypatch.setattr(explaining, "read_clock", lambda: NOW)
    import_places(MIRA.encode(), into=Territory.objects.get(level="municipality"), source="", by=None, now=NOW)
    seed_topics()
    Route.objects.create(topic=Topic.objects.get(code="roads"), body=town.school)
    told = _explain("Яма на дороге на Мира, 4", monkeypatch)
    assert told["place"]["street_place"]["name"] == "Мира"
    assert (told["point"]["is_of"], told["point"]["latitude"]) == ("house", 56.2)
    assert [(one["written_to"], one["body"], one["because"]) for one in told["who"]] == [
        (town.office.name, town.school.name, "topic"),
    ]  # fmt: skip
    assert [one["body"] for one in _explain("Спасибо за праздник!", monkeypatch)["who"]] == [town.office.name]
