"""Does the page have a picture of its own?"""

from otklik.pages.checks.check import Check
from otklik.pages.checks.seen import Seen
from otklik.shared.words import marked as _


def measure(seen: Seen) -> bool | None:
    """Yes or no."""
    return seen.has_avatar


CHECK = Check(
    code="avatar",
    title=_("Avatar"),
    looks_at=("has_avatar",),
    measure=measure,
    wrong=_("The page has no picture of its own."),
    mend=_("Upload the arms, the sign or the building: residents know the page by it in their feed."),
)
