"""Media: photos that people add, made harmless and kept once.

Takes: bytes that somebody calls a photo; their name and their header are never believed.
Leaves: `StoredFile`: a picture made anew by us, named by its own hash; time and point of the photo are told apart.
Promises: nothing that came from outside is served as it came; what nobody uses any more is gone.
"""
