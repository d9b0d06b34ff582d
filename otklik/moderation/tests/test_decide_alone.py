"""What the machine does by itself: a table. Nothing unless somebody allowed it, and never for criticism."""

from datetime import date, timedelta

import pytest

from otklik.delivery.models import OutboxAct
from otklik.moderation.errors import UnfitRules
from otklik.moderation.models import Decision, MayDo, Review, ReviewState
from otklik.moderation.rules.grounds import GROUND_NAMES, UNCLEAR, danger_of
from otklik.moderation.rules.page_rules import NewRules, enter_rules, find_version, list_versions, rules_on
from otklik.moderation.rules.policy import Permission, Suspicion, decide_alone, enter_permissions, permissions_on
from otklik.moderation.tests.said import PLAIN, case_of, say, write_privately
from otklik.pages.models import PageAlarm
from otklik.triage.findings import GROUNDS
from tests.town import NOW, build_town

TODAY = NOW.date()
HIDES, TELLS = Permission(MayDo.HIDE, 0.9), Permission(MayDo.HIDE_AND_TELL, 0.9)
CALLS = Permission(MayDo.TO_PERSON, 0.5)
CLAUSES = dict.fromkeys(GROUNDS, "2.1")

CASES = [
    ("nothing found", [], {"profanity": HIDES}, MayDo.NOTHING, ""),
    ("nobody allowed anything", [("profanity", 1.0)], {}, MayDo.NOTHING, ""),
    ("allowed and sure", [("profanity", 0.95)], {"profanity": HIDES}, MayDo.HIDE, "profanity"),
    ("exactly as sure as it must be", [("profanity", 0.9)], {"profanity": HIDES}, MayDo.HIDE, "profanity"),
    ("not sure enough", [("profanity", 0.89)], {"profanity": HIDES}, MayDo.NOTHING, ""),
    ("allowed for something else", [("insult", 1.0)], {"profanity": HIDES}, MayDo.NOTHING, ""),
    ("hide and tell", [("flood", 1.0)], {"flood": TELLS}, MayDo.HIDE_AND_TELL, "flood"),
    ("the worse ground names it", [("flood", 1.0), ("insult", 0.9)], {"flood": HIDES, "insult": TELLS},
     MayDo.HIDE_AND_TELL, "insult"),
    ("a threat goes to a person", [("threat", 0.3)], {}, MayDo.TO_PERSON, "threat"),
    ("also beside an oath", [("profanity", 1.0), ("hate", 0.4)], {"profanity": HIDES}, MayDo.TO_PERSON, "hate"),
    ("a danger to people", [("danger", 0.6)], {"danger": HIDES}, MayDo.TO_PERSON, "danger"),
    ("a person is wanted", [("profanity", 1.0), ("links", 0.6)], {"profanity": HIDES, "links": CALLS},
     MayDo.TO_PERSON, "links"),
    ("criticism is on no list", [("criticism", 1.0)], {"criticism": HIDES}, MayDo.NOTHING, ""),
    ("a rule that broke is no ground", [(UNCLEAR, 0.0)], {UNCLEAR: HIDES}, MayDo.NOTHING, ""),
]  # fmt: skip


@pytest.mark.parametrize(("what", "found", "permissions", "may_do", "ground"), CASES, ids=[one[0] for one in CASES])
def test_it_does_what_the_table_says(
    what: str, found: list[tuple[str, float]], permissions: dict[str, Permission], may_do: MayDo, ground: str
) -> None:
    alone = decide_alone([Suspicion(*one) for one in found], permissions, clauses=CLAUSES | {"criticism": "9"})
    assert (alone.may_do, alone.ground) == (may_do, ground)


def test_it_hides_nothing_that_the_rules_of_the_page_do_not_forbid() -> None:
    assert decide_alone([Suspicion("links", 1.0)], {"links": HIDES}, clauses={}).may_do is MayDo.NOTHING


def test_it_ranks_every_ground_and_threats_before_oaths() -> None:
    assert set(GROUNDS) <= set(GROUND_NAMES)
    assert danger_of("danger") < danger_of("threat") < danger_of("profanity") < danger_of("flood") < danger_of(UNCLEAR)
    assert danger_of("a_ground_of_tomorrow") < danger_of("insult")


@pytest.mark.django_db
def test_it_hides_by_itself_what_the_owner_allowed_and_passes_the_case_on() -> None:
    town = build_town()
    write_privately(town)
    allowed = {"profanity": Permission(MayDo.HIDE_AND_TELL, 0.5)}
    enter_permissions(town.page.id, allowed, since_on=TODAY, by=town.moderator, now=NOW)
    message = say(town)
    decision = Decision.objects.get()
    assert (decision.act, decision.decided_by, decision.ground, decision.clause) == ("hide", None, "profanity", "2.1")
    assert decision.certainty is not None
    assert decision.certainty >= 0.5
    assert set(OutboxAct.objects.values_list("kind", flat=True)) == {"hide", "message"}
    assert case_of(message).state == "new"
    assert Review.objects.get(message=message).state == ReviewState.DECIDED
    say(town, PLAIN + " Мэр врёт и ничего не делает!", number=11)
    assert Decision.objects.count() == 1


@pytest.mark.django_db
def test_it_calls_a_person_at_once_by_an_alarm_that_ends_when_somebody_has_decided() -> None:
    town = build_town()
    enter_permissions(None, {"profanity": CALLS}, since_on=TODAY, by=town.moderator, now=NOW)
    message = say(town)
    assert Review.objects.get().is_urgent
    alarm = PageAlarm.objects.get(kind="danger")
    assert alarm.ended_at is None
    from otklik.moderation.services import let_be

    let_be(message.id, by=town.moderator, now=NOW)
    alarm.refresh_from_db()
    assert alarm.ended_at is not None


@pytest.mark.django_db
def test_it_keeps_dated_permissions_the_page_before_all_pages() -> None:
    town = build_town()
    later = TODAY + timedelta(days=7)
    assert permissions_on(town.page.id, TODAY)["flood"] == Permission()
    enter_permissions(None, {"flood": HIDES}, since_on=TODAY, by=town.moderator, now=NOW)
    enter_permissions(town.page.id, {"flood": TELLS}, since_on=later, by=town.moderator, now=NOW)
    assert permissions_on(town.page.id, TODAY)["flood"].may_do is MayDo.HIDE
    assert permissions_on(town.page.id, later)["flood"].may_do is MayDo.HIDE_AND_TELL
    assert permissions_on(None, later)["flood"].may_do is MayDo.HIDE
    refused = {"threat": HIDES}, {"criticism": HIDES}, {"flood": Permission(MayDo.HIDE, 0.3)}
    for permissions in refused:
        with pytest.raises(UnfitRules):
            enter_permissions(None, permissions, since_on=TODAY, by=town.moderator, now=NOW)
    with pytest.raises(UnfitRules, match="over"):
        enter_permissions(None, {}, since_on=date(2020, 1, 1), by=town.moderator, now=NOW)


@pytest.mark.django_db
def test_it_keeps_every_version_of_the_rules_by_its_name() -> None:
    town = build_town()
    shipped = rules_on(town.page.id, TODAY)
    assert shipped.words_of("profanity").startswith("2.1. Писать нецензурную брань")
    assert all(shipped.words_of(ground) for ground in GROUNDS)
    enter_rules(NewRules(town.page.id, TODAY, "1. Не ругаться", {"profanity": "1"}), by=town.moderator, now=NOW)
    first = rules_on(town.page.id, TODAY)
    enter_rules(NewRules(town.page.id, TODAY, "1. Не ругаться матом", {"profanity": "1"}), by=town.moderator, now=NOW)
    assert rules_on(town.page.id, TODAY).text == "1. Не ругаться матом"
    assert find_version(first.version) == first
    assert find_version(shipped.version) == shipped
    assert find_version("rules-0") is None
    assert len(list_versions(town.page.id)) == 2
    with pytest.raises(UnfitRules, match="empty"):
        enter_rules(NewRules(None, TODAY, " \u200b\ufe0f", {}), by=town.moderator, now=NOW)
    with pytest.raises(UnfitRules, match="no clause 7"):
        enter_rules(NewRules(None, TODAY, "1. Не ругаться", {"profanity": "7"}), by=town.moderator, now=NOW)
