"""The work on a brought table, whatever it holds: who is at it, how far, and what became of it.

Reading is told row by row; all writing is one transaction of a few seconds. A worker that is killed leaves nothing
half done: the job is rescued and begins anew with what the state asks for.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from django.db import connection
from django.utils.timezone import localdate

from otklik.integrations.errors import FileForgotten, GaveUp, TableEmpty, TableRefused
from otklik.integrations.models.tables import BUSY, BroughtTable, ImportState
from otklik.integrations.register.headings import LOOKED_AT
from otklik.integrations.register.sheets import Line, is_numbering
from otklik.organizations.models import Staff
from otklik.organizations.selectors import Viewer, load_viewer
from otklik.shared.errors import OtklikError
from otklik.shared.words import marked as _

TRIES = 3
"""A job that was interrupted so often is given up: something kills it."""
_TOLD_EVERY = 500
"""Rows between two tellings of how far it is."""

type Work[T] = Callable[[T, Callable[[], datetime]], None]


def run_work[T: BroughtTable](
    model: type[T], import_id: int, work: Mapping[ImportState, Work[T]], *, clock: Callable[[], datetime]
) -> None:
    """Do what the state of the import asks for; nothing where another worker did it already."""
    one = model._default_manager.filter(pk=import_id, state__in=BUSY).first()
    if one is None:
        return
    one.attempts, one.beat_at = one.attempts + 1, clock()
    one.save(update_fields=["attempts", "beat_at"])
    try:
        if one.attempts > TRIES:
            raise GaveUp
        work[ImportState(one.state)](one, clock)
    except OtklikError as why:
        _fail(one, why, now=clock())
    except Exception:
        _fail(one, OtklikError(_("Something broke on our side; nothing was changed.")), now=clock())
        raise


def hold(lock: str) -> None:
    """Wait until nobody else writes what this names; held until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 7))", [lock])


def is_ours(one: BroughtTable, *, lock: str) -> bool:
    """Whether it is still to be done, once all others are done: one worker at a time writes what `lock` names."""
    hold(lock)
    return type(one)._default_manager.filter(pk=one.pk, state=one.state).exists()


def brought_by(one: BroughtTable, *, now: datetime) -> Viewer | None:
    """Whoever brought the table, with the posts of today; None for an operator, who may everything.

    Raises TableRefused where they may not sign in any more.
    """
    if one.by_id is None:
        return None
    try:
        return load_viewer(one.by_id, on=localdate(now))
    except Staff.DoesNotExist:
        raise TableRefused(_("Whoever brought the table may not sign in any more.")) from None


def content_of(one: BroughtTable) -> bytes:
    """The table. Raises FileForgotten where it is not the one that was checked."""
    content = bytes(one.content)
    if sha256(content).hexdigest() != one.sha256:
        raise FileForgotten
    return content


def split_top(lines: Iterator[Line]) -> list[Line]:
    """The first rows, among which the heads are."""
    return [line for _, line in zip(range(LOOKED_AT), lines, strict=False)]


def rows_below(
    one: BroughtTable, top: Sequence[Line], rest: Iterator[Line], *, clock: Callable[[], datetime]
) -> Iterator[Line]:
    """The rows below the heads, telling now and then how far it is; `top` are the looked at ones of them.

    One that only numbers the columns is none. Raises TableEmpty.
    """
    one.rows_read = 0
    for line in _below(top, rest):
        yield line
        one.rows_read += 1
        if one.rows_read % _TOLD_EVERY == 0:
            _tell(one, now=clock())
    if not one.rows_read:
        raise TableEmpty
    _tell(one, now=clock())


def finish(one: BroughtTable, state: ImportState, *, now: datetime) -> None:
    """Write what became of it."""
    one.state, one.finished_at, one.beat_at, one.trouble = state, now, now, {}
    one.save()


def _below(top: Sequence[Line], rest: Iterator[Line]) -> Iterator[Line]:
    yield from (line for place, line in enumerate(top) if place or not is_numbering(line.texts))
    yield from rest


def _tell(one: BroughtTable, *, now: datetime) -> None:
    type(one)._default_manager.filter(pk=one.pk).update(rows_read=one.rows_read, beat_at=now)


def _fail(one: BroughtTable, why: OtklikError, *, now: datetime) -> None:
    trouble = {"wrong": why.wrong, "mend": why.mend, "values": why.values}
    still_busy = type(one)._default_manager.filter(pk=one.pk, state__in=BUSY)
    still_busy.update(state=ImportState.FAILED, trouble=trouble, finished_at=now, titles=one.titles)
