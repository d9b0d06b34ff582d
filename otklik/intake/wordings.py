"""The versions of a stored message, and whether it was visibly edited since a moment."""

from datetime import datetime

from otklik.intake.merging import Wording, newest, stood_at
from otklik.intake.models import ResidentMessage
from otklik.shared.text import seen_words


def wordings_of(message: ResidentMessage) -> dict[str, Wording]:
    """Every wording that is known of it, by the name of the event that brought it."""
    return {
        version.event_key: Wording(
            event_key=version.event_key,
            is_edit=version.is_edit,
            sequence=version.sequence,
            text=version.text,
            attachments=tuple(version.attachments),
            received_at=version.received_at,
            is_reading=version.is_reading,
        )
        for version in message.versions.all()
    }


def reads_otherwise_since(message: ResidentMessage, moment: datetime) -> bool:
    """Whether it was edited since, so that somebody sees it: signs and spaces that show nothing count for nothing."""
    wordings = list(wordings_of(message).values())
    before = stood_at(wordings, moment)
    return before is not None and _as_seen(before) != _as_seen(newest(wordings))


def _as_seen(wording: Wording) -> tuple[str, list[str]]:
    """Links and titles of what stands beside the words may change without an edit; its names do not."""
    return seen_words(wording.text), sorted(str(one.get("external_id", "")) for one in wording.attachments)
