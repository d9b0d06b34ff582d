"""How many saw one post, against the subscribers?"""

from otklik.pages.checks.check import Check, share
from otklik.pages.checks.seen import Seen
from otklik.shared.words import marked as _


def measure(seen: Seen) -> float | None:
    """Per cent."""
    return share(seen.post_reach, of=seen.members_count)


CHECK = Check(
    code="post_reach",
    title=_("Reach of a post"),
    looks_at=("post_reach", "members_count"),
    measure=measure,
    wrong=_("Reach of a post: %(value)s %% of the number of subscribers; full points are given above %(need)s %%."),
    mend=_("Fewer posts that concern people are seen by more of them than many that concern nobody."),
    help_topic="reach",
)
