"""What the evidence of a decision holds beside the message: until when, by which rules since when, by whose word."""

from datetime import timedelta

import pytest

from otklik.moderation.bans.services import confirm_ban, propose_ban
from otklik.moderation.deciding_objections import refuse
from otklik.moderation.models import Decision, EvidenceRecord, Fact, MayDo
from otklik.moderation.objections.objecting import object_to, open_way
from otklik.moderation.rules.page_rules import NewRules, enter_rules
from otklik.moderation.rules.policy import Permission, enter_permissions
from otklik.moderation.services import Charge, hide
from otklik.moderation.tests.said import PROFANE, say, write_privately
from otklik.moderation.tests.test_ban import AGAIN
from tests.town import NOW, Town, build_town

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return build_town()


def kept(act: str, fact: Fact = Fact.DECIDED) -> dict[str, object]:
    """The details of a fact about the newest decision of this act."""
    decision = Decision.objects.filter(act=act).latest("id")
    details: dict[str, object] = EvidenceRecord.objects.get(file__decision=decision, act=fact).details
    return details


def test_of_a_ban_it_keeps_until_when(town: Town) -> None:
    ban = propose_ban(say(town).id, AGAIN, term="week", by=town.moderator, now=NOW)
    confirm_ban(ban.id, by=town.manager, now=NOW)
    decided = kept("ban")["decision"]
    assert isinstance(decided, dict)
    assert (decided["term"], decided["until"]) == ("week", (NOW + timedelta(days=7)).isoformat())


def test_it_keeps_since_when_the_rules_were_in_force(town: Town) -> None:
    rules = NewRules(town.page.id, NOW.date(), "1.1 Мат запрещён.", {"profanity": "1.1"})
    enter_rules(rules, by=town.coordinator, now=NOW)
    hide(say(town).id, PROFANE, by=town.moderator, now=NOW)
    told = kept("hide")["rules"]
    assert isinstance(told, dict)
    assert (told["clause"], told["since"]) == ("1.1", NOW.date().isoformat())


def test_of_what_the_machine_hid_it_keeps_by_whose_word(town: Town) -> None:
    enter_permissions(None, {"profanity": Permission(MayDo.NOTHING)}, since_on=NOW.date(), by=town.coordinator, now=NOW)
    hides = {"profanity": Permission(MayDo.HIDE, 0.9)}
    enter_permissions(town.page.id, hides, since_on=NOW.date(), by=town.coordinator, now=NOW)
    say(town)
    decided = kept("hide")["decision"]
    assert isinstance(decided, dict)
    permission = decided["permission"]
    assert (permission["may_do"], permission["least_certainty"]) == ("hide", 0.9)
    assert (permission["since"], permission["entered_by"]) == (NOW.date().isoformat(), town.coordinator.name)


def test_where_a_person_decided_no_permission_is_named(town: Town) -> None:
    hide(say(town).id, PROFANE, by=town.moderator, now=NOW)
    decided = kept("hide")["decision"]
    assert isinstance(decided, dict)
    assert decided["permission"] == {}


@pytest.mark.parametrize("has_talk", [True, False])
def test_of_an_objection_it_keeps_whether_its_end_was_written_to_the_author(town: Town, has_talk: bool) -> None:
    if has_talk:
        write_privately(town)
    decision = hide(say(town).id, Charge("profanity"), by=town.manager, now=NOW)
    objection = object_to_by_hand(decision)
    refuse(objection, by=town.moderator, answer="Брань осталась бранью", now=NOW)
    assert kept("hide", Fact.OBJECTION_REFUSED)["written_privately"] is has_talk


def object_to_by_hand(decision: Decision) -> int:
    """The author got a number and a code by phone, and objects."""
    open_way(decision, now=NOW)
    return object_to(decision.id, text="Это цитата", now=NOW).id
