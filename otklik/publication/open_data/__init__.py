"""Open data: which tables there are, and the files made of them."""
