"""A notice is sent once, and only after the network has hidden what it tells of, wherever a worker is killed."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from otklik.delivery.models import OutboxAct, OutboxState
from otklik.intake.models import ResidentMessage
from otklik.moderation.models import Decision, DecisionState
from otklik.moderation.services import Charge, hide
from otklik.moderation.tests.said import SWEARING, write_privately
from otklik.shared import clock
from otklik.web.edge.tests.conftest import test_database_url
from tests.flow import run_flow
from tests.line import Line
from tests.town import GROUP, arrive, comment, push

pytestmark = pytest.mark.django_db(transaction=True)
TOLD = Charge("profanity", tells=True)
WORK = """
import django; django.setup()
from otklik.ground.databases import close_pools
from otklik.delivery.steps import send_waiting_acts
from otklik.moderation.steps import settle_decisions
from otklik.shared.clock import now
while send_waiting_acts(now=now()) + settle_decisions():
    pass
close_pools()
"""


def start_worker(line: Line, kill_points: Path) -> "subprocess.Popen[bytes]":
    due = clock.now()  # what may be taken back no longer may, and the lease of whoever was killed is over
    OutboxAct.objects.filter(state=OutboxState.WAITING).update(next_try_at=due)
    OutboxAct.objects.filter(state=OutboxState.CLAIMED).update(lease_until=due)
    environment = os.environ | {
        "DATABASE_URL": test_database_url(),
        "OTKLIK_ENV_FILE": os.devnull,
        "OTKLIK_KILL_POINTS": str(kill_points),
        "OTKLIK_VK_API_URL": line.sandbox.vk_api_url,
        "DJANGO_SETTINGS_MODULE": "otklik.project.settings",
    }
    return subprocess.Popen([sys.executable, "-c", WORK], env=environment)


def state() -> tuple[str, str]:
    """How the decision and its notice stand."""
    return Decision.objects.get().state, OutboxAct.objects.get(kind="message").state


def test_the_notice_goes_once_and_never_before_its_act(line: Line, tmp_path: Path) -> None:
    town, control = line.town, line.sandbox.control
    control.write_message(GROUP, author_id=501, text="Здравствуйте")
    number = line.write(SWEARING, author_id=501)
    write_privately(town)
    arrive(town.page, push("wall_reply_new", comment(number, SWEARING, post=line.post_id)))
    run_flow()
    hide(ResidentMessage.objects.get(text=SWEARING).id, TOLD, by=town.moderator, now=clock.now())

    def notices() -> list[str]:
        (page,) = control.state(GROUP)["pages"]
        said = [one for talk in page["conversations"] for one in talk["messages"]]
        return [one["text"] for one in said if one["author_id"] == -GROUP]

    def die_at(point: str) -> None:
        (tmp_path / point).touch()
        assert start_worker(line, tmp_path).wait(180) == -signal.SIGKILL

    die_at("delivery.after_accept")  # hidden, and nobody has noted it
    assert (state(), notices()) == ((DecisionState.UNDER_WAY, OutboxState.HELD), [])
    die_at("moderation.settled_before_commit")  # noted, and not kept: it is as if it had not been
    assert (state(), notices()) == ((DecisionState.UNDER_WAY, OutboxState.HELD), [])
    die_at("delivery.after_accept")  # the author reads it, and nobody has noted that
    assert (state(), len(notices())) == ((DecisionState.DONE, OutboxState.CLAIMED), 1)
    workers = [start_worker(line, tmp_path) for _ in range(2)]
    assert [worker.wait(180) for worker in workers] == [0, 0]
    assert (state(), len(notices())) == ((DecisionState.DONE, OutboxState.SENT), 1)
