"""Whether the author was told: what the moderator, the case, the evidence and the report say of a refused notice."""

from datetime import date

import pytest

from otklik.delivery.models import OutboxAct, OutboxState
from otklik.intake.models import ResidentMessage
from otklik.moderation.bans.selectors import list_bans
from otklik.moderation.bans.services import confirm_ban, propose_ban
from otklik.moderation.evidence.dossier import access_dossier
from otklik.moderation.evidence.services import note_ends
from otklik.moderation.models import Decision, EvidenceRecord, Fact
from otklik.moderation.queue.card import access_card
from otklik.moderation.report import Month, report_month
from otklik.moderation.selectors import ReviewQuery, View, list_reviews
from otklik.moderation.services import Charge, hide
from otklik.moderation.tests.said import PROFANE, say, write_in_max, write_privately
from otklik.moderation.tests.test_ban import AGAIN
from otklik.moderation.told import ERASED_BEFORE, IN_PUBLIC, NOTHING_LEFT, HowTold, NoticeShown, find_notices, notice_of
from otklik.worker.erasing import erase_person, find_person
from tests.flow import run_flow
from tests.town import NOW, Town, build_town

pytestmark = pytest.mark.django_db
TELL = Charge("profanity", tells=True)
CLOSED = "The resident does not receive messages from the page."
NOVEMBER = Month(date(2026, 11, 1))


@pytest.fixture
def town() -> Town:
    return build_town()


@pytest.fixture
def hidden(town: Town) -> ResidentMessage:
    """A comment that the network has hidden, by an author who once wrote privately; the notice goes out."""
    write_privately(town)
    message = say(town)
    hide(message.id, TELL, by=town.moderator, now=NOW)
    OutboxAct.objects.filter(kind="hide").update(state=OutboxState.SENT, settled_at=NOW)
    run_flow()
    return message


def notice_ends(state: OutboxState, *, reason: str = "") -> None:
    """The network answers the notice."""
    OutboxAct.objects.filter(kind="message").update(state=state, reason=reason, settled_at=NOW)
    run_flow()


def shown(town: Town, message: ResidentMessage) -> NoticeShown:
    """What the moderator reads beside the decision."""
    return access_card(town.moderator, message.id, now=NOW).decisions[0].told


def counted(town: Town) -> tuple[int, int]:
    """Authors told, and notices that did not arrive, in the report of the month."""
    (row,) = report_month(town.manager, NOVEMBER)
    return row.told, row.unreached


def told_fact() -> dict[str, object]:
    """What the evidence keeps of the notice."""
    note_ends(now=NOW)
    details: dict[str, object] = EvidenceRecord.objects.get(act=Fact.TOLD).details
    return details


def test_who_got_the_notice_is_told(town: Town, hidden: ResidentMessage) -> None:
    assert (shown(town, hidden).told, counted(town)) == (HowTold.UNDER_WAY, (0, 0))
    notice_ends(OutboxState.SENT)
    assert (shown(town, hidden), counted(town)) == (NoticeShown(HowTold.TOLD, "hide"), (1, 0))
    assert told_fact()["told"] == "told"


def test_who_takes_no_messages_was_not_told_and_the_moderator_reads_what_to_do(
    town: Town, hidden: ResidentMessage
) -> None:
    notice_ends(OutboxState.FAILED, reason=CLOSED)
    refused = NoticeShown(HowTold.NOT_TOLD, "hide", CLOSED, IN_PUBLIC)
    assert shown(town, hidden) == refused
    assert find_notices([hidden.id]) == {hidden.id: refused}
    assert access_dossier(town.moderator, Decision.objects.get().id, now=NOW).notice == refused
    (row,) = list_reviews(town.moderator, ReviewQuery(view=View.DECIDED), now=NOW).rows
    assert row.is_unreached
    assert counted(town) == (0, 1)
    fact = told_fact()
    assert (fact["told"], fact["not_told_because"]) == ("not_told", CLOSED)
    assert fact["text"]


def test_of_a_notice_without_an_answer_nobody_knows(town: Town, hidden: ResidentMessage) -> None:
    notice_ends(OutboxState.UNKNOWN, reason="VK did not answer.")
    assert (shown(town, hidden).told, shown(town, hidden).next_step) == (HowTold.UNKNOWN, IN_PUBLIC)
    assert counted(town) == (0, 1)
    assert told_fact()["told"] == "unknown"


def test_to_a_private_message_there_is_no_other_answer(town: Town, hidden: ResidentMessage) -> None:
    notice_ends(OutboxState.FAILED, reason=CLOSED)
    hidden.kind = "private"
    hidden.save()
    decision = Decision.objects.select_related("message", "notice_act").get()
    assert notice_of(decision).next_step == NOTHING_LEFT


def test_a_banned_author_who_takes_no_messages_was_not_told(town: Town) -> None:
    ban = propose_ban(write_in_max(town).id, AGAIN, term="day", by=town.moderator, now=NOW)
    confirm_ban(ban.id, by=town.manager, now=NOW)
    OutboxAct.objects.filter(kind="ban").update(state=OutboxState.SENT, settled_at=NOW)
    run_flow()
    notice_ends(OutboxState.FAILED, reason=CLOSED)
    assert [row.told for row in list_bans(town.moderator).rows] == [
        NoticeShown(HowTold.NOT_TOLD, "ban", CLOSED, IN_PUBLIC)
    ]  # fmt: skip


def test_who_never_wrote_reads_the_same_next_step(town: Town) -> None:
    message = say(town)
    hide(message.id, TELL, by=town.moderator, now=NOW)
    OutboxAct.objects.update(state=OutboxState.SENT, settled_at=NOW)
    run_flow()
    assert (shown(town, message).told, shown(town, message).next_step) == (HowTold.NOT_TOLD, IN_PUBLIC)
    assert counted(town) == (0, 0)


def test_where_nobody_was_to_be_told_nothing_is_said(town: Town) -> None:
    message = say(town)
    hide(message.id, PROFANE, by=town.moderator, now=NOW)
    assert shown(town, message) == NoticeShown(HowTold.NOBODY, "hide")
    (row,) = list_reviews(town.moderator, ReviewQuery(view=View.DECIDED), now=NOW).rows
    assert not row.is_unreached


def test_the_counts_stay_when_the_author_is_erased(town: Town, hidden: ResidentMessage) -> None:
    notice_ends(OutboxState.FAILED, reason=CLOSED)
    erase_person(find_person("vk", "501"), by=None, because="152-ФЗ", now=NOW)
    assert counted(town) == (0, 1)
    assert hidden.id


def test_a_notice_that_an_erasing_called_off_says_so(town: Town) -> None:
    write_privately(town)
    hide(say(town).id, TELL, by=town.moderator, now=NOW)
    erase_person(find_person("vk", "501"), by=None, because="152-ФЗ", now=NOW)
    decision = Decision.objects.select_related("message", "notice_act").get()
    assert (notice_of(decision).told, notice_of(decision).because) == (HowTold.NOT_TOLD, ERASED_BEFORE)
