"""Errors of bodies, staff and rights."""

from otklik.shared.errors import OtklikError


class NotSeen(OtklikError):
    """There is no such object, or it is not this person's: the answer is the same."""
