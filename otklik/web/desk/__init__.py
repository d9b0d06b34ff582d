"""The desk: where staff see what residents wrote, pass it on, answer it and close it."""
