"""May residents write to the page?"""

from otklik.pages.checks.check import Check
from otklik.pages.checks.seen import Seen
from otklik.shared.words import marked as _


def measure(seen: Seen) -> bool | None:
    """Yes or no."""
    return seen.are_messages_open


CHECK = Check(
    code="messages",
    title=_("Messages are open"),
    looks_at=("are_messages_open",),
    measure=measure,
    wrong=_("Messages to the page are closed."),
    mend=_("Open them in the settings of the page: what holds personal data belongs there, not under a post."),
)
