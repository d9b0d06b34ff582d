"""A case that was over is put to work again."""

import pytest

from otklik.appeals.errors import UnfitValue
from otklik.appeals.models import Appeal
from otklik.appeals.services import take_step
from otklik.appeals.states import Act, State
from otklik.appeals.workflow import Reason
from tests.flow import run_flow
from tests.town import GROUP, NOW, POST, Town, arrive, comment, push

POTHOLE = "На улице Ленина, 5 огромная яма на дороге, машины разбивают колёса. Когда отремонтируют?"


@pytest.fixture
def withdrawn(town: Town) -> Appeal:
    """A case whose message its author deleted."""
    arrive(town.page, push("wall_reply_new", comment(501, POTHOLE)))
    run_flow()
    arrive(town.page, push("wall_reply_delete", {"owner_id": -GROUP, "id": 501, "deleter_id": 501, "post_id": POST}))
    run_flow()
    return Appeal.objects.get(state=State.CLOSED)


def reopen(town: Town, appeal: Appeal) -> None:
    reason = Reason(text="Сами видели яму")
    take_step(appeal.number, Act.REOPEN, by=town.manager, reason=reason, version=appeal.version, now=NOW)


def test_it_is_reopened_with_a_reason(town: Town, withdrawn: Appeal) -> None:
    reopen(town, withdrawn)
    withdrawn.refresh_from_db()
    assert (withdrawn.state, withdrawn.closed_at) == (State.IN_WORK, None)


def test_it_stays_over_where_its_thread_has_another_case_by_now(town: Town, withdrawn: Appeal) -> None:
    arrive(town.page, push("wall_reply_restore", comment(501, POTHOLE)))
    run_flow()
    withdrawn.refresh_from_db()
    with pytest.raises(UnfitValue):
        reopen(town, withdrawn)
    assert Appeal.objects.exclude(state=State.CLOSED).count() == 1
