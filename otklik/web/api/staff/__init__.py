"""The API of the desk: what staff do there, done by a program that acts as one of them.

Takes: the key of a program; services and selectors of the rooms, as the desk's pages do.
Leaves: JSON, described by /api/v1/openapi.json.
Promises: nothing is seen or done by a key that its owner could not see or do at the desk.
"""
