"""Decisions on pairs and findings make curves, which judge from then on and can be given up."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings

from otklik.audit.models import AuditRecord
from otklik.duplicates.matching.compare import features_of_pair
from otklik.duplicates.services import keep_fingerprints
from otklik.intake.models import ResidentMessage
from otklik.shared.clock import now as read_clock
from otklik.topics.services import seed_topics
from otklik.triage.findings import Finding as Found
from otklik.triage.learning.bases import base_of
from otklik.triage.learning.curves import IDENTITY, NO_SIGNS
from otklik.triage.learning.listing import list_curves
from otklik.triage.learning.making import make_if_news
from otklik.triage.learning.own_curves import ALWAYS_SHOWN, curve_of_pairs, curves_of, is_shown_anyway
from otklik.triage.learning.signs import signs_of_finding
from otklik.triage.learning.tests.taught import teach
from otklik.triage.learning.versions import SHIPPED, use_version
from otklik.triage.models import Finding, OwnCurve, OwnExample, OwnModel
from otklik.triage.parts import Part
from otklik.triage.services import judge_messages
from tests.people import NOW, Cast, enter_cast, write_message

PIT = "Яма на дороге у дома 4 по улице Мира"
pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(settings: Settings, tmp_path: Path) -> Cast:
    settings.OTKLIK_DATA_DIR = tmp_path
    seed_topics()
    return enter_cast()


def _decide(
    cast: Cast,
    part: Part,
    *,
    proposed: str,
    chosen: str,
    certainty: float = 0.7,
    at_most: int = 200,
    at: datetime = NOW,
    signs: Mapping[str, float] = NO_SIGNS,
) -> None:
    teach(cast, chosen, part=part, proposed=proposed, certainty=certainty, at_most=at_most, at=at, signs=signs)


def test_pairs_that_people_held_apart_are_no_longer_proposed(cast: Cast) -> None:
    _decide(cast, Part.SAME, proposed="same", chosen="different")
    assert curve_of_pairs() == IDENTITY
    said = StringIO()
    call_command("triage", "train", stdout=said)
    assert curve_of_pairs()(0.7) < 0.5
    assert "200" in said.getvalue()
    assert AuditRecord.objects.filter(subject="curve:same:same").exists()
    # of the same decisions nothing is made anew; what learnt one more is no better than what is in use, which stays
    call_command("triage", "train", stdout=said)
    assert OwnCurve.objects.get().outcome == "better"
    _decide(cast, Part.SAME, proposed="same", chosen="same", at_most=1, at=read_clock())
    call_command("triage", "train", stdout=said)
    row = OwnCurve.objects.get()
    assert (row.is_in_use, row.outcome) == (True, "not_better")
    assert "решения людей учитываются. Последняя проба: не лучше прежнего." in list_curves()[0]
    call_command("triage", "use", SHIPPED, stdout=said)
    assert "отменено человеком. Последняя проба: " in list_curves()[0]
    assert curve_of_pairs() == IDENTITY


def test_what_was_taken_back_is_made_of_later_decisions_only(cast: Cast) -> None:
    _decide(cast, Part.SAME, proposed="same", chosen="different")
    make_if_news(now=NOW)
    use_version(SHIPPED, by=None, now=NOW + timedelta(days=1))
    make_if_news(now=NOW + timedelta(days=2))
    assert curve_of_pairs() == IDENTITY
    _decide(cast, Part.SAME, proposed="same", chosen="different", at=NOW + timedelta(days=3), at_most=20)
    make_if_news(now=NOW + timedelta(days=4))
    row = OwnCurve.objects.get()
    assert (row.is_in_use, row.examples) == (False, 20)
    _decide(cast, Part.SAME, proposed="same", chosen="different", at=NOW + timedelta(days=5))
    make_if_news(now=NOW + timedelta(days=6))
    assert curve_of_pairs()(0.7) < 0.5


def test_findings_that_moderators_let_be_are_left_alone(cast: Cast) -> None:
    words = "Вы идиоты! Когда уберёте снег?"
    found = judge(cast, words)
    assert [one.ground for one in found] == ["insult"]
    _decide(cast, Part.DECENCY, proposed="insult", chosen="", certainty=found[0].certainty)
    make_if_news(now=NOW)
    assert curves_of(Part.DECENCY).keys() == {"insult"}
    assert judge(cast, words) == []
    # one in twenty is shown all the same, or people could never say that it was wrong
    assert [one.ground for one in judge(cast, words, is_of_share=True)] == ["insult"]
    assert {one.ground for one in judge(cast, "Я вас убью, подожгу вашу контору")} == {"threat"}


def test_a_word_that_moderators_let_be_is_left_alone_and_another_of_its_ground_is_not(cast: Cast) -> None:
    let_be, hidden = "Вы идиоты! Когда уберёте снег?", "Дебилы! Когда уберёте снег?"
    for words, chosen in ((let_be, ""), (hidden, "insult")):
        (found,) = judge(cast, words)
        signs = signs_of_finding(as_found(found), words)
        _decide(cast, Part.DECENCY, proposed="insult", chosen=chosen, certainty=found.certainty, signs=signs)
    make_if_news(now=NOW)
    row = OwnCurve.objects.get()
    assert (row.outcome, row.is_in_use) == ("better", True)
    assert all(name.split()[0] in ("rule", "word") and not name.isalpha() for name in row.weights)
    assert judge(cast, let_be) == []
    assert [one.ground for one in judge(cast, hidden)] == ["insult"]
    use_version(SHIPPED, by=None, now=NOW + timedelta(days=1))
    assert [one.ground for one in judge(cast, let_be)] == ["insult"]


def test_a_kind_of_pair_that_people_hold_apart_is_told_from_others(cast: Cast) -> None:
    """Here residents' questions are never joined with complaints; the machine was as sure of both kinds."""
    asked, told = ("Яма на Мира 4. Когда заделают?", PIT), ("Мира 4, провалился асфальт", PIT)
    for pair, chosen in ((asked, "different"), (told, "same")):
        _decide(cast, Part.SAME, proposed="same", chosen=chosen, signs=features_of_pair(*pair))
    make_if_news(now=NOW)
    curve = curve_of_pairs()
    assert curve(0.7, features_of_pair(*asked)) < 0.5 < curve(0.7, features_of_pair(*told))


def test_what_was_hidden_on_another_ground_is_no_word_against_a_finding(cast: Cast) -> None:
    found = judge(cast, "Вы идиоты! Когда уберёте снег?")
    _decide(cast, Part.DECENCY, proposed="insult", chosen="profanity", certainty=found[0].certainty)
    make_if_news(now=NOW)
    assert curves_of(Part.DECENCY).get("insult", IDENTITY)(found[0].certainty) >= found[0].certainty


def test_curves_and_decisions_of_other_certainties_are_passed_over(cast: Cast) -> None:
    teach(cast, "different", part=Part.SAME, proposed="same", certainty=0.7, base="older")
    make_if_news(now=NOW)
    assert not OwnCurve.objects.exists()
    _decide(cast, Part.SAME, proposed="same", chosen="different")
    make_if_news(now=NOW)
    assert curve_of_pairs()(0.7) < 0.5
    # Otklik was updated: certainties are others now
    OwnCurve.objects.update(base="older")
    assert curve_of_pairs() == IDENTITY
    assert "другой версии" in list_curves()[0]
    _decide(cast, Part.SAME, proposed="same", chosen="same", at_most=1, at=NOW + timedelta(days=1))
    OwnExample.objects.filter(at__lte=NOW).update(base="older")
    make_if_news(now=NOW + timedelta(days=2))
    row = OwnCurve.objects.get()
    assert (row.is_in_use, row.base, row.examples) == (False, base_of(Part.SAME), 1)


def test_a_few_decisions_change_nothing_and_say_so(cast: Cast) -> None:
    _decide(cast, Part.SAME, proposed="same", chosen="different", at_most=20)
    make_if_news(now=NOW)
    row = OwnCurve.objects.get()
    assert (row.outcome, row.is_in_use, row.examples, OwnModel.objects.count()) == ("too_few", False, 20, 0)
    said = StringIO()
    call_command("triage", "models", stdout=said)
    assert "20" in said.getvalue()
    assert "пока ничего не меняет. Последняя проба: решений мало" in list_curves()[0]


@pytest.mark.parametrize("ground", sorted(ALWAYS_SHOWN))
def test_of_what_is_always_shown_no_curve_is_tried(cast: Cast, ground: str) -> None:
    _decide(cast, Part.DECENCY, proposed=ground, chosen="", at_most=120)
    make_if_news(now=NOW)
    assert list_curves() == []


def as_found(row: Finding) -> Found:
    """A finding as rules leave it."""
    return Found(row.rule, row.ground, row.start, row.end, row.certainty)


def judge(cast: Cast, text: str, *, is_of_share: bool = False) -> list[Finding]:
    """What is found in a message that is, or is not, of the share that no curve leaves out."""
    while True:
        message = write_message(cast, text, author=None, thread=f"said-{ResidentMessage.objects.count()}", at=NOW)
        if is_shown_anyway(str(message.id)) is is_of_share:
            judge_messages([message], now=NOW, remember=keep_fingerprints)
            return list(Finding.objects.filter(verdict__message=message).order_by("id"))
