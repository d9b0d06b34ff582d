"""VK's methods: one function each, found by the name that the decorator gives."""

from otklik.sandbox.vk.methods import (
    callback,
    execute,
    groups,
    messages,
    photos,
    stats,
    talks,
    users,
    wall,
    wall_reading,
)
from otklik.sandbox.vk.methods.call import PERFORMERS, Call
from otklik.sandbox.vk.methods.execute import Executed

__all__ = [
    "PERFORMERS",
    "Call",
    "Executed",
    "callback",
    "execute",
    "groups",
    "messages",
    "photos",
    "stats",
    "talks",
    "users",
    "wall",
    "wall_reading",
]
