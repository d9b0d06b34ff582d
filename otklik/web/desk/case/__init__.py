"""The page of one case: what it shows, and the acts that it offers."""
