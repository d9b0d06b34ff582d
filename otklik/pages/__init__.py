"""Pages: the register of official pages, who owns each, and how we are connected to it.

Takes: what a network tells of a page, and what administrators enter.
Leaves: `Page`, `Connection`, `PageScore`.
Promises: what could not be seen is «unknown», never «failed»; tokens are encrypted and never shown again.
"""
