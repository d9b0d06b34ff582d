"""Does the page show the widgets of the federal platform?"""

from otklik.pages.checks.check import Check
from otklik.pages.checks.seen import Seen
from otklik.shared.words import marked as _


def measure(seen: Seen) -> int | None:
    """How many of the two; ours never count."""
    return seen.widgets_count


CHECK = Check(
    code="widgets",
    title=_("Widgets of the federal platform"),
    looks_at=("widgets_count",),
    measure=measure,
    wrong=_("Widgets of the federal platform on the page: %(value)s of %(need)s."),
    mend=_("Put both on the page: «Report a problem» and «Give an opinion»."),
    help_topic="widgets",
)
