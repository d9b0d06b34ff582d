"""Open311 GeoReport v2: topics as services, published cases as requests, reports sent by other programs.

Takes: the rubricator, published cases; reports that a program with a key sends for a resident.
Leaves: reports as our own pages leave them, and which key brought which.
Promises: what is not published is told of to the key that brought it only, and then no more than its state.
"""
