"""Bans: two people, a term, a notice, an end by itself; and networks that cannot."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from otklik.delivery.errors import CannotBeDone
from otklik.delivery.models import OutboxAct, OutboxState
from otklik.moderation.bans.selectors import list_bans
from otklik.moderation.bans.services import confirm_ban, end_bans, lift_ban, propose_ban, refuse_ban
from otklik.moderation.errors import DecidedMeanwhile, NoSuchBan, NotModerated
from otklik.moderation.evidence.services import note_ends
from otklik.moderation.hiding.claims import hash_wording
from otklik.moderation.models import Ban, BanState, Decision, EvidenceRecord
from otklik.moderation.objections.objecting import LEFT_OUT, find_by_code, object_to
from otklik.moderation.services import Charge
from otklik.moderation.tests.said import BLANK, say, write_in_max, write_privately
from otklik.pages.models import Connection, Page
from tests.flow import run_flow
from tests.town import NOW, Town, arrive, build_town, comment, push

pytestmark = pytest.mark.django_db
AGAIN = Charge("insult", because="третий раз за неделю")


@pytest.fixture
def town() -> Town:
    return build_town()


def test_it_takes_two_people_a_reason_and_a_term(town: Town) -> None:
    write_privately(town)
    message = say(town)
    for charge, term in (
        (Charge("insult"), "day"),
        (Charge("insult", because=BLANK), "day"),
        (AGAIN, ""),
        (AGAIN, "year"),
        (Charge("", because="хам"), "day"),
    ):
        with pytest.raises(NotModerated):
            propose_ban(message.id, charge, term=term, by=town.moderator, now=NOW)
    ban = propose_ban(message.id, AGAIN, term="three_days", by=town.moderator, now=NOW)
    with pytest.raises(NotModerated, match="another person"):
        confirm_ban(ban.id, by=town.moderator, now=NOW)
    with pytest.raises(NoSuchBan):
        confirm_ban(ban.id, by=town.stranger, now=NOW)
    with pytest.raises(NoSuchBan):
        confirm_ban(ban.id, by=town.executor, now=NOW)
    assert not OutboxAct.objects.exists()
    confirm_ban(ban.id, by=town.manager, now=NOW)
    act = OutboxAct.objects.get(kind="ban")
    assert (act.target_id, act.ban_until) == ("501", NOW + timedelta(days=3))
    with pytest.raises(DecidedMeanwhile):
        confirm_ban(ban.id, by=town.coordinator, now=NOW)
    with pytest.raises(NotModerated, match="banned already"):
        propose_ban(message.id, AGAIN, term="day", by=town.moderator, now=NOW)


def test_nobody_is_banned_for_words_that_no_longer_stand_there(town: Town) -> None:
    message = say(town)
    read = replace(AGAIN, wording=hash_wording(message.text))
    ban = propose_ban(message.id, read, term="day", by=town.moderator, now=NOW)
    arrive(town.page, push("wall_reply_edit", comment(9, "Спасибо, извините!")))
    run_flow()
    with pytest.raises(DecidedMeanwhile, match="changed the words after the ban was proposed"):
        confirm_ban(ban.id, by=town.manager, now=NOW)
    assert not OutboxAct.objects.exists()
    refuse_ban(ban.id, because="исправился", by=town.manager, now=NOW)
    with pytest.raises(DecidedMeanwhile, match="after you read them"):
        propose_ban(message.id, read, term="day", by=town.moderator, now=NOW)


def test_an_author_who_never_wrote_privately_reads_beside_the_ban_how_to_object(town: Town) -> None:
    ban = propose_ban(say(town).id, AGAIN, term="day", by=town.moderator, now=NOW)
    confirm_ban(ban.id, by=town.manager, now=NOW)
    act = OutboxAct.objects.get(kind="ban")
    decision = Decision.objects.get(act="ban")
    assert decision.no_notice_because == ""
    assert decision.is_told_in_network
    assert "пункт 2.2 правил страницы. Если это ошибка, возразите здесь: " in act.text
    number, code = re.findall(r"(?:номер|код) ([A-Z0-9]+)", act.text)
    assert decision.notice_text == act.text.replace(code, LEFT_OUT)
    found = find_by_code(number, code, address="192.0.2.1", now=NOW)
    object_to(found, text="Это не я", now=NOW)
    assert [row.is_told_in_network for row in list_bans(town.moderator).rows] == [True]


def test_whoever_can_be_told_beside_the_ban_is_not_written_to_since_vk_refuses_it_then(town: Town) -> None:
    write_privately(town)
    ban = propose_ban(say(town).id, AGAIN, term="day", by=town.moderator, now=NOW)
    confirm_ban(ban.id, by=town.manager, now=NOW)
    assert OutboxAct.objects.get(kind="ban").text
    assert Decision.objects.get(act="ban").is_told_in_network
    assert not OutboxAct.objects.filter(kind="message").exists()


def test_an_author_whom_the_network_tells_nothing_beside_the_ban_is_told_privately_until_when(town: Town) -> None:
    message = write_in_max(town)
    ban = propose_ban(message.id, AGAIN, term="three_days", by=town.moderator, now=NOW)
    confirm_ban(ban.id, by=town.manager, now=NOW)
    assert OutboxAct.objects.get(kind="ban").text == ""
    decision = Decision.objects.get(act="ban")
    assert decision.notice_act == OutboxAct.objects.get(kind="message")
    assert "27 ноября" in OutboxAct.objects.get(kind="message").text
    assert not decision.is_told_in_network


def test_it_ends_by_itself(town: Town) -> None:
    ban = propose_ban(say(town).id, AGAIN, term="day", by=town.moderator, now=NOW)
    confirm_ban(ban.id, by=town.manager, now=NOW)
    assert end_bans(now=NOW + timedelta(hours=23)) == 0
    assert end_bans(now=NOW + timedelta(days=1)) == 1
    assert OutboxAct.objects.filter(kind="unban", target_id="501").exists()
    ban.refresh_from_db()
    assert ban.state == BanState.ENDED
    assert end_bans(now=NOW + timedelta(days=2)) == 0


def test_it_never_ends_by_itself_when_it_is_for_ever_but_can_be_lifted(town: Town) -> None:
    ban = propose_ban(say(town).id, AGAIN, term="for_ever", by=town.moderator, now=NOW)
    confirm_ban(ban.id, by=town.manager, now=NOW)
    assert end_bans(now=NOW + timedelta(days=4000)) == 0
    with pytest.raises(NotModerated, match="why"):
        lift_ban(ban.id, because=BLANK, by=town.moderator, now=NOW)
    lift_ban(ban.id, because="извинился", by=town.moderator, now=NOW)
    assert Decision.objects.get(act="unban").because == "извинился"


def test_it_does_nothing_when_the_second_person_refuses(town: Town) -> None:
    ban = propose_ban(say(town).id, AGAIN, term="day", by=town.moderator, now=NOW)
    with pytest.raises(NotModerated, match="why not"):
        refuse_ban(ban.id, because=BLANK, by=town.coordinator, now=NOW)
    refuse_ban(ban.id, because="это критика", by=town.coordinator, now=NOW)
    ban.refresh_from_db()
    assert (ban.state, ban.decision.state) == (BanState.REFUSED, "refused")
    assert not OutboxAct.objects.exists()


def test_it_says_at_once_where_the_network_bans_nobody_for_us(town: Town) -> None:
    message = say(town)
    Page.objects.filter(id=town.page.id).update(network="ok")
    with pytest.raises(CannotBeDone, match="OK lets no application ban"):
        propose_ban(message.id, AGAIN, term="day", by=town.moderator, now=NOW)


def test_it_calls_a_person_when_the_term_is_over_and_the_network_lifts_no_ban(town: Town) -> None:
    message = say(town)
    Page.objects.filter(id=town.page.id).update(network="max")
    ban = propose_ban(message.id, AGAIN, term="week", by=town.moderator, now=NOW)
    confirm_ban(ban.id, by=town.manager, now=NOW)
    act = OutboxAct.objects.get(kind="ban")
    assert (act.ban_until, act.text) == (None, "")
    assert "never wrote" in Decision.objects.get(act="ban").no_notice_because
    end_bans(now=NOW + timedelta(days=7))
    ban.refresh_from_db()
    assert ban.state == BanState.TO_LIFT
    lift_ban(ban.id, because="сняла в канале", by=town.moderator, now=NOW)
    assert Ban.objects.get().state == BanState.ENDED


def test_it_notes_that_the_network_did_not_take_it(town: Town) -> None:
    ban = propose_ban(say(town).id, AGAIN, term="day", by=town.moderator, now=NOW)
    confirm_ban(ban.id, by=town.manager, now=NOW)
    assert Decision.objects.get(act="ban").is_told_in_network
    OutboxAct.objects.filter(kind="ban").update(state=OutboxState.FAILED, settled_at=NOW)
    run_flow()
    ban.refresh_from_db()
    assert ban.state == BanState.FAILED
    decision = Decision.objects.get(act="ban")
    assert (decision.notice_text, decision.is_told_in_network) == ("", False)
    assert "never wrote" in decision.no_notice_because
    note_ends(now=NOW)
    told = EvidenceRecord.objects.get(file__decision=decision, act="told")
    assert told.details["not_told_because"] == decision.no_notice_because


def test_it_bans_nobody_without_the_token_that_it_needs(town: Town) -> None:
    message = say(town)
    Connection.objects.update(admin_token=b"")
    with pytest.raises(CannotBeDone):
        propose_ban(message.id, AGAIN, term="day", by=town.moderator, now=NOW)
