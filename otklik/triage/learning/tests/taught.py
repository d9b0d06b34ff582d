"""Examples as people leave them, in bulk."""

from collections.abc import Mapping
from datetime import datetime

from otklik.intake.models import Awaits, MessageVersion, ResidentMessage
from otklik.organizations.rights import Role
from otklik.triage.learning.bases import base_of
from otklik.triage.learning.curves import NO_SIGNS
from otklik.triage.learning.tests.told import tell
from otklik.triage.models import OwnExample
from otklik.triage.parts import Part
from tests.people import NOW, Cast


def teach(
    cast: Cast,
    group: str,
    *,
    part: Part = Part.GROUP,
    at_most: int = 288,
    proposed: str = "roads",
    certainty: float = 0.9,
    at: datetime = NOW,
    base: str | None = None,
    signs: Mapping[str, float] = NO_SIGNS,
) -> None:
    """What people said of as many messages, in bulk."""
    made = [
        ResidentMessage(
            page=cast.page,
            body=cast.administration,
            kind="comment",
            external_id=f"told-{number}",
            thread_id=f"told-{number}",
            text=one.text,
            detected_at=at,
            awaits=Awaits.NOBODY,
        )
        for number, one in enumerate(tell(group, at_most=at_most), ResidentMessage.objects.count())
    ]
    messages = ResidentMessage.objects.bulk_create(made)
    wordings = MessageVersion.objects.bulk_create(
        [MessageVersion(message=one, event_key="new", text=one.text, received_at=at) for one in messages]
    )
    OwnExample.objects.bulk_create(
        [
            OwnExample(
                message=message,
                wording=wording,
                body=cast.administration,
                part=part,
                proposed=proposed,
                certainty=certainty,
                chosen=group,
                is_right=proposed == group,
                model_version="test",
                base=base_of(part) if base is None else base,
                signs={**signs},
                by=cast.staff[Role.CURATOR],
                at=at,
            )
            for message, wording in zip(messages, wordings, strict=True)
        ]
    )
