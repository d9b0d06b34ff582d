"""VK (VKontakte), API 5.199.

Takes: Callback API bodies, long poll answers, answers of the API.
Leaves: events; acts performed with a key of their own (`guid`, `random_id`).
Promises: a token never stands in an address, a log or a reason; only our four errors leave this folder.
"""
