"""Telegram's methods: one function each, found by the name that the decorator gives."""

from otklik.sandbox.telegram.methods import chats, members, messages, photos, updates
from otklik.sandbox.telegram.methods.call import PERFORMERS, Call

__all__ = ["PERFORMERS", "Call", "chats", "members", "messages", "photos", "updates"]
