"""Could somebody else stand in?"""

from otklik.pages.checks.check import Check
from otklik.pages.checks.seen import Seen
from otklik.shared.words import marked as _


def measure(seen: Seen) -> int | None:
    """How many administer the page in the network."""
    return seen.administrators_count


CHECK = Check(
    code="administrators",
    title=_("Second administrator"),
    looks_at=("administrators_count",),
    measure=measure,
    wrong=_("Administrators of the page: %(value)s; at least %(need)s are needed."),
    mend=_("Name one more, so that the page is not lost with one account or one leave."),
)
