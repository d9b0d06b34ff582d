"""What belongs to the person at the desk: signing in, notices, keys of programs."""
