"""Bodies, staff, routes, terms and territories."""
