"""Row locks held by others: waits a little, then raises an error in words."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import InterfaceError, OperationalError, connection

from otklik.shared.errors import OtklikError
from otklik.shared.words import marked as _

_LOCKED = ("55P03", "40P01")
"""lock_not_available; deadlock_detected: two programs, each with all its rows in one transaction."""

_ENDED = (*_LOCKED, "57014", "40001")
"""query_canceled: a statement took too long; serialization_failure. The database is there and goes on."""


class InUse(OtklikError):
    """Another person, or the system, has it in hand at this very moment."""

    def __init__(self) -> None:
        super().__init__(_("This is being changed at this moment."), mend=_("Try it again in a minute."))


@contextmanager
def waiting(at_most: str = "3s") -> Iterator[None]:
    """Wait so long for each locked row; call it within an atomic block, which the refusal ends. Raises InUse."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('lock_timeout', %s, true)", [at_most])
    try:
        yield
    except OperationalError as locked:
        if getattr(locked.__cause__, "sqlstate", "") in _LOCKED:
            raise InUse from locked
        raise


def is_away(failure: OperationalError | InterfaceError) -> bool:
    """Whether the database is away, so that everything waits; else it ended this one act and goes on with others."""
    return getattr(failure.__cause__, "sqlstate", "") not in _ENDED
