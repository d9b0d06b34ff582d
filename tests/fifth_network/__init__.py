"""A fifth network as an exercise: docs/how-to/add-a-network.md followed with an invented one, from end to end."""
