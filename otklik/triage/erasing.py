"""Erasing what the machine thought of a person's messages."""

from collections.abc import Sequence

from otklik.triage.models import Verdict


def erase_verdicts(message_ids: Sequence[int]) -> None:
    """Take out verdicts with their findings: places and words of the messages stand in them."""
    Verdict.objects.filter(message_id__in=message_ids).delete()
