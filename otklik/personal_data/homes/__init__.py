"""Flats, rooms and doors of homes, in an address and alone."""
