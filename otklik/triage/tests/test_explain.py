"""`otklik triage explain`, and the words that weighed."""

import io
import json
import logging
import socket
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from otklik.organizations.models import Territory
from otklik.triage.acts import explain
from otklik.triage.model import load_model
from otklik.triage.reasons import weigh_words
from tests.flow import run_flow
from tests.town import NOW, arrive, build_town, comment, push

PIT = "Яма на дороге у дома 4 по улице Мира"


def _explain(text: str, monkeypatch: pytest.MonkeyPatch, *words: str) -> str:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    out = io.StringIO()
    call_command("triage", "explain", *words, stdout=out)
    return out.getvalue()


def test_it_prints_everything_without_a_database(monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"{PIT}, звоните +7 912 000-11-22\n"
    told: dict[str, Any] = json.loads(_explain(text, monkeypatch, "--json", "--offline"))
    assert told["kind"] == "problem"
    assert told["groups"][0]["code"] == "roads"
    assert told["address"].startswith("улица Мира")
    assert told["importance"] == "ordinary"
    assert told["personal_data"][0]["words"] == "+7 912 000-11-22"
    assert told["group_words"][0]["word"] in ("Яма", "дороге")
    assert told["model_version"]
    assert told["seen_before"] == explain.OFFLINE


def test_it_prints_lines_for_people(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "kind                 problem" in _explain("Нет воды на Мира 4", monkeypatch, "--offline")
    assert _explain("", monkeypatch, "--offline")


def test_of_a_database_that_is_away_it_speaks_alone(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    pool = logging.getLogger("psycopg.pool")

    def away(**_named: Any) -> None:
        pool.warning("error connecting in 'pool-1'")
        raise OperationalError

    monkeypatch.setattr(Territory.objects, "filter", away)
    monkeypatch.setattr(explain, "model_at_hand", load_model)
    assert json.loads(_explain(PIT, monkeypatch, "--json"))["seen_before"] == explain.NO_DATABASE
    assert not caplog.records
    pool.warning("as ever")
    assert [one.message for one in caplog.records] == ["as ever"]


@pytest.mark.parametrize(
    ("came_in", "errors", "complaint"),
    [
        ("Яма на дороге".encode("cp1251"), "strict", "no text in UTF-8.*iconv -f cp1251"),
        ("Яма на дороге".encode("cp1251"), "surrogateescape", "no text in UTF-8.*iconv -f cp1251"),
        (bytes(range(256)), "strict", "no text in UTF-8"),
        (b"a" * (explain.LONGEST_INPUT + 1), "strict", "longer than 200,000 characters.*classify --feed"),
    ],
)
def test_it_says_what_is_wrong_with_what_came_in(
    monkeypatch: pytest.MonkeyPatch, came_in: bytes, errors: str, complaint: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(came_in), encoding="utf-8", errors=errors))
    with pytest.raises(CommandError, match=complaint):
        call_command("triage", "explain", "--offline", stdout=io.StringIO())


def test_the_mark_before_a_text_is_no_part_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    told = json.loads(_explain(f"\ufeff{PIT}\r\n", monkeypatch, "--json", "--offline"))
    assert told["text"] == PIT


def test_a_database_that_does_not_answer_is_asked_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:  # bound, and nobody listens
        taken.bind(("127.0.0.1", 0))
        monkeypatch.setitem(connection.settings_dict, "HOST", "127.0.0.1")
        monkeypatch.setitem(connection.settings_dict, "PORT", str(taken.getsockname()[1]))
        told = json.loads(_explain(PIT, monkeypatch, "--json"))
        call_command("triage", "classify", PIT, stdout=io.StringIO())
    assert (told["seen_before"], told["address"]) == (explain.NO_DATABASE, "улица Мира, 4")
    assert told["model_version"] == load_model().card.version


@pytest.mark.django_db
def test_it_says_what_was_said_before(monkeypatch: pytest.MonkeyPatch) -> None:
    town = build_town()
    arrive(town.page, push("wall_reply_new", comment(11, PIT)))
    run_flow()
    monkeypatch.setattr("otklik.worker.explaining.read_clock", lambda: NOW)
    told = json.loads(_explain("На Мира 4 яма на дороге", monkeypatch, "--json"))
    assert [one["text"] for one in told["seen_before"]] == [PIT]


def test_words_that_say_nothing_of_the_group_do_not_weigh() -> None:
    words = weigh_words("Здравствуйте! В подъезде второй день не работает лифт", "housing", model=load_model())
    assert words[0].word in ("лифт", "подъезде")
    assert "день" not in {one.word for one in words[:2]}
    assert weigh_words("", "housing", model=load_model()) == ()
    assert weigh_words("😀", "", model=load_model()) == ()
