"""Birth dates: a date, whose it is, and the words that tell so."""
