"""Hooks: later rooms register functions that run in the transaction of a step of a case.

A step may end what another room has begun: an answer that is put off must not leave after its case was withdrawn, not
even if the worker stops between the two.
"""

from collections.abc import Callable
from datetime import datetime

from otklik.appeals.models import Appeal

Follower = Callable[[Appeal, datetime], None]
"""Gets the locked case as the step leaves it, before it is saved, and the moment."""

_followers: list[Follower] = []


def follow_steps(follower: Follower) -> None:
    """Call this after every step of a case whose answer waits for approval, is being sent, or did not leave.

    Once, when the room is loaded.
    """
    if follower not in _followers:
        _followers.append(follower)


def tell_followers(appeal: Appeal, *, now: datetime) -> None:
    """Let the rooms below see what a step made of a case."""
    for follower in _followers:
        follower(appeal, now)
