"""Carries out requests to be erased from private pages: in the worker, because it searches the whole database."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError

from otklik.intake.models import OWN_PAGE, ResidentAct
from otklik.shared.clock import now as read_clock
from otklik.worker.erased_list import note_erased
from otklik.worker.erasing import erase_person, find_person

log = logging.getLogger(__name__)

BECAUSE = "asked for on the private page"
_AGAIN_AFTER = timedelta(minutes=10)


def erase_who_asked(*, clock: Callable[[], datetime] = read_clock, at_most: int = 5) -> int:
    """Erase those who asked; who cannot be erased now is tried again later. Returns how many were erased.

    Each may take minutes: for each the clock is read anew, so that its claim lasts from when its turn comes.
    """
    due = ResidentAct.objects.filter(erase_due_at__lte=clock()).order_by("erase_due_at", "id")
    numbers = list(due.values_list("number", flat=True)[:at_most])
    return sum(_erase(number, now=clock()) for number in numbers if _claim(number, now=clock()))


def _claim(number: int, *, now: datetime) -> bool:
    """Of several workers one erases; whoever dies over it lets another try in ten minutes."""
    due = ResidentAct.objects.filter(number=number, erase_due_at__lte=now)
    return bool(due.update(erase_due_at=now + _AGAIN_AFTER))


def _erase(number: int, *, now: datetime) -> bool:
    try:
        person = find_person(OWN_PAGE, str(number))
        note_erased(OWN_PAGE, str(number), now=now)  # first: whatever breaks now, a backup must not bring them back
        erased = erase_person(person, by=None, because=BECAUSE, now=now)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        log.exception("act %s could not be erased", number)
        return False
    if erased.left:
        log.warning("act %s: words still stand in %s", number, ", ".join(one.where for one in erased.left))
    return True
