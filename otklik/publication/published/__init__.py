"""What the public side reads: published cases found, filtered, on a map, beside others, and their figures."""
