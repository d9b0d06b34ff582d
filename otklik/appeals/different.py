"""Two cases tell of different things: a person said so. They are not proposed as one again."""

from datetime import datetime

from otklik.appeals.models import Appeal, DifferentCases
from otklik.appeals.selectors.alike import find_pairs


def note_different(one: Appeal, other: Appeal, *, by_id: int | None, now: datetime) -> None:
    """Keep the word of a person, with how sure the machine had been: an example to learn from, too."""
    certainty = max((pair.certainty for pair in find_pairs([one.id]) if pair.other_id == other.id), default=0.0)
    first, second = sorted((one, other), key=lambda appeal: appeal.id)
    DifferentCases.objects.get_or_create(
        first=first, second=second, defaults={"by_id": by_id, "at": now, "certainty": certainty}
    )
