"""How long has the page been silent?"""

from otklik.pages.checks.check import Check
from otklik.pages.checks.seen import Seen
from otklik.shared.words import marked as _


def measure(seen: Seen) -> int | None:
    """Whole days since the last post."""
    return None if seen.last_post_at is None else max(0, (seen.at - seen.last_post_at).days)


CHECK = Check(
    code="last_post",
    title=_("Last post"),
    looks_at=("last_post_at",),
    measure=measure,
    wrong=_("Days since the last post: %(value)s; at most %(need)s may pass."),
    mend=_("Post something today, and plan the next ones."),
)
