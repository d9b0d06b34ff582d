"""Each notice and letter once: two workers at the same moment, and one killed between recording and sending."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from otklik.appeals.models import Appeal
from otklik.appeals.states import State
from otklik.notices.models import Notice, NoticeSending, SendingState
from otklik.publication.models import Pace, SubscriptionLetter
from otklik.publication.subscriptions.subscribing import Wish, subscribe
from otklik.shared import clock
from otklik.web.edge.tests.conftest import test_database_url
from otklik.web.portal.consents import LETTERS as LETTERS_CONSENT
from tests.people import enter_cast, open_case
from tests.post_office import PostOffice, open_post_office

pytestmark = pytest.mark.django_db(transaction=True)
CASES = 6
WORK = """
import django; django.setup()
from otklik.appeals.emergencies import call_for_emergencies
from otklik.ground.databases import close_pools
from otklik.notices.steps import send_waiting_letters
from otklik.shared.clock import now
call_for_emergencies(now=now())
send_waiting_letters(at_most=100)
close_pools()
"""

TELL = """
import django; django.setup()
from otklik.appeals.handing import tell_of_cases
from otklik.ground.databases import close_pools
from otklik.shared.clock import now
tell_of_cases(now=now())
close_pools()
"""

LETTERS = """
import django; django.setup()
from otklik.ground.databases import close_pools
from otklik.publication.subscriptions.letters import send_waiting_subscription_letters
send_waiting_subscription_letters(at_most=100)
close_pools()
"""


@pytest.fixture
def office(settings: Settings) -> Iterator[PostOffice]:
    """A mail server that the workers send through."""
    with open_post_office() as office:
        office.use(settings)
        yield office


@pytest.fixture(autouse=True)
def emergencies() -> None:
    """Cases that nobody has taken: an emergency is told of at any hour, on any day."""
    cast = enter_cast()
    for number in range(CASES):
        open_case(cast, f"Прорвало трубу {number}", body=cast.utilities, opened_at=clock.now())
    Appeal.objects.update(importance="emergency")


def start_worker(office: PostOffice, kill_points: Path, *, work: str = WORK) -> "subprocess.Popen[bytes]":
    """A worker that looks once for emergencies and sends what waits; or does other work once."""
    environment = os.environ | {
        "DATABASE_URL": test_database_url(),
        "OTKLIK_ENV_FILE": os.devnull,
        "OTKLIK_KILL_POINTS": str(kill_points),
        "OTKLIK_MAIL_HOST": "127.0.0.1",
        "OTKLIK_MAIL_PORT": str(office.port),
        "OTKLIK_MAIL_FOLDER": "",
        "DJANGO_SETTINGS_MODULE": "otklik.project.settings",
    }
    return subprocess.Popen([sys.executable, "-c", work], env=environment)


def test_new_cases_are_told_of_once_by_workers_of_which_one_is_killed(office: PostOffice, tmp_path: Path) -> None:
    Appeal.objects.update(importance="ordinary", state=State.ASSIGNED, assigned_at=clock.now(), tell_at=clock.now())
    (tmp_path / "notices.together_before_commit").touch()
    assert start_worker(office, tmp_path, work=TELL).wait(120) == -signal.SIGKILL
    assert not Notice.objects.exists()
    workers = [start_worker(office, tmp_path, work=TELL) for _ in range(2)]
    assert [worker.wait(120) for worker in workers] == [0, 0]
    told = list(Notice.objects.values_list("staff", "number"))
    assert len(told) == len(set(told)) == CASES
    assert NoticeSending.objects.count() == 1
    assert not Appeal.objects.filter(tell_at__isnull=False).exists()


def letters(office: PostOffice) -> list[tuple[str, str]]:
    """To whom, about what; each of the letters that arrived."""
    return sorted((letter["To"], letter["Subject"].partition(":")[0]) for letter in office.letters)


def test_two_workers_at_once_tell_each_thing_once(office: PostOffice, tmp_path: Path) -> None:
    workers = [start_worker(office, tmp_path) for _ in range(2)]
    assert [worker.wait(120) for worker in workers] == [0, 0]
    sent = letters(office)
    assert len(sent) == len(set(sent)) == Notice.objects.count() == CASES
    assert set(NoticeSending.objects.values_list("state", flat=True)) <= {SendingState.SENT}


@pytest.mark.parametrize("point", ["notices.before_commit", "notices.claimed"])
def test_a_killed_worker_leaves_nothing_untold_and_nothing_told_twice(
    office: PostOffice, tmp_path: Path, point: str
) -> None:
    (tmp_path / point).touch()
    assert start_worker(office, tmp_path).wait(120) == -signal.SIGKILL
    NoticeSending.objects.update(due_at=clock.now())  # as if the lease had run out
    assert start_worker(office, tmp_path).wait(120) == 0
    sent = letters(office)
    assert len(sent) == len(set(sent)) == Notice.objects.count() == CASES


def test_killed_while_the_server_has_the_letter_it_is_in_doubt_and_not_sent_again(
    office: PostOffice, tmp_path: Path
) -> None:
    (tmp_path / "notices.handing").touch()
    assert start_worker(office, tmp_path).wait(120) == -signal.SIGKILL
    NoticeSending.objects.filter(state=SendingState.SENDING).update(due_at=clock.now())
    assert start_worker(office, tmp_path).wait(120) == 0
    sent = letters(office)
    assert len(sent) == len(set(sent)) == Notice.objects.count() - 1 == CASES - 1
    assert NoticeSending.objects.filter(state=SendingState.UNKNOWN).count() == 1


@pytest.mark.parametrize(
    ("point", "arrive", "state"),
    [
        ("publication.letter_claimed", 1, SendingState.SENT),
        ("publication.letter_handing", 0, SendingState.UNKNOWN),
    ],
)
def test_a_subscriber_is_written_to_once_by_a_worker_that_is_killed(
    office: PostOffice, tmp_path: Path, point: str, arrive: int, state: str
) -> None:
    subscribe(Wish("vera@mail.example", Pace.WEEKLY, LETTERS_CONSENT, "ru"), now=clock.now())
    (tmp_path / point).touch()
    assert start_worker(office, tmp_path, work=LETTERS).wait(120) == -signal.SIGKILL
    SubscriptionLetter.objects.update(due_at=clock.now())  # as if the lease had run out
    assert start_worker(office, tmp_path, work=LETTERS).wait(120) == 0
    assert len(office.letters) == arrive
    assert SubscriptionLetter.objects.get().state == state
