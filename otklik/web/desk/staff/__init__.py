"""People, roles and duty."""
