"""Worker: the steps of all rooms, in the order of the flow.

Takes: rows that wait, in whatever room.
Leaves: rows that wait for the next room.
Promises: one bad row holds nobody back; a database that is away is waited for; killed at any moment, nothing is lost.
"""
