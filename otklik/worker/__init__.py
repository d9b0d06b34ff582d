"""Worker: runs the steps of the rooms, in the order of the flow.

Takes: rows that wait, a wake-up of the database, the clock.
Leaves: the same rows, one step further.
Promises: killed at any moment and started again, it goes on where it was.
"""
