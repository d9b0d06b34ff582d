"""Acts on many at once: whoever is killed in the middle, the next worker goes on, and nothing is done twice."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from otklik.answers.bulk.running import do_many, undo_run
from otklik.answers.bulk.tasks import Doing, Task
from otklik.answers.models import BulkItem, BulkRun, RunStage
from otklik.appeals.models import Note
from otklik.appeals.states import State
from otklik.audit.models import AuditRecord
from otklik.delivery.models import OutboxAct
from otklik.moderation.bulk.runs import ask_to_decide
from otklik.moderation.models import Decision, DecisionAct
from otklik.moderation.services import Charge
from otklik.moderation.tests.test_queue import as_shown, waiting
from otklik.organizations.rights import Role
from otklik.organizations.selectors import Viewer, load_viewer
from otklik.shared import clock
from otklik.web.edge.tests.conftest import test_database_url
from tests.people import NOW, enter_cast, open_case
from tests.town import build_town

pytestmark = pytest.mark.django_db(transaction=True)
CASES = 5
WORK = """
import django; django.setup()
from otklik.answers.bulk.working import go_on_with_runs
from otklik.ground.databases import close_pools
while go_on_with_runs():
    pass
close_pools()
"""


DECIDE = """
import django; django.setup()
from otklik.ground.databases import close_pools
from otklik.moderation.bulk.runs import decide_waiting
decide_waiting()
close_pools()
"""


def start_worker(kill_points: Path, *, work: str = WORK) -> "subprocess.Popen[bytes]":
    environment = os.environ | {
        "DATABASE_URL": test_database_url(),
        "OTKLIK_ENV_FILE": os.devnull,
        "OTKLIK_KILL_POINTS": str(kill_points),
        "DJANGO_SETTINGS_MODULE": "otklik.project.settings",
    }
    return subprocess.Popen([sys.executable, "-c", work], env=environment)


def die_at(point: str, folder: Path, *, work: str = WORK) -> None:
    (folder / point).touch()
    assert start_worker(folder, work=work).wait(120) == -signal.SIGKILL


def states() -> list[str]:
    return list(BulkItem.objects.order_by("id").values_list("state", flat=True))


@pytest.fixture
def pressed() -> tuple[int, Viewer]:
    """A run that waits for a worker, and whose it is."""
    cast = enter_cast()
    cases = [open_case(cast, f"Снег {number}", state=State.IN_WORK) for number in range(CASES)]
    by = load_viewer(cast.staff[Role.COORDINATOR].id, on=NOW.date())
    versions = {case.number: case.version for case in cases}
    return do_many(versions, (Task(Doing.NOTE, text="взято"),), key="k", by=by, now=clock.now()), by


def test_every_case_is_done_once_and_undone_once_however_often_a_worker_is_killed(
    pressed: tuple[int, Viewer], tmp_path: Path
) -> None:
    run_id, by = pressed
    for done in (1, 2):
        die_at("bulk.before_commit", tmp_path)  # done, and not yet kept: it is as if it had not been
        assert (states().count("done"), Note.objects.count()) == (done - 1, done - 1)
        die_at("bulk.committed", tmp_path)
        assert (states().count("done"), Note.objects.count()) == (done, done)
    workers = [start_worker(tmp_path) for _ in range(2)]
    assert [worker.wait(120) for worker in workers] == [0, 0]
    assert states() == ["done"] * CASES
    assert Note.objects.values("appeal").distinct().count() == Note.objects.count() == CASES
    assert AuditRecord.objects.filter(act="bulk").count() == CASES

    undo_run(run_id, by=by, now=clock.now())
    die_at("bulk.before_commit", tmp_path)
    die_at("bulk.committed", tmp_path)
    assert start_worker(tmp_path).wait(120) == 0
    assert states() == ["undone"] * CASES
    assert AuditRecord.objects.filter(act="undo").count() == CASES
    assert (Note.objects.count(), BulkRun.objects.get().stage) == (0, RunStage.DONE)


def test_every_message_is_decided_about_once_however_often_a_worker_is_killed(tmp_path: Path) -> None:
    town = build_town()
    ids = waiting(town, grounds=("insult", "flood", "threat"))
    charge = Charge("insult", batch="b1")
    assert ask_to_decide(as_shown(ids), DecisionAct.HIDE, charge, by=town.moderator, now=clock.now())
    for point, decided in (("before_commit", 0), ("committed", 1)):
        die_at(f"moderation.many_{point}", tmp_path, work=DECIDE)
        assert Decision.objects.count() == OutboxAct.objects.filter(kind="hide").count() == decided
    workers = [start_worker(tmp_path, work=DECIDE) for _ in range(2)]
    assert [worker.wait(120) for worker in workers] == [0, 0]
    assert Decision.objects.values("message").distinct().count() == Decision.objects.count() == len(ids)
    assert OutboxAct.objects.filter(kind="hide").count() == len(ids)
