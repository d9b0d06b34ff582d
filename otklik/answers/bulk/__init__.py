"""Many cases at once: acts that are shown first, done case by case, and taken back; macros name them.

Takes: numbers of cases, and what to do with them.
Leaves: whatever each act leaves by itself, a `BulkRun` with one `BulkItem` a case.
Promises: what the preview says is what the act does: it is the act itself, rolled back. Nothing here approves.
"""
