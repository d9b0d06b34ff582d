"""May residents comment?"""

from otklik.pages.checks.check import Check
from otklik.pages.checks.seen import Seen
from otklik.shared.words import marked as _


def measure(seen: Seen) -> bool | None:
    """Yes or no."""
    return seen.are_comments_open


CHECK = Check(
    code="comments",
    title=_("Comments are open"),
    looks_at=("are_comments_open",),
    measure=measure,
    wrong=_("Comments are closed: residents cannot write under posts."),
    mend=_("Open them in the settings of the page; what breaks its rules is hidden, criticism is answered."),
)
