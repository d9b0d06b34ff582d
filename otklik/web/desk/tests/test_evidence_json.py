"""The JSON of a decision: beside every code stands what it is called, so that a lawyer reads it without us."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from otklik.delivery.models import OutboxAct
from otklik.moderation.evidence.services import note_ends
from otklik.moderation.models import EvidenceRecord
from otklik.moderation.objections.objecting import object_to
from otklik.moderation.services import Charge, hide
from otklik.moderation.tests.said import say, write_privately
from otklik.organizations.models import Staff
from tests.flow import run_flow
from tests.town import NOW, Town, build_town

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return build_town()


@pytest.fixture
def told(client: Client, town: Town) -> dict[str, Any]:
    """The file about a comment that was hidden and objected to, taken in an English desk."""
    write_privately(town)
    decision = hide(say(town).id, Charge("profanity", tells=True), by=town.manager, now=NOW)
    OutboxAct.objects.filter(kind="hide").update(state="sent", settled_at=NOW)
    run_flow()
    OutboxAct.objects.filter(kind="message").update(state="sent", settled_at=NOW)
    note_ends(now=NOW)
    object_to(decision.id, text="Это цитата", now=NOW)
    client.force_login(Staff.objects.get(id=town.moderator.staff_id))
    address = reverse("desk:evidence_json", args=[decision.id])
    file: dict[str, Any] = json.loads(client.post(address, headers={"accept-language": "en"}).content)
    return file


def test_act_ground_clause_network_and_notice_have_code_and_name(told: dict[str, Any]) -> None:
    names = told["names"]
    assert names["act"] == {"code": "hide", "name": "Сообщение скрыто"}
    assert names["ground"] == {"code": "profanity", "name": "Нецензурная брань"}
    assert names["network"] == {"code": "vk", "name": "ВКонтакте"}
    assert names["notice"] == {"code": "told", "name": "Автору сообщено лично."}
    assert names["found"] == [{"code": "profanity", "name": "Нецензурная брань"}]
    clause = told["facts"][0]["details"]["rules"]["clause"]
    assert names["clause"]["code"] == clause
    assert names["clause"]["name"].startswith(clause)
    assert len(names["clause"]["name"]) > len(clause) + 5
    assert (told["act"], told["ground"], told["ground_code"]) == ("hide", "profanity", "profanity")


def test_each_fact_says_in_words_what_it_is_and_what_it_tells(told: dict[str, Any]) -> None:
    names = [(one["fact"], one["fact_name"]) for one in told["facts"]]
    assert names == [
        ("decided", "Решение"),
        ("settled", "Чем кончилось в сети"),
        ("told", "Уведомление автору"),
        ("objected", "Автор возразил"),
        ("handed_out", "Выгружено файлом"),
    ]
    settled = next(one for one in told["facts"] if one["fact"] == "settled")
    assert "сделано" in settled["in_words"]


def test_whatever_code_stands_in_a_fact_has_a_name(told: dict[str, Any]) -> None:
    codes = told["codes"]
    decided = told["facts"][0]["details"]
    settled = next(one["details"] for one in told["facts"] if one["fact"] == "settled")
    for kind, code in (
        ("act", decided["decision"]["act"]),
        ("ground", decided["decision"]["ground"]),
        ("state", decided["decision"]["state"]),
        ("state", settled["state"]),
        ("in_network.state", settled["in_network"]["state"]),
    ):
        assert codes[kind][code]
    assert {name for kind in codes.values() for name in kind.values() if name.isascii()} == set()


def test_what_the_seals_cover_stands_there_as_it_is_kept(told: dict[str, Any]) -> None:
    kept = EvidenceRecord.objects.order_by("id")
    assert [one["details"] for one in told["facts"]] == [row.details for row in kept]
