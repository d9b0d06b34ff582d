"""Moderation: what stands against the rules of a page is hidden, deleted or let be; who keeps breaking them is banned.

Takes: findings of triage, what people decide, and what a page's owner lets the machine do.
Leaves: a `Decision` for every act, and rows of delivery that carry it out.
Promises: no act without a ground of the closed list; criticism is none; what is hidden is answered all the same.
"""
