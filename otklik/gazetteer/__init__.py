"""Streets, houses, settlements and landmarks of the territory, with their points.

Takes: files of a municipality, CSV or taken out of OpenStreetMap.
Leaves: its places with their names, and an index of the forms in which people write them.
Promises: a file is taken as a whole or not at all; the index is plain Python and asks no database.
"""
