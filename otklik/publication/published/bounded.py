"""What anybody may ask of the public side is given up in time: no stranger's question holds a connection for long."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db import OperationalError, connection, transaction
from psycopg.errors import QueryCanceled

from otklik.shared.errors import OtklikError
from otklik.shared.words import marked as _

MOST_MILLISECONDS: Final = 2_000
"""Of one statement."""


class TooMuchToRead(OtklikError):
    """So much would have to be looked through that it was given up."""

    def __init__(self) -> None:
        super().__init__(_("This asks for too much at once."), mend=_("Choose a topic, a body or a street as well."))


@contextmanager
def in_time(*, is_needed: bool = True) -> Iterator[None]:
    """Within it each statement has two seconds. Raises TooMuchToRead. `is_needed`: False for what is always quick."""
    if not is_needed:
        yield
        return
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(f"set local statement_timeout = {int(MOST_MILLISECONDS)}")
            yield
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise TooMuchToRead from error
        raise
