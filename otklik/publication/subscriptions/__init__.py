"""Letters to readers of the public side: asked for, confirmed, sent, and ended."""
