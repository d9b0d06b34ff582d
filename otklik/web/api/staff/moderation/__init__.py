"""Moderation, and the papers that stay of it."""
