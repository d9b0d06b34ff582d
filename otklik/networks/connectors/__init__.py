"""One folder for each social network; they know nothing of each other."""
