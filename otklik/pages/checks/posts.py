"""Does the page post often enough?"""

from otklik.pages.checks.check import Check
from otklik.pages.checks.seen import Seen
from otklik.shared.words import marked as _


def measure(seen: Seen) -> int | None:
    """Posts in seven days."""
    return seen.posts_in_7_days


CHECK = Check(
    code="posts",
    title=_("Posts in 7 days"),
    looks_at=("posts_in_7_days",),
    measure=measure,
    wrong=_("Posts in the last 7 days: %(value)s; at least %(need)s are due."),
    mend=_("Plan the posts of a week ahead: what is being done, what changes, whom to ask."),
)
