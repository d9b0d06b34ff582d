"""Bans: proposed, confirmed, ended; and their list."""
