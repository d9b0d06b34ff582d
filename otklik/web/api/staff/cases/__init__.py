"""Cases, acts on them, and their tags."""
