"""What the worker does for duplicates: compare the texts that wait."""

from django.db import InterfaceError, OperationalError, transaction

from otklik.duplicates.services import claim_fingerprints, compare_fingerprints, set_aside
from otklik.shared.batches import Queue, work_through


def compare_waiting_texts(*, at_most: int = 100) -> int:
    """Look for what was said before of the same, for texts that wait. Returns how many were compared.

    In a loop of its own: no message waits for it on its way to a case.
    """
    return work_through(
        Queue(
            name="seen before",
            claim=lambda limit: claim_fingerprints(at_most=limit),
            handle=compare_fingerprints,
            set_aside=lambda waiting, _: set_aside(waiting),
            atomic=transaction.atomic,
            outages=(OperationalError, InterfaceError),
        ),
        at_most=at_most,
    )
