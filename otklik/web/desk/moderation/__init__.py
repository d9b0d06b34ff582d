"""The queue of moderation, bans, objections, evidence and the report."""
