"""What the daily look at pages takes from rooms that come after the register."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from otklik.appeals.selectors import count_unanswered
from otklik.intake.selectors import count_heard_posts
from otklik.pages.snapshots import HeardPosts, Unanswered


class OurCounts:
    """Counts what stands in our own tables: `otklik.pages.steps.Counts`."""

    def unanswered(self, page_ids: Sequence[int]) -> Mapping[int, Unanswered]:
        """Comments that wait for an answer, by page."""
        return count_unanswered(page_ids)

    def heard_posts(self, page_ids: Sequence[int], *, now: datetime) -> Mapping[int, HeardPosts]:
        """Posts that the network pushed to us, by page."""
        return count_heard_posts(page_ids, now=now)
