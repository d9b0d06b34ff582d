"""VK's methods: one function each, found by the name that the decorator gives."""

from otklik.sandbox.vk.methods import callback, groups, messages, talks, users, wall, wall_reading
from otklik.sandbox.vk.methods.call import PERFORMERS, Call

__all__ = ["PERFORMERS", "Call", "callback", "groups", "messages", "talks", "users", "wall", "wall_reading"]
