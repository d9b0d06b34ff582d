"""One act on many cases, as the tests do it."""

from otklik.answers.bulk.running import do_many, undo_run
from otklik.answers.bulk.tasks import Doing, Task
from otklik.answers.bulk.working import go_on_with_runs
from otklik.answers.models import BulkItem
from otklik.appeals.models import Appeal
from otklik.appeals.states import Cause
from otklik.organizations.selectors import Viewer, load_viewer
from tests.people import NOW, Cast

LATER = NOW.date().replace(day=30)
DEFER = Task(Doing.DEFER, text="ждём тепла", due_on=LATER, cause=Cause.SEASON)
NOTE = Task(Doing.NOTE, text="Позвонить подрядчику")


def person(cast: Cast, role: str) -> Viewer:
    return load_viewer(cast.staff[role].id, on=NOW.date())


def press(cast: Cast, role: str, cases: list[Appeal], *tasks: Task, key: str = "k") -> int:
    """Leave it to the worker."""
    for case in cases:
        case.refresh_from_db()
    versions = {case.number: case.version for case in cases}
    return do_many(versions, tasks, key=key, by=person(cast, role), now=NOW)


def work() -> None:
    """The worker, until nothing waits."""
    while go_on_with_runs(clock=lambda: NOW):
        pass


def run(cast: Cast, role: str, cases: list[Appeal], *tasks: Task, key: str = "k") -> int:
    """The press, and the worker's part."""
    run_id = press(cast, role, cases, *tasks, key=key)
    work()
    return run_id


def undo(run_id: int, *, by: Viewer) -> None:
    """The press, and the worker's part."""
    undo_run(run_id, by=by, now=NOW)
    work()


def ends(run_id: int) -> list[tuple[str, str]]:
    return list(BulkItem.objects.filter(run_id=run_id).order_by("id").values_list("state", "why"))
