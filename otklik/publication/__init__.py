"""Publication: what the public may see.

Takes: sent answers and the body's rule.
Leaves: `Decision` (knows the case) and `PublishedCase` (does not).
Promises: nothing personal can be reached from the public row.
"""
