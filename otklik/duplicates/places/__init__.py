"""What a text says of its place, and whether two texts name the same one. No database, no clock."""
