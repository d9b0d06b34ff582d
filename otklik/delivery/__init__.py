"""Delivery: the one outbox. Every act of ours in a network is a row here, and nobody else sends.

Takes: rows that other rooms leave (`queue_act`).
Leaves: receipts; `sent`, `failed` with a reason and a next step, or `unknown`.
Promises: never twice, never silently lost.
"""
