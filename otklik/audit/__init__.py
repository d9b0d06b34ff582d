"""Audit: an append-only log of who did what, when and why.

Takes: a line from every service that changes something.
Leaves: `AuditRecord`s, chained by hash so that a missing or changed one shows.
Promises: no foreign keys, no personal data of residents; ids and names of staff, references to the rest.
"""
