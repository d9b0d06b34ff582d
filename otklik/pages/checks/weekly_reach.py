"""How many saw the page in a week, against its subscribers?"""

from otklik.pages.checks.check import Check, share
from otklik.pages.checks.seen import Seen
from otklik.shared.words import marked as _


def measure(seen: Seen) -> float | None:
    """Per cent."""
    return share(seen.weekly_reach, of=seen.members_count)


CHECK = Check(
    code="weekly_reach",
    title=_("Weekly reach"),
    looks_at=("weekly_reach", "members_count"),
    measure=measure,
    wrong=_("Reach in a week: %(value)s %% of the number of subscribers; full points are given above %(need)s %%."),
    mend=_("Answer in the comments, post what concerns people nearby, with a picture, when they read."),
    help_topic="reach",
)
