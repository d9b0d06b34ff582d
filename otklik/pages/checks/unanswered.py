"""Do residents wait longer than the deadline allows?"""

from otklik.pages.checks.check import Check
from otklik.pages.checks.seen import Seen
from otklik.shared.words import marked as _


def measure(seen: Seen) -> int | None:
    """Whole hours that the oldest comment has waited for an answer; 0 when none waits."""
    if seen.unanswered_count == 0:
        return 0
    if seen.unanswered_count is None or seen.oldest_unanswered_at is None:
        return None
    return max(0, int((seen.at - seen.oldest_unanswered_at).total_seconds() // 3600))


CHECK = Check(
    code="unanswered",
    title=_("Unanswered comments"),
    looks_at=("unanswered_count", "oldest_unanswered_at"),
    measure=measure,
    wrong=_("The oldest comment without an answer has waited for %(value)s h; the deadline is %(need)s h."),
    mend=_("Answer it, even if only with the date by which more will be known."),
)
