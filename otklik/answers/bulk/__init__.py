"""Many cases at once: acts that are shown first, done case by case by the worker, and taken back; macros name them.

Takes: numbers of cases, and what to do with them.
Leaves: a `BulkRun` with one `BulkItem` a case, and whatever each act leaves by itself.
Promises: what the preview says is what the act does: it is the act itself, rolled back. No case is done twice, whoever
is killed. Nothing here approves.
"""
