"""Telegram, Bot API 10.1: comments of a channel's discussion group, and private messages to its bot.

Takes: updates from a webhook, answers of the API.
Leaves: events; acts performed once, because Telegram has no keys and cannot be read back.
Promises: the bot's token stands in no log and no reason; only our four errors leave this folder.
"""
