"""What a page forbids, on which grounds, and what the machine may do there by itself."""
