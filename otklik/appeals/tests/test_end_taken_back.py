"""A case that staff had begun when its message was deleted in the network: may it end? Who deleted it decides."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from otklik.appeals.models import Appeal
from otklik.appeals.refusals import NotAllowedNow, ReasonMissing
from otklik.appeals.services import take_step
from otklik.appeals.states import Act, Outcome, State
from otklik.appeals.workflow import Reason
from otklik.audit.models import AuditRecord
from otklik.intake.merging import DeletedBy
from otklik.intake.models import ResidentMessage
from otklik.moderation.outside import note_outside_acts
from otklik.organizations.models import Staff
from tests.flow import run_flow
from tests.markup import parse
from tests.town import GROUP, POST, Town, arrive, comment, push

POTHOLE = "На улице Ленина, 5 огромная яма на дороге, машины разбивают колёса. Когда отремонтируют?"
AUTHOR, ADMINISTRATOR = 501, 9
WHY = Reason(text="Автор удалил комментарий сам")


def gone(town: Town, number: int = 501, **told: Any) -> None:
    """VK tells of a deletion, and by whom, or not."""
    arrive(town.page, push("wall_reply_delete", {"owner_id": -GROUP, "id": number, "post_id": POST} | told))
    run_flow()


def end(town: Town, appeal: Appeal, reason: Reason = WHY) -> Appeal:
    appeal.refresh_from_db()
    now = datetime.now(UTC)
    take_step(appeal.number, Act.ACCEPT_WITHDRAWAL, by=town.manager, reason=reason, version=appeal.version, now=now)
    return Appeal.objects.get(id=appeal.id)


@pytest.fixture
def begun(town: Town) -> Appeal:
    """A case that its executor has taken up."""
    arrive(town.page, push("wall_reply_new", comment(501, POTHOLE, author=AUTHOR)))
    run_flow()
    appeal = Appeal.objects.get()
    if appeal.state == State.NEW:
        appeal.state = State.ASSIGNED
        appeal.save()
    take_step(appeal.number, Act.TAKE, by=town.executor, reason=Reason(), version=None, now=datetime.now(UTC))
    return Appeal.objects.get()


def test_staff_end_it_with_a_reason_where_the_author_deleted_it(town: Town, begun: Appeal) -> None:
    gone(town, deleter_id=AUTHOR)
    begun.refresh_from_db()
    assert begun.state == State.IN_WORK
    with pytest.raises(ReasonMissing):
        end(town, begun, Reason())
    ended = end(town, begun)
    assert (ended.state, ended.outcome, ended.due_at) == (State.CLOSED, Outcome.WITHDRAWN, None)
    told = AuditRecord.objects.get(act="accept_withdrawal", subject=f"appeal:{ended.number}")
    assert (told.actor_id, told.because) == (town.manager.staff_id, WHY.text)


@pytest.mark.parametrize("told", [{"deleter_id": ADMINISTRATOR}, {}, {"deleter_id": "?"}])
def test_it_waits_for_an_answer_where_that_is_not_known(town: Town, begun: Appeal, told: dict[str, Any]) -> None:
    gone(town, **told)
    with pytest.raises(NotAllowedNow):
        end(town, begun)


def test_one_deletion_by_somebody_else_is_enough_to_doubt(town: Town, begun: Appeal) -> None:
    gone(town, deleter_id=ADMINISTRATOR)
    arrive(town.page, push("wall_reply_restore", comment(501, POTHOLE, author=AUTHOR)))
    gone(town, deleter_id=AUTHOR)
    assert ResidentMessage.objects.get().deleted_by == DeletedBy.ANOTHER
    with pytest.raises(NotAllowedNow):
        end(town, begun)


def test_it_waits_where_another_resident_asks_on(town: Town, begun: Appeal) -> None:
    more = "И на Свердлова, 7 такая же яма, там разбили уже три машины. Почините обе!"
    arrive(town.page, push("wall_reply_new", comment(502, more, author=777, root=501, minutes=5)))
    gone(town, deleter_id=AUTHOR)
    with pytest.raises(NotAllowedNow):
        end(town, begun)
    gone(town, 502, deleter_id=777)
    assert end(town, begun).state == State.CLOSED


def test_staff_end_it_too_where_a_deletion_came_before_its_message(town: Town, begun: Appeal) -> None:
    more = "И на Свердлова, 7 такая же яма, там разбили уже три машины. Почините обе!"
    gone(town, 502, deleter_id=777)
    arrive(town.page, push("wall_reply_new", comment(502, more, author=777, root=501, minutes=5)))
    gone(town, deleter_id=AUTHOR)
    assert end(town, begun).state == State.CLOSED


def test_it_waits_where_somebody_else_deleted_what_had_not_come_yet(town: Town, begun: Appeal) -> None:
    gone(town, 502, deleter_id=ADMINISTRATOR)
    more = "И на Свердлова, 7 такая же яма, там разбили уже три машины. Почините обе!"
    arrive(town.page, push("wall_reply_new", comment(502, more, author=777, root=501, minutes=5)))
    gone(town, deleter_id=AUTHOR)
    with pytest.raises(NotAllowedNow):
        end(town, begun)


def test_it_waits_where_a_joined_case_waits_for_its_answer(town: Town, begun: Appeal) -> None:
    Appeal.objects.create(
        duplicate_of=begun, state=State.CLOSED, outcome=Outcome.DUPLICATE, body=begun.body, kind="problem",
        channel="phone", opened_at=begun.opened_at, changed_at=begun.opened_at, number=4711,
    )  # fmt: skip
    gone(town, deleter_id=AUTHOR)
    with pytest.raises(NotAllowedNow):
        end(town, begun)


def test_what_we_hid_ourselves_nobody_has_taken_back(town: Town, begun: Appeal) -> None:
    ResidentMessage.objects.update(is_hidden=True)
    gone(town, deleter_id=AUTHOR)
    with pytest.raises(NotAllowedNow):
        end(town, begun)


def test_what_stands_there_again_is_a_new_case(town: Town, begun: Appeal) -> None:
    gone(town, deleter_id=AUTHOR)
    end(town, begun)
    arrive(town.page, push("wall_reply_restore", comment(501, POTHOLE, author=AUTHOR)))
    run_flow()
    assert Appeal.objects.exclude(id=begun.id).get().state != State.CLOSED


def test_the_number_of_whoever_deleted_it_is_not_kept(town: Town, begun: Appeal) -> None:
    gone(town, deleter_id=ADMINISTRATOR)
    message = ResidentMessage.objects.get()
    assert (message.deleted_by, list(message.deleters.values())) == (DeletedBy.ANOTHER, ["another"])


@pytest.mark.parametrize(
    ("told", "words", "is_offered"),
    [
        ({"deleter_id": AUTHOR}, "удалено автором", True),
        ({"deleter_id": ADMINISTRATOR}, "удалено в сети не автором", False),
        ({}, "удалено автором или сетью", False),
    ],
)
def test_the_page_says_who_deleted_it(
    town: Town, begun: Appeal, told: dict[str, Any], words: str, is_offered: bool
) -> None:
    gone(town, **told)
    client = Client()
    client.force_login(Staff.objects.get(id=town.manager.staff_id))
    address = f"/desk/appeals/{begun.number}/"
    shown = client.get(address).content.decode()
    assert ResidentMessage.objects.get().deleted_at is not None
    (sign,) = parse(shown).find("span", class_="o-bad")
    (at,) = sign.find("time", datetime="2026-11-24T11:00:00+05:00")
    assert sign.text == f"{words} {at.text}"
    assert ("acts/accept_withdrawal/" in shown) is is_offered
    begun.refresh_from_db()
    sent = {"version": begun.version, "text": WHY.text}
    assert client.post(f"{address}acts/accept_withdrawal/", sent).status_code == (302 if is_offered else 422)


def test_the_monthly_report_counts_what_others_deleted(town: Town, begun: Appeal) -> None:
    gone(town, deleter_id=ADMINISTRATOR)
    assert note_outside_acts(now=datetime(2026, 11, 24, 7, 0, tzinfo=UTC)) == 1
