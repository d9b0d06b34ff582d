"""MAX as a bot of a channel sees it: its API, its webhooks and its long poll."""
