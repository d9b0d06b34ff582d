"""What an answer came to: how the case ended, and what the resident says of it."""
