"""Does the page have a cover?"""

from otklik.pages.checks.check import Check
from otklik.pages.checks.seen import Seen
from otklik.shared.words import marked as _


def measure(seen: Seen) -> bool | None:
    """Yes or no."""
    return seen.has_cover


CHECK = Check(
    code="cover",
    title=_("Cover"),
    looks_at=("has_cover",),
    measure=measure,
    wrong=_("The page has no cover."),
    mend=_("Upload a wide picture that says whose page it is."),
    help_topic="cover",
)
