"""The point of a case whose address a person wrote: by the gazetteer, as for what residents write."""

from typing import Final

from otklik.appeals.models import Appeal
from otklik.triage.locating import locate_address

POINT_OF: Final = "point_of"
"""In `decided_by`: what the point is of, where a person wrote the address; else the verdict says it."""


def follow_address(appeal: Appeal) -> None:
    """Let the point follow the address; none where the gazetteer does not know it. The caller saves."""
    found = locate_address(appeal.address, municipality_id=appeal.municipality_id)
    appeal.latitude, appeal.longitude = (found.latitude, found.longitude) if found else (None, None)
    appeal.decided_by = appeal.decided_by | {POINT_OF: found.is_of if found else ""}
