"""A hundred reports of one sender in a minute are one row of the inbox, and shut nobody else out."""

import re

import pytest
from django.test import Client
from pytest_django import Settings

from otklik.appeals.models import Appeal
from otklik.appeals.selectors import InboxQuery, Queue, list_inbox
from otklik.appeals.services import take_step
from otklik.appeals.states import Act, State
from otklik.appeals.workflow import Reason
from otklik.intake.gate import forget_senders
from otklik.intake.models import ResidentAct
from otklik.intake.tests.test_gate import found_by_work
from otklik.organizations.rights import Role
from otklik.organizations.selectors import Viewer, load_viewer
from otklik.shared.clock import now
from otklik.web.portal.consents import CONSENT
from otklik.web.portal.tests.test_report import hidden, stamp_in
from tests.flow import run_flow
from tests.people import Cast, enter_cast

pytestmark = pytest.mark.django_db
MANY = 100


@pytest.fixture
def cast(settings: Settings) -> Cast:
    settings.OTKLIK_REPORTS_BODY = "utilities"
    return enter_cast()


def send(client: Client, text: str, *, works: bool = False) -> int:
    look = client.post("/report/", {"text": text, "consent": CONSENT, "step": "check"})
    number = found_by_work(stamp_in(look)) if works else ""  # type: ignore[arg-type]
    sent = client.post("/report/", {**hidden(look), "number": number, "step": "send"})  # type: ignore[arg-type]
    return sent.status_code


def flood(count: int, *, changes_browser: bool = False) -> None:
    for turn in range(count):
        client = Client(REMOTE_ADDR="10.0.0.7", HTTP_USER_AGENT=f"robot {turn if changes_browser else ''}")
        assert send(client, f"Яма на дороге, {turn} метров") == 302
    run_flow()


def viewer(cast: Cast) -> Viewer:
    return load_viewer(cast.staff[Role.MODERATOR].id, on=now().date())


@pytest.mark.parametrize("changes_browser", [False, True])
def test_the_later_ones_stand_in_one_row_that_says_how_many_there_are(cast: Cast, changes_browser: bool) -> None:
    flood(MANY, changes_browser=changes_browser)
    assert Appeal.objects.count() == MANY
    query = InboxQuery(queue=Queue.MODERATION, folds=True)
    rows = list_inbox(viewer(cast), query, now=now()).rows
    (folded,) = [row for row in rows if row.folded]
    assert len(rows) + folded.folded == MANY
    assert len(rows) <= 20
    everything = list_inbox(viewer(cast), InboxQuery(folded_in=folded.id), now=now(), at_most=200).rows
    assert len(everything) == folded.folded + 1
    assert len(list_inbox(viewer(cast), InboxQuery(), now=now(), at_most=200).rows) == MANY, "programs miss none"


def test_the_desk_shows_the_row_and_leads_to_the_rest(cast: Cast) -> None:
    flood(20)
    client = Client()
    client.force_login(cast.staff[Role.MODERATOR])
    page = client.get("/desk/?queue=moderation").content.decode()
    assert "ещё 13 от того же отправителя" in page
    (way,) = re.findall(r'href="([^"]*folded=\d+)"', page)
    assert client.get(f"/desk/{way.replace('&amp;', '&')}").content.decode().count("data-row") == 14


def test_what_is_looked_for_is_never_folded_away(cast: Cast) -> None:
    flood(20)
    query = InboxQuery(queue=Queue.MODERATION, folds=True, text="19 метров")
    assert len(list_inbox(viewer(cast), query, now=now()).rows) == 1


def test_when_the_first_goes_on_the_next_one_takes_its_place(cast: Cast) -> None:
    flood(20)
    query = InboxQuery(queue=Queue.MODERATION, folds=True)
    first = next(row for row in list_inbox(viewer(cast), query, now=now()).rows if row.folded)
    take_step(first.number, Act.PASS_MODERATION, reason=Reason(), by=viewer(cast), version=None, now=now())
    after = next(row for row in list_inbox(viewer(cast), query, now=now()).rows if row.folded)
    assert (after.id != first.id, after.folded) == (True, first.folded - 1)
    assert Appeal.objects.get(id=first.id).folded_in is None


def test_a_neighbour_behind_the_same_address_goes_through_at_once(cast: Cast) -> None:
    flood(MANY)
    neighbour = Client(REMOTE_ADDR="10.0.0.7", HTTP_USER_AGENT="Firefox")
    assert send(neighbour, "Во дворе не горит фонарь", works=True) == 302
    run_flow()
    appeal = Appeal.objects.latest("id")
    assert (appeal.state != State.IN_MODERATION, appeal.folded_in) == (True, None)


def test_a_sender_who_works_is_given_heavier_work_with_each_ten(cast: Cast) -> None:
    robot = Client(REMOTE_ADDR="10.0.0.7", HTTP_USER_AGENT="robot")
    for turn in range(18):
        send(robot, f"Яма на дороге, {turn} метров")
    look = robot.post("/report/", {"text": "Яма на дороге", "consent": CONSENT, "step": "check"})
    light = stamp_in(look)  # type: ignore[arg-type]
    again = robot.post(
        "/report/",
        {**hidden(look), "number": found_by_work(light), "step": "send"},  # type: ignore[arg-type]
    )
    assert again.status_code == 200
    assert 'data-most="200000"' in again.content.decode()
    assert ResidentAct.objects.count() == 18


def test_of_the_sender_a_hash_is_kept_for_a_day_and_only_of_floods(cast: Cast) -> None:
    flood(8)
    kept = list(ResidentAct.objects.order_by("id").values_list("sender", flat=True))
    assert kept[:6] == [""] * 6
    assert len(set(kept[6:])) == 1
    assert all(len(one) == 16 and "10.0" not in one for one in kept[6:])
    ResidentAct.objects.update(at="2020-01-01T00:00:00Z")
    forget_senders(now=now())
    assert not ResidentAct.objects.exclude(sender="").exists()
