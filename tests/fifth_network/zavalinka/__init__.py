"""Zavalinka, a network that nobody has: the folder as it would stand in otklik/networks/connectors."""
