"""Many cases or many messages by one call."""
