"""Taking a message out of sight and showing it again; what everybody reads of its case follows."""

from otklik.appeals.models import Appeal
from otklik.intake.models import ResidentMessage
from otklik.intake.services import put_into_sight, take_out_of_sight


def hide_message(message: ResidentMessage) -> None:
    """We hide or delete it: nobody waits for the network to say so before the published copy goes."""
    take_out_of_sight(message)
    _publish_anew(message)


def show_message(message: ResidentMessage) -> None:
    """It stands there again, or was never taken away after all."""
    put_into_sight(message)
    _publish_anew(message)


def _publish_anew(message: ResidentMessage) -> None:
    Appeal.objects.filter(messages__message=message).update(publication_is_stale=True)
